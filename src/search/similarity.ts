import type { TokenTable } from '../embedding/embedder.js';
import { dot } from '../embedding/vector.js';
import type { Index } from '../index/snapshot.js';
import { rarity } from './rarity.js';

/** Cosines kept between tokens before the memory of them starts afresh. */
const KEPT = 1_000_000;

/** Similarities between the tokens of a context-free model: what late interaction is made of. */
export interface TokenSimilarity {
  /** Distinct tokens of a text. */
  encode(text: string): Uint32Array;
  load(ids: Iterable<number>): Promise<void>;
  weight(id: number): number;
  /** How much a token says in this corpus, 0–1. */
  rarity(id: number): number;
  /** Cosine of two loaded tokens. */
  between(a: number, b: number): number;
  /** Highest cosine between a token and any of `others`; 0 when there are none. */
  best(id: number, others: Uint32Array): number;
}

/** Remembers the cosines it has computed: the words of questions come again and again. */
export function createTokenSimilarity(tokens: TokenTable, index: Index): TokenSimilarity {
  const occurrences = new Map<number, number>();
  for (let pair = 0; pair < index.pairs.length; pair++) {
    const inPair = new Set(index.membersOf(pair).flatMap((member) => [...index.tokensOf(member)]));
    for (const id of inPair) occurrences.set(id, (occurrences.get(id) ?? 0) + 1);
  }
  const rows = new Map<number, Map<number, number>>();
  let kept = 0;

  function rowFor(id: number): Map<number, number> {
    let row = rows.get(id);
    if (row === undefined) {
      row = new Map();
      rows.set(id, row);
    }
    return row;
  }

  function lookUp(row: Map<number, number>, a: number, b: number): number {
    if (a === b) return 1;
    const known = row.get(b);
    if (known !== undefined) return known;
    const norms = tokens.weight(a) * tokens.weight(b);
    const cosine = norms > 0 ? dot(tokens.row(a), tokens.row(b)) / norms : 0;
    row.set(b, cosine);
    kept++;
    return cosine;
  }

  return {
    encode: tokens.encode,
    weight: tokens.weight,
    rarity: (id) => rarity(occurrences.get(id) ?? 0, index.pairs.length),
    async load(ids) {
      if (kept > KEPT) {
        rows.clear();
        kept = 0;
      }
      await tokens.load(ids);
    },
    between: (a, b) => lookUp(rowFor(a), a, b),
    best(id, others) {
      const row = rowFor(id);
      let best = 0;
      for (const other of others) {
        const cosine = lookUp(row, id, other);
        if (cosine > best) best = cosine;
      }
      return best;
    },
  };
}
