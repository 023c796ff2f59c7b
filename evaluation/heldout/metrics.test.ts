import { expect, it } from 'vitest';
import { areMutual, counterpartPlaces, NOT_FOUND, percentOf, placeOf, recall } from './metrics.js';

const vectors = (...rows: [number, number][]) => rows.map((row) => Float32Array.from(row));

it.each([
  ['the highest', [0.1, 0.9, 0.5], 1, 0],
  ['one behind two', [0.9, 0.1, 0.5], 1, 2],
  ['an equal, behind the others', [0.5, 0.5, 0.5], 0, 2],
  ['one that is no number', [0.5, Number.NaN], 1, NOT_FOUND],
  ['one that is not there', [0.5], 3, NOT_FOUND],
])('places %s', (_, scores, right, place) => {
  expect(placeOf(Float32Array.from(scores), right)).toBe(place);
});

it('places counterparts, and tells which are nearest to each other', () => {
  const left = vectors([1, 0], [0, 1], [0.8, 0.6]);
  const right = vectors([1, 0], [0, 1], [0.96, 0.28]);
  expect(counterpartPlaces(left, right)).toEqual([0, 0, 0]);
  // The third on the right is nearer to the first on the left than to its own counterpart.
  expect(counterpartPlaces(right, left)).toEqual([0, 0, 1]);
  expect(areMutual(left, right)).toEqual([true, true, false]);
});

it('counts shares in %', () => {
  expect([1, 2, 10].map((count) => recall([0, 1, 9, NOT_FOUND], count))).toEqual([25, 50, 75]);
  expect(percentOf([true, false, true, true])).toBe(75);
});
