import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, nearestByGraph, nearestExactly, rowOf, type VectorTable } from './vectors.js';

/** Random unit vectors around random centres, as passages gather around topics; the same for the same seed. */
function randomTable(rows: number, dimension: number, seed: number): VectorTable {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const centres = Array.from({ length: 20 }, () => Float32Array.from({ length: dimension }, random));
  const values = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const vector = Float32Array.from(centres[row % 20] ?? [], (value) => value + 2 * random());
    const norm = Math.hypot(...vector);
    values.set(
      vector.map((value) => value / norm),
      row * dimension,
    );
  }
  return { dimension, values };
}

function bruteForce(vector: Float32Array, table: VectorTable, pairOf: Uint32Array, count: number): number[] {
  const best = new Map<number, number>();
  for (const [row, pair] of pairOf.entries()) {
    const score = rowOf(table, row).reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0);
    best.set(pair, Math.max(score, best.get(pair) ?? -2));
  }
  return [...best.values()].sort((a, b) => b - a).slice(0, count);
}

describe('nearestExactly', () => {
  it('gives the scores that a full sort gives, each pair once', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (seed, rows, count) => {
          const table = randomTable(rows, 13, seed);
          const pairOf = Uint32Array.from({ length: rows }, (_, row) => row >> 1);
          const query = rowOf(randomTable(1, 13, seed + 1), 0);
          const hits = nearestExactly(query, table, pairOf, count);
          expect(new Set(hits.map((hit) => hit.pair)).size).toBe(hits.length);
          const expected = bruteForce(query, table, pairOf, count);
          expect(hits).toHaveLength(expected.length);
          for (const [i, hit] of hits.entries()) expect(hit.score).toBeCloseTo(expected[i] ?? 2, 5);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('nearestByGraph', () => {
  it('finds what comparing every vector finds, but for one in a hundred', async () => {
    const all = randomTable(4_100, 64, 7);
    const table = { dimension: 64, values: all.values.subarray(0, 4_000 * 64) };
    const pairOf = Uint32Array.from({ length: 4_000 }, (_, row) => row >> 1);
    const graph = await buildGraph(table);
    let found = 0;
    for (let query = 4_000; query < 4_100; query++) {
      const vector = rowOf(all, query);
      const hits = nearestByGraph(vector, graph, pairOf, 10);
      expect(hits).toHaveLength(10);
      const truth = new Set(nearestExactly(vector, table, pairOf, 10).map((hit) => hit.pair));
      found += hits.filter((hit) => truth.has(hit.pair)).length;
    }
    expect(found / 1_000).toBeGreaterThanOrEqual(0.99);
  });
});
