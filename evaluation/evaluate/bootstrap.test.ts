import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.js';
import { outcome } from './fixtures.js';
import { metric } from './metrics.js';
import { paired } from './parity.js';

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const coins = Array.from({ length: 100 }, (_, i) => i % 2);

describe('bootstrap', () => {
  it('gives the same interval each time', () => {
    expect(bootstrap(coins, mean)).toEqual(bootstrap(coins, mean));
  });

  it('gives about the interval that theory gives', () => {
    // Half of 100: 0.5 ± 1.96 · 0.05.
    const { value, low, high } = bootstrap(coins, mean);
    expect(value).toBe(0.5);
    expect(Math.abs((low ?? 0) - 0.402)).toBeLessThan(0.02);
    expect(Math.abs((high ?? 0) - 0.598)).toBeLessThan(0.02);
  });

  it('has no width when all are the same, and is null of nothing', () => {
    expect(bootstrap([1, 1, 1], mean)).toEqual({ value: 1, low: 1, high: 1 });
    expect(bootstrap([], mean)).toEqual({ value: null, low: null, high: null });
  });
});

it('compares two outcomes of each question on the same resamples', () => {
  const first = Array.from({ length: 40 }, (_, i) => outcome({ ranked: [i % 2 === 0] }));
  const { compared } = paired({ names: ['a', 'b'], note: '' }, first, first, [metric('recall1')]);
  expect(compared[0]?.first.value).toBe(0.5);
  // Apart, they vary; question by question, there is nothing between them.
  expect(compared[0]?.difference).toEqual({ value: 0, low: 0, high: 0 });
});
