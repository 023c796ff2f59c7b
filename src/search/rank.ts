import { LANGUAGES, type Language } from '../corpus/document.js';
import { fold } from '../index/terms.js';
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
  /**
   * For each word of the question, how well the passage, its heading and its title cover it, 0–1: the mean of
   * the two languages, which err apart.
   */
  readonly covered: readonly number[];
  readonly features: RankFeatures;
  /** What the candidates are ordered by: the features, weighted. */
  readonly rank: number;
}

/** Candidates read sentence by sentence. */
const READ = 10;
/** How much less a span may fit than the best one and still be as good. */
const AS_FIT = 0.1;
/** How far below the first, in rank, a newer figure for the same question may lie. */
const NEWER_WITHIN = 2;

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
  ranked.sort((a, b) => b.rank - a.rank);
  return listedFirst(question, newestFirst(question, ranked, reading), reading);
}

/** What candidates are ordered by. */
export function rankOf(features: RankFeatures, weights: RankFeatures): number {
  return RANK_FEATURES.reduce((sum, feature) => sum + weights[feature] * features[feature], 0);
}

/**
 * When several passages give the figure asked for, each for its own year, and the question names no
 * year, the newest comes first.
 */
function newestFirst(question: Question, ranked: readonly Ranked[], { index }: Reading): Ranked[] {
  const [best] = ranked;
  if (best === undefined || question.asked.kind !== 'number') return [...ranked];
  if (question.words.some(({ isNumber }) => isNumber)) return [...ranked];
  const fit = best.side.span?.fit ?? 0;
  const rivals = ranked.filter(
    ({ side, rank }) =>
      side.span !== null && side.span.fit >= fit - AS_FIT && rank >= best.rank - NEWER_WITHIN,
  );
  if (fit === 0 || rivals.length < 2) return [...ranked];
  const dateOf = ({ side }: Ranked) => index.documents.get(side.passage.document)?.source.asOf ?? '';
  const newest = rivals.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)));
  return [...newest, ...ranked.filter((candidate) => !rivals.includes(candidate))];
}

/** A question that a page lists as answered by it, word for word, as suggestions offer it, is answered by that page. */
function listedFirst(question: Question, ranked: readonly Ranked[], { index }: Reading): Ranked[] {
  const asked = wordsAlone(question.text);
  const isListed = ({ sides }: Ranked) =>
    Object.values(sides).some(({ passage }) =>
      index.documents.get(passage.document)?.questions.some((listed) => wordsAlone(listed) === asked),
    );
  return [...ranked.filter(isListed), ...ranked.filter((candidate) => !isListed(candidate))];
}

function wordsAlone(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
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
  const covered = question.words.map((_, i) => {
    const bySide = read.map(({ sentences, heading }) =>
      Math.max(
        ...[...sentences, heading].map((sentence) => coverage(question, sentence, similarity)[i]?.score ?? 0),
      ),
    );
    return bySide.reduce((sum, score) => sum + score, 0) / bySide.length;
  });
  const features = featuresOf(question, vector, candidate, read, covered, reading);
  return { ...candidate, ...readPair, covered, features, rank: rankOf(features, ranking) };
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
