import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRateLimits, type RateLimits } from './rate-limits.js';

const START = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);

/** Asks that many times in a row, and counts what was taken. */
async function taken(limits: RateLimits, user: string, times: number): Promise<number> {
  let count = 0;
  for (let i = 0; i < times; i++) if ((await limits.take(user)).allowed) count++;
  return count;
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createRateLimits', () => {
  it('takes so many in ten seconds, then says when to come back, and takes more then', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 5, questionsPerHour: 60 });
    expect(await taken(limits, 'a', 4)).toBe(4);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await limits.take('a')).toEqual({ allowed: true });
    expect(await limits.take('a')).toEqual({ allowed: false, retryAt: at(10), firstTime: true });
    await vi.advanceTimersByTimeAsync(5999);
    expect(await limits.take('a')).toEqual({ allowed: false, retryAt: at(10), firstTime: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(await taken(limits, 'a', 6)).toBe(5);
  });

  it('tells the first refusal of every wait', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 1, questionsPerHour: 60 });
    for (const start of [0, 10, 20]) {
      expect(await limits.take('a')).toEqual({ allowed: true });
      for (const firstTime of [true, false, false]) {
        expect(await limits.take('a')).toEqual({ allowed: false, retryAt: at(start + 10), firstTime });
      }
      await vi.advanceTimersByTimeAsync(10_000);
    }
  });

  it('counts what it refused against nobody’s hour', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 2, questionsPerHour: 6 });
    let count = 0;
    for (let i = 0; i < 3; i++) {
      count += await taken(limits, 'a', 50);
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(count).toBe(6);
    expect(await limits.take('a')).toEqual({ allowed: false, retryAt: at(3600), firstTime: false });
    await vi.advanceTimersByTimeAsync(3_570_000);
    expect(await taken(limits, 'a', 3)).toBe(2);
  });

  it('names a time at which both limits have room', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 2, questionsPerHour: 3 });
    expect(await taken(limits, 'a', 1)).toBe(1);
    await vi.advanceTimersByTimeAsync(3_595_000);
    expect(await taken(limits, 'a', 3)).toBe(2);
    expect(await limits.take('a')).toMatchObject({ retryAt: at(3605) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await limits.take('a')).toEqual({ allowed: true });
  });

  it('keeps people apart', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 1, questionsPerHour: 1 });
    for (const user of ['a', 'b', 'c']) expect(await taken(limits, user, 2)).toBe(1);
  });

  it('takes no more when all come at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (burst, hour) => {
          const limits = createRateLimits({ questionsPer10Seconds: burst, questionsPerHour: hour });
          const turns = await Promise.all(Array.from({ length: 20 }, () => limits.take('a')));
          expect(turns.filter(({ allowed }) => allowed)).toHaveLength(Math.min(burst, hour));
          expect(turns.filter((turn) => !turn.allowed && turn.firstTime)).toHaveLength(1);
        },
      ),
    );
  });

  it('counts only what it took of what came at once', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 2, questionsPerHour: 4 });
    await Promise.all(Array.from({ length: 20 }, () => limits.take('a')));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await taken(limits, 'a', 3)).toBe(2);
  });

  it('forgets everybody in the end', async () => {
    const limits = createRateLimits({ questionsPer10Seconds: 1, questionsPerHour: 1 });
    for (let i = 0; i < 100; i++) await taken(limits, String(i), 2);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    // What is counted lives exactly as long as the timer that forgets it.
    expect(vi.getTimerCount()).toBe(0);
    expect(await limits.take('7')).toEqual({ allowed: true });
  });
});
