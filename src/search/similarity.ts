import type { Index } from '../index/snapshot.js';
import type { TokenTable } from '../models/embedder.js';

/** What a token in every pair of a corpus still weighs. */
const LEAST = 0.15;
/** Cosines remembered, 32 MB of them, before the memory of them starts afresh. */
const KEPT = 8_000_000;

/** Similarities between the tokens of a context-free model: what late interaction is made of. */
export interface TokenSimilarity {
  /** Distinct tokens of a text. */
  encode(text: string): Uint32Array;
  load(ids: Iterable<number>): Promise<void>;
  weight(id: number): number;
  /** How much a token says in this corpus, 0–1. */
  rarity(id: number): number;
  /** Highest cosine between a token and any of `others`; 0 when there are none. */
  best(id: number, others: Uint32Array): number;
}

/** Remembers the cosines it has computed: the words of questions come again and again. */
export function createTokenSimilarity(tokens: TokenTable, index: Index): TokenSimilarity {
  const occurrences = countPairs(index);
  const places = placesOf(occurrences.keys());
  /** For a token, its cosines with all tokens of the corpus, by place; NaN where not yet computed. */
  const rows = new Map<number, Float32Array>();

  function rowFor(id: number): Float32Array {
    let row = rows.get(id);
    if (row === undefined) {
      if ((rows.size + 1) * occurrences.size > KEPT) rows.clear();
      row = new Float32Array(occurrences.size).fill(Number.NaN);
      rows.set(id, row);
    }
    return row;
  }

  function cosineOf(a: number, b: number): number {
    if (a === b) return 1;
    const norms = tokens.weight(a) * tokens.weight(b);
    return norms > 0 ? tokens.dot(a, b) / norms : 0;
  }

  return {
    encode: tokens.encode,
    load: tokens.load,
    weight: tokens.weight,
    rarity: (id) => rarity(occurrences.get(id) ?? 0, index.pairs.length),
    best(id, others) {
      const row = rowFor(id);
      let best = 0;
      for (const other of others) {
        const place = places[other] ?? -1;
        let cosine = place < 0 ? Number.NaN : (row[place] ?? Number.NaN);
        if (Number.isNaN(cosine)) {
          cosine = cosineOf(id, other);
          if (place >= 0) row[place] = cosine;
        }
        if (cosine > best) best = cosine;
      }
      return best;
    },
  };
}

/**
 * How much a token that occurs in `occurrences` of `total` pairs says, from `LEAST` (in all of them) to 1
 * (in none): inverse document frequency (Spärck Jones 1972), scaled.
 */
function rarity(occurrences: number, total: number): number {
  const idf = Math.log((total + 1) / (occurrences + 0.5)) / Math.log((total + 1) / 0.5);
  return LEAST + (1 - LEAST) * Math.min(1, Math.max(0, idf));
}

/** For every id up to the highest, its place among `ids`; -1 for one that is not among them. */
function placesOf(ids: Iterable<number>): Int32Array {
  const all = [...ids];
  const places = new Int32Array(1 + all.reduce((highest, id) => Math.max(highest, id), 0)).fill(-1);
  for (const [place, id] of all.entries()) places[id] = place;
  return places;
}

/** In how many pairs each token occurs. */
function countPairs(index: Index): Map<number, number> {
  const occurrences = new Map<number, number>();
  const lastPair = new Map<number, number>();
  for (let pair = 0; pair < index.pairs.length; pair++) {
    for (const member of index.membersOf(pair)) {
      for (const id of index.tokensOf(member)) {
        if (lastPair.get(id) === pair) continue;
        lastPair.set(id, pair);
        occurrences.set(id, (occurrences.get(id) ?? 0) + 1);
      }
    }
  }
  return occurrences;
}
