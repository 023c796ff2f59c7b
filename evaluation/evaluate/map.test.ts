import { expect, it } from 'vitest';
import { project } from './map.js';

it('finds the directions of greatest variance', () => {
  const vectors = [
    [3, 0, 1],
    [-3, 0, 1],
    [0, 1, 1],
    [0, -1, 1],
  ].map((values) => Float32Array.from(values));
  const { points, variance } = project(vectors);
  expect(points.map(([x]) => Math.round(x))).toEqual([3, -3, 0, 0]);
  expect(points.map(([, y]) => Math.round(y))).toEqual([0, 0, 1, -1]);
  expect(variance[0]).toBeCloseTo(18 / 20);
  expect(variance[1]).toBeCloseTo(2 / 20);
});

it('maps nothing, and points that are all the same', () => {
  expect(project([])).toEqual({ points: [], variance: [0, 0] });
  const same = [Float32Array.of(1, 2), Float32Array.of(1, 2)];
  expect(project(same).variance).toEqual([0, 0]);
});
