import type { HierarchicalNSW } from 'hnswlib-node';
import type { Document, Pair, Passage, Problem } from '../corpus/document.js';
import type { VectorTable } from './vectors.js';
import type { BuiltWords, Words } from './words.js';

/** Lists of token ids, end to end: those of list `i` are `ids.slice(offsets[i], offsets[i + 1])`. */
export interface TokenLists {
  /** One more than there are lists. */
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
}

/** Puts lists end to end. */
export function packLists(lists: readonly Uint32Array[]): TokenLists {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) offsets[i + 1] = (offsets[i] ?? 0) + list.length;
  const ids = new Uint32Array(offsets.at(-1) ?? 0);
  for (const [i, list] of lists.entries()) ids.set(list, offsets[i]);
  return { offsets, ids };
}

/** Puts packs of lists end to end. */
export function joinLists(packs: readonly TokenLists[]): TokenLists {
  const offsets = new Uint32Array(1 + packs.reduce((sum, pack) => sum + pack.offsets.length - 1, 0));
  const ids = new Uint32Array(packs.reduce((sum, pack) => sum + pack.ids.length, 0));
  let lists = 0;
  let start = 0;
  for (const pack of packs) {
    ids.set(pack.ids, start);
    for (const end of pack.offsets.subarray(1)) offsets[++lists] = start + end;
    start += pack.ids.length;
  }
  return { offsets, ids };
}

/** The list at a position, not copied. */
export function listOf({ offsets, ids }: TokenLists, position: number): Uint32Array {
  return ids.subarray(offsets[position], offsets[position + 1]);
}

/** All that a snapshot holds: what is built, written and read. */
export interface Contents {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly pairs: readonly Pair[];
  readonly problems: readonly Problem[];
  /** A row a passage. */
  readonly vectors: VectorTable;
  /** A list a passage. */
  readonly tokens: TokenLists;
  readonly words: Words;
  /** Null for a small corpus, whose vectors are all compared. */
  readonly graph: HierarchicalNSW | null;
}

/** Contents just built, which can be written. */
export interface BuiltContents extends Contents {
  readonly words: BuiltWords;
}
