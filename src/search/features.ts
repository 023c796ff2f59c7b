import { dot } from '../embedding/vector.js';
import type { RankFeatures } from './learned.js';
import { coverage } from './match.js';
import type { Question } from './question.js';
import type { Reading, Side } from './reading.js';
import type { Candidate } from './retrieve.js';
import type { Sentence } from './sentences.js';

/** Words of a sentence, from its first, among which its subject stands. */
const SUBJECT_WORDS = 3;

/** What a year counts that a passage mentions while its source speaks of another. */
const ONLY_MENTIONED = 0.75;

/**
 * The features that order candidates, each of the candidate's better language, but for `covered`:
 * - `cosine`, `late`, `lexical`: how it was found;
 * - `sentence`: cosine of its best sentence;
 * - `covered`: share of the question's words that it covers, by weight, in both languages;
 * - `heading`: the same share for heading and title alone;
 * - `span`: whether it holds a span of the kind asked for;
 * - `figures`: share of the question's years and figures that it gives, 1 when there are none;
 * - `subject`: for definitions, 1 when what is asked about is what the best sentence is about.
 */
export function featuresOf(
  question: Question,
  vector: Float32Array,
  candidate: Candidate,
  sides: readonly Side[],
  covered: readonly number[],
  { index, similarity }: Reading,
): RankFeatures {
  const asOf = sides.map(({ passage }) => index.documents.get(passage.document)?.source.asOf?.slice(0, 4));
  const best = (of: (side: Side) => number) => Math.max(...sides.map(of));
  return {
    cosine: candidate.cosine,
    late: candidate.late,
    lexical: candidate.lexical,
    sentence: best((side) => dot(vector, side.best.vector)),
    covered: weightedMean(question, covered),
    heading: best(({ heading }) =>
      weightedMean(
        question,
        coverage(question, heading, similarity).map(({ score }) => score),
      ),
    ),
    span: best(({ span }) => Math.min(1, span?.fit ?? 0)),
    figures: givenFigures(question, sides, asOf),
    subject: question.asked.kind === 'definition' ? best((side) => isAbout(question, side.best)) : 0,
  };
}

/** Mean over a question's words, by weight. */
function weightedMean(question: Question, values: readonly number[]): number {
  const total = question.words.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return question.words.reduce((sum, { weight }, i) => sum + weight * (values[i] ?? 0), 0) / total;
}

function isAbout(question: Question, sentence: Sentence): number {
  const subject = sentence.words.slice(0, SUBJECT_WORDS);
  return question.words.some(({ term, folded }) =>
    subject.some((word) => word.folded === folded || word.term === term),
  )
    ? 1
    : 0;
}

function givenFigures(
  question: Question,
  sides: readonly Side[],
  asOf: readonly (string | undefined)[],
): number {
  const asked = [...question.years, ...question.figures];
  if (asked.length === 0) return 1;
  const given = new Set<string | undefined>(asOf);
  const mentioned = new Set<string>();
  for (const { sentences, heading } of sides) {
    for (const { amounts, periods } of [...sentences, heading]) {
      for (const { value } of amounts) given.add(String(value));
      for (const { value } of periods) for (const date of value.split('/')) mentioned.add(date.slice(0, 4));
    }
  }
  const share = asked.reduce(
    (sum, figure) => sum + (given.has(figure) ? 1 : mentioned.has(figure) ? ONLY_MENTIONED : 0),
    0,
  );
  return share / asked.length;
}
