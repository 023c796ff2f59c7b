import { isCalendarDate } from '../../day.js';

/**
 * The date a text starts with, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null when it starts with none or
 * with one that is not in the calendar. A time of day after it is left out.
 */
export function leadingDate(text: string): string | null {
  const match = /^\s*(\d{4})(?:-(\d{2})(?:-(\d{2})(?!\d))?)?(?![\d-])/.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  return isCalendarDate(date) ? date : null;
}
