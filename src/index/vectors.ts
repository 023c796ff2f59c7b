import type { HierarchicalNSW } from 'hnswlib-node';
import { Failure, reasonOf } from '../failure.js';
import type { Progress } from '../models/embedder.js';
import type { Hit } from './snapshot.js';

/** Many vectors of one length, end to end. */
export interface VectorTable {
  readonly dimension: number;
  readonly values: Float32Array;
}

/** Number of vectors up to which every one is compared: some 10 ms at 768 numbers each, and a graph would take longer to build than all else. */
export const EXACT_LIMIT = 12_000;

/**
 * Parameters of the graph. Of 100,000 generated passages (384 numbers each) asked for by some of their words, the ten nearest are
 * found to 99.4 % in 6 ms when they are sentences of a grammar (`efSearch` 400: 97.3 % in 2 ms), to 98.4 % when
 * they are words drawn at random, whose vectors are as hard as they come. A larger `m` finds more for the same
 * `efSearch`, yet no more in the same time, and takes longer to build; a larger `efConstruction` changes nothing.
 */
export const HNSW = { m: 16, efConstruction: 100, efSearch: 1_900 } as const;

/** Vectors added to a graph between two turns of the event loop. */
const CHUNK = 500;

/** The vector at a row of a table, not copied. */
export function rowOf(table: VectorTable, row: number): Float32Array {
  return table.values.subarray(row * table.dimension, (row + 1) * table.dimension);
}

/** The dot product of a vector with as many values of an array, from an offset on. */
export function dot(vector: Float32Array, values: Float32Array, offset = 0): number {
  const dimension = vector.length;
  // Four sums that do not wait for one another; the arrays are long enough by construction.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < dimension; i += 4) {
    a += (vector[i] ?? 0) * (values[offset + i] ?? 0);
    b += (vector[i + 1] ?? 0) * (values[offset + i + 1] ?? 0);
    c += (vector[i + 2] ?? 0) * (values[offset + i + 2] ?? 0);
    d += (vector[i + 3] ?? 0) * (values[offset + i + 3] ?? 0);
  }
  for (; i < dimension; i++) a += (vector[i] ?? 0) * (values[offset + i] ?? 0);
  return a + b + c + d;
}

/** The pairs nearest to a vector, every row compared; `pairOf[row]` is a row's pair. */
export function nearestExactly(
  vector: Float32Array,
  table: VectorTable,
  pairOf: Uint32Array,
  count: number,
): Hit[] {
  const best = new Map<number, number>();
  let floor = Number.NEGATIVE_INFINITY;
  let hits: Hit[] = [];
  for (let row = 0; row < pairOf.length; row++) {
    const score = dot(vector, table.values, row * table.dimension);
    if (score <= floor) continue;
    const pair = pairOf[row] ?? 0;
    if (score <= (best.get(pair) ?? Number.NEGATIVE_INFINITY)) continue;
    best.set(pair, score);
    if (best.size < 2 * count + 16) continue;
    // Cut back to the best `count`: the floor rises, and ever fewer rows pass it.
    hits = topHits(best, count);
    best.clear();
    for (const hit of hits) best.set(hit.pair, hit.score);
    floor = hits.at(-1)?.score ?? floor;
  }
  return topHits(best, count);
}

/** The best `count` of scored pairs, best first; pairs of equal score in corpus order. */
export function topHits(scores: ReadonlyMap<number, number>, count: number): Hit[] {
  return [...scores]
    .map(([pair, score]) => ({ pair, score }))
    .sort((a, b) => b.score - a.score || a.pair - b.pair)
    .slice(0, count);
}

/** Builds the graph over all rows, giving way to the event loop between chunks. */
export async function buildGraph(table: VectorTable, onProgress?: Progress): Promise<HierarchicalNSW> {
  const graph = await newGraph(table.dimension);
  const total = table.values.length / table.dimension;
  graph.initIndex(total, HNSW.m, HNSW.efConstruction);
  for (let row = 0; row < total; row++) {
    graph.addPoint(Array.from(rowOf(table, row)), row);
    if (row % CHUNK === CHUNK - 1) {
      onProgress?.(row + 1, total);
      await new Promise(setImmediate);
    }
  }
  onProgress?.(total, total);
  return graph;
}

/** Reads a graph written by `HierarchicalNSW.writeIndexSync`. */
export async function readGraph(file: string, dimension: number): Promise<HierarchicalNSW> {
  const graph = await newGraph(dimension);
  graph.readIndexSync(file);
  return graph;
}

/** The pairs nearest to a vector by the graph: approximate, see `HNSW` for how nearly. */
export function nearestByGraph(
  vector: Float32Array,
  graph: HierarchicalNSW,
  pairOf: Uint32Array,
  count: number,
): Hit[] {
  // A pair has at most two rows: twice as many rows hold at least `count` pairs.
  const rows = Math.min(2 * count, pairOf.length);
  graph.setEf(Math.max(HNSW.efSearch, rows));
  const { neighbors, distances } = graph.searchKnn(Array.from(vector), rows);
  const best = new Map<number, number>();
  neighbors.forEach((row, i) => {
    const pair = pairOf[row] ?? 0;
    // Space `ip`: the distance is one minus the dot product.
    const score = 1 - (distances[i] ?? 1);
    if (score > (best.get(pair) ?? Number.NEGATIVE_INFINITY)) best.set(pair, score);
  });
  return topHits(best, count);
}

/** An empty graph. The addon is loaded here and nowhere else: a small corpus never needs it. */
async function newGraph(dimension: number): Promise<HierarchicalNSW> {
  const { default: hnswlib } = await import('hnswlib-node').catch((error: unknown) => {
    throw new Failure(
      'addon-missing',
      {
        reason: reasonOf(error)
          .split(/\n|\. Tried:/, 1)
          .join(''),
      },
      { cause: error },
    );
  });
  return new hnswlib.HierarchicalNSW('ip', dimension);
}
