/** Called as work goes on: how many of how many are done. */
export type Progress = (done: number, total: number) => void;

/** Turns text into vectors. All vectors are L2-normalised, so that a dot product is a cosine. */
export interface Embedder {
  /** Hub id or local folder, as the user named it. */
  readonly id: string;
  /**
   * SHA-256, in hexadecimal, of the model's files and of how they are used (prefixes, pooling, longest
   * input): vectors of two embedders can be compared only when it is equal.
   */
  readonly fileHash: string;
  /** Length of every vector. */
  readonly dimension: number;
  /** One vector a text, in order. An empty text gives a zero vector. */
  embedPassages(texts: readonly string[], onProgress?: Progress): Promise<Float32Array[]>;
  embedQuery(text: string): Promise<Float32Array>;
  /** For models whose token vectors do not depend on their neighbours; null for all others. */
  readonly tokens: TokenTable | null;
}

/** The token vectors of a context-free model: what late interaction compares. */
export interface TokenTable {
  /** The distinct token ids of a text, in order of first appearance. */
  encode(text: string): Uint32Array;
  /** Makes sure that the rows of these ids are at hand: `dot` and `weight` may then be called. */
  load(ids: Iterable<number>): Promise<void>;
  /** Dot product of the rows of two loaded tokens, as the model has them. */
  dot(a: number, b: number): number;
  /** The norm of a loaded token's row: the weight that training gave it. */
  weight(id: number): number;
}
