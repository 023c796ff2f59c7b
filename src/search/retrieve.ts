import type { Index } from '../index/snapshot.js';
import { wordsOf } from '../index/terms.js';
import { dot } from '../models/vector.js';
import type { Question } from './question.js';
import type { TokenSimilarity } from './similarity.js';

/** Candidates asked of each of the two ways of looking. */
const CANDIDATES = 50;
/** Candidates whose tokens are compared: the gain of later ones is nil, their cost is not. */
const COMPARED = 24;
/** Share of late interaction beside the cosine, and of BM25 beside both. */
const LATE = 0.6;
const LEXICAL = 0.3;
/** What BM25+ gives every word found, however long the passage: minisearch's default. */
const DELTA = 0.5;
/** Share of a question's words, by weight, that is as good as all of them. */
const ENOUGH = 0.7;
/** The first so many of each way of looking are among the first candidates, wherever their fusion stands. */
const FIRST_OF_EACH = 3;

/** A pair as a candidate answer; every number is that of its better language. */
export interface Candidate {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  /** Cosine, late interaction and BM25 share together. */
  readonly score: number;
}

/**
 * Finds candidate pairs by vectors and by words and fuses them by pair, best first: the two languages of a pair
 * never compete, its better one counts.
 */
export async function retrieve(
  question: Question,
  vector: Float32Array,
  index: Index,
  similarity: TokenSimilarity | null,
): Promise<Candidate[]> {
  const byMeaning = index.nearest(vector, CANDIDATES);
  const byWords = index.words(question.text, question.language, CANDIDATES);
  const whole = wholeMatch(question, index);
  const lexical = new Map(byWords.map(({ pair, score }) => [pair, Math.min(1, score / whole)]));
  const cosines = new Map(byMeaning.map(({ pair, score }) => [pair, score]));
  for (const { pair } of byWords) {
    if (!cosines.has(pair)) {
      cosines.set(pair, Math.max(...index.membersOf(pair).map((m) => dot(vector, index.vectorOf(m)))));
    }
  }
  const sums = [...cosines].map(([pair, cosine]) => ({
    pair,
    sum: cosine + LEXICAL * (lexical.get(pair) ?? 0),
  }));
  const first = new Set(
    [
      ...byMeaning.slice(0, FIRST_OF_EACH),
      ...byWords.slice(0, FIRST_OF_EACH),
      ...sums.sort((a, b) => b.sum - a.sum),
    ].map(({ pair }) => pair),
  );
  const compared = [...first].slice(0, COMPARED);
  await similarity?.load(
    compared.flatMap((pair) => index.membersOf(pair).flatMap((member) => [...index.tokensOf(member)])),
  );
  const scoreOf = (pair: number) =>
    LEXICAL * (lexical.get(pair) ?? 0) +
    Math.max(
      ...index.membersOf(pair).map((member) => {
        const late = lateInteraction(question, index.tokensOf(member), similarity);
        return dot(vector, index.vectorOf(member)) + LATE * late;
      }),
    );
  return compared.map((pair) => ({ pair, score: scoreOf(pair) })).sort((a, b) => b.score - a.score);
}

/**
 * Late interaction (ColBERT's MaxSim, Khattab & Zaharia 2020) over the tokens of a context-free model,
 * 0–1: the mean over a question's tokens of the best cosine in the text, each weighted by its norm.
 */
function lateInteraction(
  { tokens: asked, weights }: Question,
  tokens: Uint32Array,
  similarity: TokenSimilarity | null,
): number {
  if (similarity === null) return 0;
  let sum = 0;
  let total = 0;
  for (const [i, token] of asked.entries()) {
    const weight = weights[i] ?? 0;
    sum += weight * similarity.best(token, tokens);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

/**
 * What BM25+ gives, about, to a passage of mean length that has `ENOUGH` of a question's words once, by weight:
 * against the best hit instead, a question in the other language, of whose words only names are found, would
 * score as high as every other.
 */
function wholeMatch({ text, language }: Question, index: Index): number {
  const terms = new Map(wordsOf(text, language).map(({ term, folded }) => [term, folded]));
  const total = index.pairs.length;
  let sum = 0;
  for (const word of terms.values()) {
    const found = index.pairsWith(word, language);
    sum += Math.log(1 + (total - found + 0.5) / (found + 0.5));
  }
  return Math.max(1, ENOUGH * (1 + DELTA) * sum);
}
