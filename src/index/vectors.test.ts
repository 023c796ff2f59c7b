import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEncoder } from '../models/encoder.js';
import { buildGraph, nearestByGraph, nearestExactly, rowOf, type VectorTable } from './vectors.js';

const MODEL = fileURLToPath(new URL('../../models/verbatim-fr-en', import.meta.url));
const Tokenizer = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** Random numbers from -0.5 to 0.5, the same for the same seed. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** Random unit vectors around random centres, as passages gather around topics; the same for the same seed. */
function randomTable(rows: number, dimension: number, seed: number): VectorTable {
  const random = lcg(seed);
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

/** Sentences of words of the shipped model, frequent ones often and rare ones seldom, each about one of many topics. */
async function invented(count: number): Promise<string[]> {
  const { model } = Tokenizer.parse(JSON.parse(await readFile(join(MODEL, 'tokenizer.json'), 'utf8')));
  const words = Object.keys(model.vocab).filter((word) => /^[a-z]{3,}$/.test(word));
  const random = lcg(11);
  const draw = (from: number, size: number) => words[from + Math.floor(size ** (random() + 0.5))] ?? '';
  return Array.from({ length: count }, () => {
    const topic = Math.floor((random() + 0.5) * 200) * 50;
    return Array.from({ length: 25 }, () =>
      random() < -0.1 ? draw(topic, 300) : draw(0, words.length),
    ).join(' ');
  });
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

describe('recall on vectors of the shipped model', async () => {
  const embedder = await openEncoder({ id: MODEL, cacheFolder: tmpdir() });
  const corpus = await invented(6_000);
  const vectors = await embedder.embedPassages(corpus);
  const table = {
    dimension: embedder.dimension,
    values: new Float32Array(vectors.length * embedder.dimension),
  };
  for (const [row, vector] of vectors.entries()) table.values.set(vector, row * table.dimension);
  const pairOf = Uint32Array.from(vectors.keys());

  it('is 0.99 and more for questions made of a passage’s words', async () => {
    const graph = await buildGraph(table);
    let found = 0;
    for (let asked = 0; asked < 100; asked++) {
      const words = corpus[asked * 60]?.split(' ').slice(2, 10).join(' ') ?? '';
      const vector = await embedder.embedQuery(`Combien de ${words} ?`);
      const tenth = bruteForce(vector, table, pairOf, 10).at(-1) ?? 2;
      // Another pair that is just as near is as good.
      found += nearestByGraph(vector, graph, pairOf, 10).filter((hit) => hit.score >= tenth - 1e-5).length;
    }
    expect(found / 1_000).toBeGreaterThanOrEqual(0.99);
  });
});
