import { embeddedText } from '../../src/index/build.js';
import type { Hit } from '../../src/index/snapshot.js';
import { dot } from '../../src/models/vector.js';
import type { Engine } from '../../src/search/engine.js';

/** Neighbours that brute force finds, and that recall is counted over. */
const NEIGHBOURS = 10;

/** The highest ten of all cosines, highest first. */
export function nearest(cosines: readonly number[]): number[] {
  return cosines.toSorted((a, b) => b - a).slice(0, NEIGHBOURS);
}

/** The pairs nearest to a vector, best first, as some index finds them. */
export type Nearest = (vector: Float32Array, count: number) => readonly Hit[] | Promise<readonly Hit[]>;

/**
 * Share, in %, of the ten pairs nearest to each question, by the vectors of their texts in floats, that each of some
 * indexes of the same corpus finds. A pair as near as the tenth counts as one of the ten.
 */
export async function recallsOf(
  { embedder, index }: Engine,
  questions: readonly string[],
  searches: readonly Nearest[],
): Promise<number[]> {
  const pairs = await index.pairs([...Array(index.manifest.counts.pairs).keys()]);
  const sides = pairs.flatMap(({ position, fr, en }) =>
    [fr, en].flatMap((side) =>
      side === null ? [] : { position, text: embeddedText(side, side.source.title) },
    ),
  );
  const vectors = await embedder.embedPassages(sides.map(({ text }) => text));
  const found = searches.map(() => 0);
  let wanted = 0;
  for (const question of questions) {
    const vector = await embedder.embedQuery(question);
    const cosines = new Array<number>(pairs.length).fill(-1);
    for (const [i, { position }] of sides.entries())
      cosines[position] = Math.max(cosines[position] ?? -1, dot(vector, vectors[i] ?? new Float32Array()));
    const best = nearest(cosines);
    const tenth = (best.at(-1) ?? 0) - 1e-6; // rounding of 32-bit floats
    wanted += best.length;
    for (const [i, search] of searches.entries()) {
      const hits = await search(vector, NEIGHBOURS);
      found[i] = (found[i] ?? 0) + hits.filter(({ pair }) => (cosines[pair] ?? -1) >= tenth).length;
    }
  }
  return found.map((count) => (100 * count) / wanted);
}
