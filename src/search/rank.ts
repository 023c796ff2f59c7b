import { LANGUAGES, type Language } from '../corpus/document.js';
import { featuresOf } from './features.js';
import { RANK_FEATURES, type RankFeatures } from './learned.js';
import { coverage } from './match.js';
import type { Question } from './question.js';
import { type Reading, readSide, type Side } from './reading.js';
import type { Candidate } from './retrieve.js';

/** A pair with its sentences read for a question. */
export interface ReadPair {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  readonly sides: Readonly<Partial<Record<Language, Side>>>;
  /** The side that speaks the question's language, else the other. */
  readonly side: Side;
}

/** A candidate with its sentences read. */
export interface Ranked extends Candidate, ReadPair {
  /** For each word of the question, how well the passage, its heading and its title cover it, 0–1. */
  readonly covered: readonly number[];
  readonly features: RankFeatures;
  /** What the candidates are ordered by: the features, weighted. */
  readonly rank: number;
}

/** Candidates read sentence by sentence. */
const READ = 10;
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
  const { similarity, ranking } = reading;
  const readPair = await readPairFor(question, vector, candidate.pair, reading);
  if (readPair === null) return null;
  const read = Object.values(readPair.sides);
  const covered = question.words.map((_, i) =>
    Math.max(
      ...read.flatMap(({ sentences, heading }) =>
        [...sentences, heading].map((sentence) => coverage(question, sentence, similarity)[i]?.score ?? 0),
      ),
    ),
  );
  const features = featuresOf(question, vector, candidate, read, covered, reading);
  const rank = RANK_FEATURES.reduce((sum, feature) => sum + ranking[feature] * features[feature], 0);
  return { ...candidate, ...readPair, covered, features, rank };
}

/** Reads a pair, by its position in the index, sentence by sentence; null when it has no sentence. */
export async function readPairFor(
  question: Question,
  vector: Float32Array,
  position: number,
  reading: Reading,
): Promise<ReadPair | null> {
  const { index } = reading;
  const pair = index.pairs[position];
  if (pair === undefined) return null;
  const sides: Partial<Record<Language, Side>> = {};
  const members = index.membersOf(position);
  for (const language of LANGUAGES) {
    const passage = pair[language];
    const member = members.find((each) => index.passages[each] === passage);
    if (passage === null || member === undefined) continue;
    const read = await reading.read(member);
    const side = read === null ? null : readSide(question, vector, passage, read, reading);
    if (side !== null) sides[language] = side;
  }
  const side = sides[question.language] ?? sides.fr ?? sides.en;
  return side === undefined ? null : { pair: position, sides, side };
}
