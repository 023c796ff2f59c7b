import { createHash } from 'node:crypto';
import type { Pair } from '../corpus/document.js';
import type { Index } from './snapshot.js';

/** Characters of a key: 42 bits, of which two in 100,000 pairs are the same once in a thousand corpora. */
const LENGTH = 7;

/**
 * What names a pair by its words alone: 7 base64url characters of a SHA-256 over its two texts. The same
 * passage keeps its key in every build, wherever it stands; a changed one loses it.
 */
export function keyOf({ fr, en }: Pick<Pair, 'fr' | 'en'>): string {
  const texts = JSON.stringify([fr?.text ?? null, en?.text ?? null]);
  return createHash('sha256').update(texts).digest('base64url').slice(0, LENGTH);
}

const known = new WeakMap<Index['pairs'], ReadonlyMap<string, number>>();

/**
 * Position in `Index.pairs` of every key; of pairs with the same words, that of the first. Made when an index
 * is first asked for it, and remembered with it: of a large one it takes a while.
 */
export function pairsByKey({ pairs }: Pick<Index, 'pairs'>): ReadonlyMap<string, number> {
  let positions = known.get(pairs);
  if (positions === undefined) {
    const made = new Map<string, number>();
    for (const [position, pair] of pairs.entries()) {
      const key = keyOf(pair);
      if (!made.has(key)) made.set(key, position);
    }
    positions = made;
    known.set(pairs, positions);
  }
  return positions;
}
