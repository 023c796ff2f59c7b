import type { Engine } from '../../src/search/engine.js';

/** Neighbours that brute force finds, and that recall is counted over. */
const NEIGHBOURS = 10;

/** The highest ten of all cosines, highest first. */
export function nearest(cosines: readonly number[]): number[] {
  return cosines.toSorted((a, b) => b - a).slice(0, NEIGHBOURS);
}

/**
 * Share, in %, of the ten pairs nearest to each question that `index.nearest` finds. A pair as near as
 * the tenth counts as one of the ten.
 */
export async function recallOf({ embedder, index }: Engine, questions: readonly string[]): Promise<number> {
  const all = [...Array(index.manifest.counts.pairs).keys()];
  let found = 0;
  let wanted = 0;
  for (const question of questions) {
    const vector = await embedder.embedQuery(question);
    const cosines = await index.cosines(vector, all);
    const best = nearest(cosines);
    const tenth = (best.at(-1) ?? 0) - 1e-6; // rounding of 32-bit floats
    const hits = await index.nearest(vector, NEIGHBOURS);
    found += hits.filter(({ pair }) => (cosines[pair] ?? -1) >= tenth).length;
    wanted += best.length;
  }
  return (100 * found) / wanted;
}
