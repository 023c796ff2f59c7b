/** What candidates are compared by; `rank.ts` says what each is. */
export const RANK_FEATURES = [
  'cosine',
  'late',
  'lexical',
  'sentence',
  'covered',
  'heading',
  'span',
  'figures',
  'subject',
] as const;
export type RankFeature = (typeof RANK_FEATURES)[number];
export type RankFeatures = Readonly<Record<RankFeature, number>>;

/** What the judge looks at; `signals.ts` says what each is. */
export const SIGNALS = [
  'nearness',
  'late',
  'sentence',
  'weakest',
  'names',
  'figures',
  'kind',
  'margin',
  'asked',
] as const;
export type Signal = (typeof SIGNALS)[number];
export type Signals = Readonly<Record<Signal, number>>;

/** All that is learned from questions: none of it is set by hand. */
export interface Coefficients {
  /** Weight of each feature in the order of candidates. */
  readonly ranking: RankFeatures;
  /** A logistic model over the signals of the first candidate. */
  readonly judge: { readonly bias: number; readonly weights: Signals };
  /** Probabilities from which a question is `answered`, and from which it is at least `unsure`. */
  readonly thresholds: { readonly answered: number; readonly unsure: number };
}
