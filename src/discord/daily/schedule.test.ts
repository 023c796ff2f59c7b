import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextTime, ZONES } from './schedule.js';

it.each([
  ['Europe/Paris', 9, '2026-01-15T07:59:59.000Z', '2026-01-15T08:00:00.000Z'],
  ['Europe/Paris', 9, '2026-01-15T08:00:00.000Z', '2026-01-16T08:00:00.000Z'],
  ['Europe/Paris', 9, '2026-07-15T08:00:00.000Z', '2026-07-16T07:00:00.000Z'],
  // The clocks go forward on 29 March 2026, from 2 to 3, and back on 25 October, from 3 to 2.
  ['Europe/Paris', 9, '2026-03-28T09:00:00.000Z', '2026-03-29T07:00:00.000Z'],
  ['Europe/Paris', 2, '2026-03-28T02:00:00.000Z', '2026-03-29T01:00:00.000Z'],
  ['Europe/Paris', 9, '2026-10-24T08:00:00.000Z', '2026-10-25T08:00:00.000Z'],
  ['Pacific/Tahiti', 0, '2026-06-01T10:00:00.000Z', '2026-06-02T10:00:00.000Z'],
  ['Asia/Kolkata', 9, '2026-06-01T00:00:00.000Z', '2026-06-01T03:30:00.000Z'],
])('in %s at %i h, after %s it is %s', (zone, hour, after, next) =>
  expect(nextTime({ zone, hour }, new Date(after)).toISOString()).toBe(next),
);

it('comes once a day, whatever the clocks do', () => {
  const hours = fc.integer({ min: 0, max: 23 });
  const from = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), hours, from, (zone, hour, time) => {
      const dayOf = (date: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(date);
      const first = nextTime({ zone, hour }, new Date(time));
      const second = nextTime({ zone, hour }, first);
      expect(first.getTime()).toBeGreaterThan(time);
      const gap = (second.getTime() - first.getTime()) / 3_600_000;
      expect(gap).toBeGreaterThanOrEqual(22);
      expect(gap).toBeLessThanOrEqual(26);
      expect(dayOf(second) > dayOf(first)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
