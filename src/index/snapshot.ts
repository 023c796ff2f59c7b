import type { Document, FileStamp, Language, Pair, Passage } from '../corpus/document.js';

/** What a snapshot on disk says of itself, in `manifest.json`. */
export interface Manifest {
  readonly schema: number;
  readonly model: { readonly id: string; readonly fileHash: string; readonly dimension: number };
  readonly corpus: { readonly folder: string; readonly hash: string; readonly files: readonly FileStamp[] };
  readonly counts: { readonly documents: number; readonly passages: number; readonly pairs: number };
  readonly hnsw: { readonly m: number; readonly efConstruction: number; readonly efSearch: number } | null;
  /** File name → CRC-32 and size in bytes. */
  readonly checksums: Readonly<Record<string, { readonly crc32: number; readonly bytes: number }>>;
  readonly builtAt: string;
}

/** A pair found by one of the two ways of looking, best first. */
export interface Hit {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  /** Cosine for `nearest`, BM25+ for `words`; the better of the two languages. */
  readonly score: number;
}

/** A whole index in memory, ready to be asked. */
export interface Index {
  readonly manifest: Manifest;
  readonly documents: ReadonlyMap<string, Document>;
  readonly passages: readonly Passage[];
  readonly pairs: readonly Pair[];
  /** Positions in `passages` of the members of a pair (one or two). */
  membersOf(pair: number): readonly number[];
  /** Position in `pairs` of the pair of a passage, by its position in `passages`. */
  pairOf(passage: number): number;
  /** Vector of a passage, by its position in `passages`. */
  vectorOf(passage: number): Float32Array;
  /** Distinct token ids of a passage; empty when the model is not context-free. */
  tokensOf(passage: number): Uint32Array;
  /** The pairs nearest to a vector, the better language of each counting. */
  nearest(vector: Float32Array, count: number): Hit[];
  /** The pairs that share words with a question, the better language of each counting. */
  words(question: string, language: Language, count: number): Hit[];
  /**
   * In how many pairs a word (as typed) occurs, in the language that has more of them; 0 for an unknown one
   * and for stop words.
   */
  pairsWith(word: string, language: Language): number;
  /** The indexed word (a form as written in the corpus, folded) nearest to one the index does not know, or null. */
  correct(word: string, language: Language): string | null;
}
