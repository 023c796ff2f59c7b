/** A day of UTC, in milliseconds. */
export const DAY_MS = 86_400_000;

/** The moment so many days before another, in ISO 8601. */
export function daysBefore(moment: Date, days: number): string {
  return new Date(moment.getTime() - days * DAY_MS).toISOString();
}

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Whether a text is a year, a month or a day of the calendar: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}(?:-\d{2}){0,2}$/.test(text)) return false;
  const time = Date.parse(`${text}${'-01'.repeat((10 - text.length) / 3)}T00:00:00Z`);
  // February has no 30th, which Date takes for a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
