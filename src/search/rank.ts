import { LANGUAGES, type Language, type Passage } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import { featuresOf } from './features.js';
import { RANK_FEATURES, type RankFeatures } from './learned.js';
import { coverage, sentenceScore } from './match.js';
import type { IsName } from './names.js';
import type { Question } from './question.js';
import type { Candidate } from './retrieve.js';
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

/** A candidate with its sentences read. */
export interface Ranked extends Candidate {
  readonly sides: Readonly<Partial<Record<Language, Side>>>;
  /** The side that speaks the question's language, else the other. */
  readonly side: Side;
  /** For each word of the question, how well the passage, its heading and its title cover it, 0–1. */
  readonly covered: readonly number[];
  readonly features: RankFeatures;
  /** What the candidates are ordered by: the features, weighted. */
  readonly rank: number;
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

/** Candidates read sentence by sentence. */
const READ = 10;
/** What a span found in a sentence adds to that sentence's score. */
const SENTENCE_WITH_SPAN = 0.5;

/** Reads the first candidates sentence by sentence and puts them in order. */
export async function rank(
  question: Question,
  vector: Float32Array,
  candidates: readonly Candidate[],
  reading: Reading,
): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (const candidate of candidates.slice(0, READ)) {
    const read = await readCandidate(question, vector, candidate, reading);
    if (read !== null) ranked.push(read);
  }
  return ranked.sort((a, b) => b.rank - a.rank);
}

async function readCandidate(
  question: Question,
  vector: Float32Array,
  candidate: Candidate,
  reading: Reading,
): Promise<Ranked | null> {
  const { index, similarity, ranking } = reading;
  const pair = index.pairs[candidate.pair];
  if (pair === undefined) return null;
  const sides: Partial<Record<Language, Side>> = {};
  const members = index.membersOf(candidate.pair);
  for (const language of LANGUAGES) {
    const passage = pair[language];
    const position = members.find((member) => index.passages[member] === passage);
    if (passage === null || position === undefined) continue;
    const read = await reading.read(position);
    const side = read === null ? null : readSide(question, vector, passage, read, reading);
    if (side !== null) sides[language] = side;
  }
  const side = sides[question.language] ?? sides.fr ?? sides.en;
  if (side === undefined) return null;
  const read = Object.values(sides);
  const covered = question.words.map((_, i) =>
    Math.max(
      ...read.flatMap(({ sentences, heading }) =>
        [...sentences, heading].map((sentence) => coverage(question, sentence, similarity)[i]?.score ?? 0),
      ),
    ),
  );
  const features = featuresOf(question, vector, candidate, read, covered, reading);
  const rank = RANK_FEATURES.reduce((sum, feature) => sum + ranking[feature] * features[feature], 0);
  return { ...candidate, sides, side, covered, features, rank };
}

function readSide(
  question: Question,
  vector: Float32Array,
  passage: Passage,
  read: ReadPassage,
  { similarity, isName }: Reading,
): Side | null {
  let chosen: { best: Sentence; score: number; span: Span | null } | null = null;
  for (const sentence of read.sentences) {
    const span = findSpan(question, sentence, similarity, isName);
    const score =
      sentenceScore(question, vector, sentence, similarity) +
      SENTENCE_WITH_SPAN * Math.min(1, span?.fit ?? 0);
    if (chosen === null || score > chosen.score) chosen = { best: sentence, score, span };
  }
  return chosen === null ? null : { passage, ...read, ...chosen };
}
