import { dot } from '../embedding/vector.js';
import type { Index } from '../index/snapshot.js';
import { lateInteraction } from './match.js';
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
/** Passages sampled to know how near a question is to the corpus as a whole. */
const BACKGROUND = 512;

/** A pair as a candidate answer; every number is that of its better language. */
export interface Candidate {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  /** Cosine, late interaction and BM25 share together. */
  readonly score: number;
  /** Cosine between question and passage. */
  readonly cosine: number;
  /** MaxSim, 0–1. */
  readonly late: number;
  /** BM25 against that of a passage with most of the question's words, 0–1. */
  readonly lexical: number;
}

/** How near the corpus as a whole lies to a question: what a cosine must be seen against. */
export interface Background {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Finds candidate pairs by vectors and by words and fuses them by pair: the two languages of a pair
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
  const first = [...cosines]
    .map(([pair, cosine]) => ({ pair, cosine, lexical: lexical.get(pair) ?? 0 }))
    .sort((a, b) => b.cosine + LEXICAL * b.lexical - (a.cosine + LEXICAL * a.lexical))
    .slice(0, COMPARED);
  const members = first.flatMap(({ pair }) => index.membersOf(pair));
  await similarity?.load(members.flatMap((member) => [...index.tokensOf(member)]));
  return first
    .map((candidate): Candidate => {
      let best = { sum: Number.NEGATIVE_INFINITY, cosine: 0, late: 0 };
      for (const member of index.membersOf(candidate.pair)) {
        const cosine = dot(vector, index.vectorOf(member));
        const late = lateInteraction(question, index.tokensOf(member), similarity);
        const sum = cosine + LATE * late;
        if (sum > best.sum) best = { sum, cosine, late };
      }
      return {
        ...candidate,
        cosine: best.cosine,
        late: best.late,
        score: best.sum + LEXICAL * candidate.lexical,
      };
    })
    .sort((a, b) => b.score - a.score);
}

/** Mean and deviation of a question's cosines with an even sample of the corpus. */
export function backgroundOf(vector: Float32Array, index: Index): Background {
  const step = Math.max(1, Math.floor(index.passages.length / BACKGROUND));
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let passage = 0; passage < index.passages.length; passage += step) {
    const cosine = dot(vector, index.vectorOf(passage));
    count++;
    sum += cosine;
    squares += cosine * cosine;
  }
  const mean = count > 0 ? sum / count : 0;
  return { mean, deviation: Math.sqrt(Math.max(0, count > 0 ? squares / count - mean * mean : 0)) };
}

/**
 * What BM25+ gives, about, to a passage of mean length that has `ENOUGH` of a question's words once, by weight:
 * against the best hit instead, a question in the other language, of whose words only names are found, would
 * score as high as every other.
 */
function wholeMatch({ words }: Question, { pairs }: Index): number {
  const idf = (found: number) => Math.log(1 + (pairs.length - found + 0.5) / (found + 0.5));
  return Math.max(1, ENOUGH * (1 + DELTA) * words.reduce((sum, word) => sum + idf(word.pairs), 0));
}
