import { expect, it } from 'vitest';
import { openPlot } from '../evaluate/plot.js';
import { drawCurves, pointsOf } from './curves.js';
import { type Figure, type Section, summarise } from './report.js';

const point = (name: string, cost: number): Figure => ({
  ...{ name: `${name}, p50`, unit: 'ms', measure: summarise(cost) },
  curve: { plot: 'question', name },
});
const sections: Section[] = [
  { title: 'shipped', method: '', figures: [point('Verbatim', 7)] },
  { title: 'small', method: '', passages: 60, figures: [point('Verbatim', 2), point('limit: dots', 0.1)] },
  { title: 'large', method: '', passages: 10_000, figures: [point('Verbatim', 9), point('limit: dots', 5)] },
];

it('draws what is measured at a size, and nothing else', () => {
  expect(pointsOf(sections, 'question')).toEqual([
    { passages: 60, cost: 2, name: 'Verbatim' },
    { passages: 60, cost: 0.1, name: 'limit: dots' },
    { passages: 10_000, cost: 9, name: 'Verbatim' },
    { passages: 10_000, cost: 5, name: 'limit: dots' },
  ]);
  expect(pointsOf(sections, 'build')).toEqual([]);
});

it('draws every curve on two logarithmic axes, and names it', async () => {
  const drawn = await drawCurves(sections);
  if ((await openPlot()) === null) {
    expect(drawn).toBeNull();
    return;
  }
  const svg = drawn?.find(({ name }) => name === 'question')?.svg ?? '';
  expect(svg).toContain('limit: dots');
  expect(svg).toContain('10,000');
  expect(svg.match(/stroke-dasharray="6 4"/g)).toHaveLength(1);
});
