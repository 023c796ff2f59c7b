import { describe, expect, it } from 'vitest';
import { atLeast, isMet, percentile, renderSection, summarise, under } from './report.js';

describe('percentile', () => {
  it.each([
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
  ])('%i %% of 1 to 100 is %i', (percent, value) => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(values, percent)).toBe(value);
  });

  it('of one value is that value', () => {
    expect(percentile([7], 99)).toBe(7);
  });
});

describe('targets', () => {
  const figure = (target?: ReturnType<typeof under>) =>
    ({ name: 'x', unit: 'ms', measure: summarise(9, 3, 5), target }) as const;

  it('are met by the median', () => {
    expect(summarise(9, 3, 5)).toEqual({ median: 5, min: 3, max: 9, runs: 3 });
    expect([under(6), under(5), atLeast(5), atLeast(6)].map((target) => isMet(figure(target)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isMet(figure())).toBeNull();
  });

  it('stand beside their figure, with whether they are met', () => {
    const text = renderSection({ title: 'Title', method: 'Method.', figures: [figure(under(5)), figure()] });
    const cells = text
      .split('\n')
      .filter((line) => line.startsWith('| x'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells).toEqual([
      ['', 'x', '5 ms', '3 – 9', '3', 'under 5 ms', '**no**', ''],
      ['', 'x', '5 ms', '3 – 9', '3', '', '', ''],
    ]);
  });
});
