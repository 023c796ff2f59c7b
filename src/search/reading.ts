import type { Passage } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import { goingOn } from './clauses.js';
import type { RankFeatures } from './learned.js';
import { sentenceScore } from './match.js';
import type { IsName } from './names.js';
import type { Question } from './question.js';
import type { ReadPassage, ReadPassageAt, Sentence } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';
import { findSpan, type Span } from './span.js';

/** One language of a candidate pair, read sentence by sentence. */
export interface Side extends ReadPassage {
  readonly passage: Passage;
  /** The sentence that answers best. */
  readonly best: Sentence;
  readonly score: number;
  readonly span: Span | null;
}

/** What the ranking needs to know beside the question. */
export interface Reading {
  readonly index: Index;
  readonly read: ReadPassageAt;
  readonly similarity: TokenSimilarity | null;
  readonly isName: IsName;
  /** Weight of each feature. */
  readonly ranking: RankFeatures;
}

/** What a span found in a sentence adds to that sentence's score. */
const SENTENCE_WITH_SPAN = 0.5;

/** Finds the sentence of a passage that answers best, and the span in it; null when it has no sentence. */
export function readSide(
  question: Question,
  vector: Float32Array,
  passage: Passage,
  read: ReadPassage,
  { similarity, isName }: Reading,
): Side | null {
  const scored = read.sentences.map((sentence) => {
    const span = findSpan(question, sentence, similarity, isName);
    const score =
      sentenceScore(question, vector, sentence, read.heading, similarity) +
      SENTENCE_WITH_SPAN * Math.min(1, span?.fit ?? 0);
    return { best: sentence, score, span };
  });
  const [first, ...rest] = scored;
  if (first === undefined) return null;
  const best = rest.reduce((chosen, next) => (next.score > chosen.score ? next : chosen), first);
  // What something is for stands after what it is: "X is a cooperative. It looks after their property."
  const next = scored[scored.indexOf(best) + 1];
  const isToldNext = question.asked.isPurpose && next !== undefined && goingOn(next.best) !== null;
  return { passage, ...read, ...best, ...(isToldNext && { best: next.best, span: next.span }) };
}
