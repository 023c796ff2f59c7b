import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEncoder } from '../models/encoder.js';
import { dot, normalise } from '../models/vector.js';
import type { Hit } from './snapshot.js';
import {
  buildGraph,
  copyRow,
  nearestByGraph,
  nearestExactly,
  newTable,
  rowOf,
  setRow,
  type VectorTable,
} from './vectors.js';

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
  return tableOf(
    Array.from({ length: rows }, (_, row) =>
      normalise(Float32Array.from(centres[row % 20] ?? [], (value) => value + 2 * random())),
    ),
    dimension,
  );
}

function tableOf(vectors: readonly Float32Array[], dimension: number): VectorTable {
  const table = newTable(vectors.length, dimension);
  for (const [row, vector] of vectors.entries()) setRow(table, row, vector);
  return table;
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

describe('a table of vectors', () => {
  const vectors = fc.array(
    fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }), {
      minLength: 13,
      maxLength: 13,
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('gives back its vectors, each number rounded to a 127th of the largest, and copies of them as they are', () => {
    fc.assert(
      fc.property(vectors, (lists) => {
        const given = lists.map((list) => Float32Array.from(list));
        const table = tableOf(given, 13);
        const copy = newTable(1, 13);
        for (const [row, vector] of given.entries()) {
          const step = Math.max(...vector.map(Math.abs)) / 127;
          const found = rowOf(table, row);
          for (const [i, value] of vector.entries())
            expect(Math.abs((found[i] ?? 2) - value)).toBeLessThanOrEqual(0.5001 * step);
          copyRow(copy, 0, table, row);
          expect(rowOf(copy, 0)).toEqual(found);
        }
      }),
    );
  });
});

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
          for (const [i, hit] of hits.entries()) expect(hit.score).toBeCloseTo(expected[i] ?? 2, 4);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('nearestByGraph', () => {
  it('finds what comparing every vector finds, but for one in a hundred', async () => {
    const all = randomTable(4_100, 64, 7);
    const table = newTable(4_000, 64);
    for (let row = 0; row < 4_000; row++) copyRow(table, row, all, row);
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
  const table = tableOf(vectors, embedder.dimension);
  const pairOf = Uint32Array.from(vectors.keys());

  /** Share of the ten nearest, by vectors in floats, that a search finds for questions made of a passage’s words. */
  async function recallOf(search: (vector: Float32Array) => Hit[]): Promise<number> {
    let found = 0;
    for (let asked = 0; asked < 100; asked++) {
      const words = corpus[asked * 60]?.split(' ').slice(2, 10).join(' ') ?? '';
      const vector = await embedder.embedQuery(`Combien de ${words} ?`);
      const cosines = Float32Array.from(vectors, (each) => dot(vector, each));
      const tenth = Float32Array.from(cosines).sort().at(-10) ?? 2;
      // Another pair that is just as near is as good.
      found += search(vector).filter(({ pair }) => (cosines[pair] ?? 0) >= tenth - 1e-6).length;
    }
    return found / 1_000;
  }

  it('is 0.99 and more when every row is compared', async () => {
    expect(await recallOf((vector) => nearestExactly(vector, table, pairOf, 10))).toBeGreaterThanOrEqual(
      0.99,
    );
  });

  it('is 0.99 and more by the graph', async () => {
    const graph = await buildGraph(table);
    const recall = await recallOf((vector) => nearestByGraph(vector, graph, pairOf, 10));
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });
});
