import { DAY_MS } from '../../day.js';
import type { DailyFact } from '../../store/quizzes.js';

/** Zones that may be chosen: where French and English are most spoken, as many as a menu of Discord holds. */
export const ZONES = [
  'UTC',
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Zurich',
  'Europe/London',
  'Africa/Casablanca',
  'Africa/Algiers',
  'Africa/Tunis',
  'Africa/Dakar',
  'Africa/Abidjan',
  'Africa/Kinshasa',
  'Africa/Johannesburg',
  'America/Toronto',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Australia/Sydney',
  'Pacific/Noumea',
  'Pacific/Tahiti',
] as const;

/**
 * The first moment after another at which it is that hour in a zone, once a day there: on the day on which the clocks leave the hour
 * out, the moment at which they go on; on the one on which it comes twice, one of the two.
 */
export function nextTime({ hour, zone }: Pick<DailyFact, 'hour' | 'zone'>, after: Date): Date {
  const today = Math.floor((after.getTime() + offsetOf(after.getTime(), zone)) / DAY_MS) * DAY_MS;
  for (let day = today; ; day += DAY_MS) {
    const local = day + hour * 3_600_000;
    // The offset a day before or at the moment itself differs where the clocks change in between.
    const guess = local - offsetOf(local - offsetOf(local, zone), zone);
    if (guess > after.getTime()) return new Date(guess);
  }
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetOf(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(time / 1000) * 1000;
}
