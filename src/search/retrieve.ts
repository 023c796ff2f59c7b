import type { Cosines, Index, IndexedPair, Side } from '../index/snapshot.js';
import { wordsOf } from '../index/terms.js';
import type { TokenTable } from '../models/embedder.js';
import { lateInteraction } from './late-interaction.js';
import type { Question } from './question.js';

/** Candidates asked of each of the two ways of looking, and those kept of both together. */
const CANDIDATES = 50;
const KEPT = 24;
/** Share of late interaction beside the cosine, and of BM25 beside both. */
const LATE = 0.6;
const LEXICAL = 0.3;
/** What BM25+ gives every word found, however long the passage: minisearch's default. */
const DELTA = 0.5;
/** Share of a question's words, by weight, that is as good as all of them. */
const ENOUGH = 0.7;

/** A pair as a candidate answer. */
export interface Candidate {
  readonly pair: IndexedPair;
  /** Cosine, late interaction and BM25 share together; each that of its better language. */
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
  tokens: TokenTable | null,
): Promise<Candidate[]> {
  const byMeaning = await index.nearest(vector, CANDIDATES);
  const byWords = await index.words(question.text, question.language, CANDIDATES);
  const found = [...new Set([...byMeaning, ...byWords].map(({ pair }) => pair))];
  const cosines = await index.cosines(vector, found);
  const whole = await wholeMatch(question, index);
  const lexical = new Map(byWords.map(({ pair, score }) => [pair, LEXICAL * Math.min(1, score / whole)]));
  const kept = found
    .map((position, i) => {
      const cosine = cosines[i] ?? NONE;
      const words = lexical.get(position) ?? 0;
      return { position, cosine, words, sum: Math.max(cosine.fr, cosine.en) + words };
    })
    .sort((a, b) => b.sum - a.sum)
    .slice(0, KEPT);
  const pairs = await index.pairs(kept.map(({ position }) => position));
  const sides = pairs.flatMap(({ fr, en }) => [fr, en].filter((side) => side !== null));
  const late = await lateInteraction(question.text, sides, index, tokens);
  const scoreOf = (side: Side | null, cosine: number) =>
    side === null ? NONE.fr : cosine + LATE * (late[sides.indexOf(side)] ?? 0);
  return pairs
    .map((pair, i) => {
      const { cosine = NONE, words = 0 } = kept[i] ?? {};
      return { pair, score: words + Math.max(scoreOf(pair.fr, cosine.fr), scoreOf(pair.en, cosine.en)) };
    })
    .sort((a, b) => b.score - a.score);
}

const NONE: Cosines = { fr: -1, en: -1 };

/**
 * What BM25+ gives, about, to a passage of mean length that has `ENOUGH` of a question's words once, by weight:
 * against the best hit instead, a question in the other language, of whose words only names are found, would
 * score as high as every other.
 */
async function wholeMatch({ text, language }: Question, index: Index): Promise<number> {
  const terms = new Map(wordsOf(text, language).map(({ term, folded }) => [term, folded]));
  const total = index.manifest.counts.pairs;
  let sum = 0;
  for (const found of await index.frequencies([...terms.values()], language)) {
    sum += Math.log(1 + (total - found + 0.5) / (found + 0.5));
  }
  return Math.max(1, ENOUGH * (1 + DELTA) * sum);
}
