import type { FileStamp, Language, Passage, Source } from '../corpus/document.js';
import type { Subject } from '../corpus/subjects.js';
import type { Suggest, Suggestion } from './suggestions.js';

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
  /** Position of the pair. */
  readonly pair: number;
  /** Cosine for `nearest`, BM25+ for `words`; the better of the two languages. */
  readonly score: number;
}

/** Cosines of the passages of a pair with a vector; −1 where there is none. */
export type Cosines = Readonly<Record<Language, number>>;

/** A passage and the document it stands in. */
export interface Side extends Passage {
  readonly source: Source;
  /** What the text of its document holds between its offsets: the passage to the letter, unless the index is damaged. */
  readonly original: string;
  /** Its distinct tokens; none when the model is not context-free. */
  readonly tokens: Uint32Array;
}

/** A pair as the index knows it. */
export interface IndexedPair {
  readonly position: number;
  /** See `Pair.id`. */
  readonly id: string;
  readonly fr: Side | null;
  readonly en: Side | null;
}

/** What stands under one heading of a document. */
export interface Section {
  /** The heading; the document's title when there is none. */
  readonly title: string;
  readonly documentTitle: string;
  /** Keys of its passages, in order: see `keyOf`. */
  readonly keys: readonly string[];
}

/** A file that passages are quoted from. */
export interface SourceFile {
  readonly path: string;
  readonly source: Source;
  /** How many passages it has. */
  readonly passages: number;
}

/** A document that passages are quoted from, once whatever its languages. */
export interface SourceDocument extends Omit<SourceFile, 'path'> {
  /** Whether the same stands in a document of the other language, which is not listed then. */
  readonly isInBoth: boolean;
}

/** What search may ask of an index, wherever it lives. A pair goes by its position, which holds for this version of the index. */
export interface Index {
  readonly manifest: Manifest;
  /** The pairs nearest to a vector. */
  nearest(vector: Float32Array, count: number): Promise<Hit[]>;
  /** The pairs that share words with a question. */
  words(question: string, language: Language, count: number): Promise<Hit[]>;
  /** Cosine of each passage of these pairs with a vector. */
  cosines(vector: Float32Array, pairs: readonly number[]): Promise<Cosines[]>;
  /** In how many pairs each word (as typed) occurs, in the language that has more of them; 0 for unknown ones and stop words. */
  frequencies(words: readonly string[], language: Language): Promise<number[]>;
  /** In how many pairs each token occurs. */
  tokenFrequencies(ids: readonly number[]): Promise<number[]>;
  /** For each word that the index does not know the nearest that it does (a form as written in the corpus, folded), or null. */
  corrections(words: readonly string[], language: Language): Promise<(string | null)[]>;
  /** The pairs at these positions. */
  pairs(positions: readonly number[]): Promise<IndexedPair[]>;
  /** The pair of a key; null when the corpus has none, or has it no more. */
  find(key: string): Promise<IndexedPair | null>;
  /** Positions of the pairs of the pages that list a question as theirs, word for word: see `Document.questions`. */
  listed(question: string): Promise<number[]>;
  /** The text of a document; empty when there is none of that path. */
  text(path: string): Promise<string>;
  /** The section that the passage of a key stands in, as written in a language when it is; null as `find`. */
  section(key: string, language: Language): Promise<Section | null>;
  /** What the corpus is about, in a language: see `subjectsOf`. */
  subjects(language: Language): Promise<Subject[]>;
  /** See `Suggest`. */
  suggest(...given: Parameters<Suggest>): Promise<Suggestion[]>;
  /** Passages spread evenly over the corpus, in its order; all of them when there are no more than `count`. */
  sample(count: number): Promise<readonly Passage[]>;
  /** The files of the corpus, in its order. */
  files(): Promise<SourceFile[]>;
  /**
   * Its documents, in its order. One whose every passage has its counterpart in one document of the reader's language, of the same
   * address and date, is counted with that one.
   */
  documents(reader: Language): Promise<SourceDocument[]>;
  /**
   * The index that there would be if some folders (paths in the corpus folder) were not in the corpus: nothing that it
   * answers tells that they are.
   */
  without(folders: readonly string[]): Promise<Index>;
}
