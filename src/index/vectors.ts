import type { HierarchicalNSW } from 'hnswlib-node';
import { Failure, reasonOf } from '../failure.js';
import type { Progress } from '../models/embedder.js';
import { dotProducts, LANES } from './kernel.js';
import type { Hit } from './snapshot.js';

/**
 * Many unit vectors of one length, a row each, of 8 bits a number: a quarter of their size in floats. A cosine is off
 * by some 0.001 then, and the ten nearest of 100,000 passages stay the same ten.
 */
export interface VectorTable {
  readonly dimension: number;
  /** Rows end to end, each filled up with zeros to `strideOf(dimension)`. */
  readonly values: Int8Array;
  /** What a number of each row counts. */
  readonly scales: Float32Array;
}

/**
 * Number of vectors up to which every one is compared: 12 ms for 100,000 of 768 numbers. The graph asks the processor for as much at
 * that number, finds 98.5 % of what is nearest, takes three kilobytes a vector and minutes to build.
 */
export const EXACT_LIMIT = 200_000;

/**
 * Parameters of the graph. Of 100,000 generated passages (384 numbers each) asked for by some of their words, the ten nearest are
 * found to 99.4 % in 6 ms when they are sentences of a grammar (`efSearch` 400: 97.3 % in 2 ms), to 98.4 % when
 * they are words drawn at random, whose vectors are as hard as they come. A larger `m` finds more for the same
 * `efSearch`, yet no more in the same time, and takes longer to build; a larger `efConstruction` changes nothing.
 */
export const HNSW = { m: 16, efConstruction: 100, efSearch: 1_900 } as const;

/** Vectors added to a graph between two turns of the event loop. */
const CHUNK = 500;

/** Largest 8-bit number used: as far from zero as the smallest. */
const MOST_8 = 127;
const MOST_16 = 32_767;
const MOST_32 = 2 ** 31 - 1;

/** Length of a row of a table. */
export function strideOf(dimension: number): number {
  return Math.ceil(dimension / LANES) * LANES;
}

/** A table of zero vectors. */
export function newTable(rows: number, dimension: number): VectorTable {
  return {
    dimension,
    values: new Int8Array(rows * strideOf(dimension)),
    scales: new Float32Array(rows),
  };
}

/** Puts a vector into a row of a table. */
export function setRow({ dimension, values, scales }: VectorTable, row: number, vector: Float32Array): void {
  const scale = largest(vector) / MOST_8;
  const start = row * strideOf(dimension);
  scales[row] = scale;
  for (let i = 0; i < dimension; i++)
    values[start + i] = scale > 0 ? Math.round((vector[i] ?? 0) / scale) : 0;
}

/** Puts a row of another table of the same dimension into a row of this one, as it is. */
export function copyRow(table: VectorTable, row: number, other: VectorTable, otherRow: number): void {
  const stride = strideOf(table.dimension);
  table.values.set(other.values.subarray(otherRow * stride, (otherRow + 1) * stride), row * stride);
  table.scales[row] = other.scales[otherRow] ?? 0;
}

/** The vector at a row of a table. */
export function rowOf({ dimension, values, scales }: VectorTable, row: number): Float32Array {
  const start = row * strideOf(dimension);
  const scale = scales[row] ?? 0;
  const vector = new Float32Array(dimension);
  for (let i = 0; i < dimension; i++) vector[i] = scale * (values[start + i] ?? 0);
  return vector;
}

function largest(vector: Float32Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  return most;
}

/** The pairs nearest to a vector, every row compared; `pairOf[row]` is a row's pair. */
export function nearestExactly(
  vector: Float32Array,
  { dimension, values, scales }: VectorTable,
  pairOf: Uint32Array,
  count: number,
): Hit[] {
  const stride = strideOf(dimension);
  // Rounded to 16 bits, or to as many as leave a sum within 32: a product is off by some 0.00001.
  const unit = largest(vector) / Math.min(MOST_16, Math.floor(MOST_32 / (MOST_8 * stride)));
  const rounded = new Int16Array(stride);
  if (unit > 0) rounded.set(vector.map((value) => Math.round(value / unit)));
  const products = new Int32Array(scales.length);
  dotProducts(rounded, values, products);

  const best = new Map<number, number>();
  let floor = Number.NEGATIVE_INFINITY;
  let hits: Hit[] = [];
  for (let row = 0; row < products.length; row++) {
    const score = (products[row] ?? 0) * unit * (scales[row] ?? 0);
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
  const total = table.scales.length;
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
