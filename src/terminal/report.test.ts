import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sinceOf } from './report.js';

const now = new Date('2026-03-31T12:00:00.000Z');

describe('sinceOf', () => {
  it('reads a number of days, or a day', () => {
    expect(sinceOf('30d', now)).toBe('2026-03-01T12:00:00.000Z');
    expect(sinceOf('0d', now)).toBe(now.toISOString());
    expect(sinceOf('2026-03-01', now)).toBe('2026-03-01T00:00:00.000Z');
  });

  it('takes nothing else, and never fails', () => {
    for (const typed of ['', 'd', '30', '3 d', '-3d', '2026-02-30', '2026-13-01', '2026-3-1', '99999d']) {
      expect(sinceOf(typed, now), typed).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (typed) => sinceOf(typed, now) === null || /^\d/.test(typed)));
  });
});
