import type { Index } from '../../src/index/snapshot.js';
import { dot } from '../../src/models/vector.js';
import type { Engine } from '../../src/search/engine.js';

/** Neighbours that brute force finds, and that recall is counted over. */
const NEIGHBOURS = 10;

/** Brute force: the cosine of every pair, that of its better language, with a vector. */
export function exactSearch(index: Index): (vector: Float32Array) => Float32Array {
  const rows = index.pairs.flatMap((_, pair) =>
    index.membersOf(pair).map((member) => ({ pair, vector: index.vectorOf(member) })),
  );
  return (query) => {
    const cosines = new Float32Array(index.pairs.length).fill(-1);
    for (const { pair, vector } of rows) cosines[pair] = Math.max(cosines[pair] ?? -1, dot(query, vector));
    return cosines;
  };
}

/** The highest ten of all cosines, highest first. */
export function nearest(cosines: Float32Array): number[] {
  const best: number[] = [];
  for (const cosine of cosines) {
    if (best.length === NEIGHBOURS && cosine <= (best.at(-1) ?? -1)) continue;
    const place = best.findIndex((other) => cosine > other);
    best.splice(place < 0 ? best.length : place, 0, cosine);
    best.length = Math.min(best.length, NEIGHBOURS);
  }
  return best;
}

/**
 * Share, in %, of the ten pairs nearest to each question that `index.nearest` finds. A pair as near as
 * the tenth counts as one of the ten.
 */
export async function recallOf({ embedder, index }: Engine, questions: readonly string[]): Promise<number> {
  const exact = exactSearch(index);
  let found = 0;
  let wanted = 0;
  for (const question of questions) {
    const vector = await embedder.embedQuery(question);
    const cosines = exact(vector);
    const best = nearest(cosines);
    const tenth = (best.at(-1) ?? 0) - 1e-6; // rounding of 32-bit floats
    found += index.nearest(vector, NEIGHBOURS).filter(({ pair }) => (cosines[pair] ?? -1) >= tenth).length;
    wanted += best.length;
  }
  return (100 * found) / wanted;
}
