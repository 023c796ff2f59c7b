/**
 * The date a text starts with, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when it starts with none or
 * with one that is not in the calendar. A time of day after it is left out.
 */
export function leadingDate(text: string): string | null {
  const match = /^\s*(\d{4})(?:-(\d{2})(?:-(\d{2})(?!\d))?)?(?![\d-])/.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match;
  const parts = [year, month, day].filter((part) => part !== undefined);
  const date = parts.join('-');
  const time = new Date(`${date}${'-01'.repeat(3 - parts.length)}T00:00:00Z`);
  // `Date` rolls 31 February over to March: a date that does not come back as it went in is none.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) ? date : null;
}
