import { expect, it } from 'vitest';
import type { Timed } from './node-process.js';
import { buildFigures, questionsApart } from './peers.js';
import { isMet } from './report.js';

it('asks a quick peer every question, and a slow one as many as it has time for', () => {
  expect(questionsApart(200, 1)).toBe(1);
  // 30 seconds are five rounds of forty questions of 150 ms, each fifth of two hundred.
  expect(questionsApart(200, 150)).toBe(5);
  expect(questionsApart(200, 60_000)).toBe(10);
  expect(questionsApart(12, 60_000)).toBe(1);
});

it('compares each build with that of the same turn', () => {
  const timed = (workSeconds: number, workMB: number): Timed => ({
    ...{ seconds: 9, peakMB: 9, told: [], workSeconds, workMB },
  });
  const runs = [
    { ours: timed(2, 10), encoder: timed(1, 1), peers: new Map([['peer', timed(1, 5)]]) },
    { ours: timed(4, 10), encoder: timed(1, 1), peers: new Map([['peer', timed(8, 5)]]) },
    { ours: timed(8, 30), encoder: timed(1, 1), peers: new Map([['peer', timed(2, 5)]]) },
  ];
  const figures = buildFigures(runs);
  const medians = figures.map(({ name, unit, measure }) => `${name}: ${measure.median} ${unit}`);
  expect(medians).toEqual([
    'peer, build: 2 s',
    'peer, build, memory: 5 MB',
    'build ÷ peer, time: 2 ×',
    'build ÷ peer, memory: 2 ×',
  ]);
  expect(figures.map(isMet)).toEqual([null, null, null, null]);
  expect(buildFigures([])).toEqual([]);
});
