import type { Document, Language, Passage } from '../corpus/document.js';
import { LANGUAGES } from '../corpus/document.js';
import { dot } from '../embedding/vector.js';
import type { Index } from '../index/snapshot.js';
import { wordsOf } from '../index/terms.js';
import { datesIn, figuresIn } from './amounts.js';
import { RANK_FEATURES, type RankFeatures } from './learned.js';
import { coverage, lateInteraction, sentenceScore, wordSimilarity } from './match.js';
import type { IsName } from './names.js';
import type { Question, QuestionWord } from './question.js';
import type { Candidate } from './retrieve.js';
import type { Sentence, Sentences } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';
import { findSpan, type Span } from './span.js';

/** One language of a candidate pair, read sentence by sentence. */
export interface Side {
  readonly passage: Passage;
  readonly sentences: readonly Sentence[];
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
  /** Share of the question's figures that the passage gives, 0–1; 1 when the question has none. */
  readonly figures: number;
  readonly features: RankFeatures;
  /** What the candidates are ordered by: the features, weighted. */
  readonly rank: number;
}

/** What the ranking needs to know beside the question. */
export interface Reading {
  readonly index: Index;
  readonly sentences: Sentences;
  readonly similarity: TokenSimilarity | null;
  readonly isName: IsName;
  /** Weight of each feature. */
  readonly ranking: RankFeatures;
}

/** Candidates read sentence by sentence. */
const READ = 10;
/** What a span found in a sentence adds to that sentence's score. */
const SENTENCE_WITH_SPAN = 0.25;

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
  const { index } = reading;
  const pair = index.pairs[candidate.pair];
  if (pair === undefined) return null;
  const sides: Partial<Record<Language, Side>> = {};
  const members = index.membersOf(candidate.pair);
  for (const language of LANGUAGES) {
    const passage = pair[language];
    const position = members.find((member) => index.passages[member] === passage);
    if (passage === null || position === undefined) continue;
    const side = readSide(question, vector, passage, await reading.sentences(position), reading);
    if (side !== null) sides[language] = side;
  }
  const side = sides[question.language] ?? sides.fr ?? sides.en;
  if (side === undefined) return null;
  const read = Object.values(sides);
  const around = await headingWords(read, reading);
  const covered = question.words.map((word) =>
    Math.max(bestInSentences(word, question, read, reading), bestAmong(word, question, around, reading)),
  );
  const inHeading = question.words.map((word) => bestAmong(word, question, around, reading));
  const figures = givenFigures(question, read, index.documents);
  const features: RankFeatures = {
    cosine: candidate.cosine,
    late: candidate.late,
    lexical: candidate.lexical,
    sentence: Math.max(...read.map(({ best }) => dot(vector, best.vector))),
    sentenceLate: Math.max(
      ...read.map(({ best }) => lateInteraction(question, best.tokens, reading.similarity)),
    ),
    covered: weightedMean(question, covered),
    weakest: Math.min(1, ...covered),
    heading: weightedMean(question, inHeading),
    span: Math.max(...read.map(({ span }) => Math.min(1, span?.fit ?? 0))),
    figures,
    year: yearMatch(question, read, index.documents),
  };
  const rank = RANK_FEATURES.reduce((sum, feature) => sum + reading.ranking[feature] * features[feature], 0);
  return { ...candidate, sides, side, covered, figures, features, rank };
}

function weightedMean(question: Question, values: readonly number[]): number {
  const total = question.words.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return question.words.reduce((sum, { weight }, i) => sum + weight * (values[i] ?? 0), 0) / total;
}

function readSide(
  question: Question,
  vector: Float32Array,
  passage: Passage,
  sentences: readonly Sentence[],
  { similarity, isName }: Reading,
): Side | null {
  let chosen: { best: Sentence; score: number; span: Span | null } | null = null;
  for (const sentence of sentences) {
    const span = findSpan(question, sentence, similarity, isName);
    const score =
      sentenceScore(question, vector, sentence, similarity) +
      SENTENCE_WITH_SPAN * Math.min(1, span?.fit ?? 0);
    if (chosen === null || score > chosen.score) chosen = { best: sentence, score, span };
  }
  return chosen === null ? null : { passage, sentences, ...chosen };
}

interface ContextWord {
  readonly folded: string;
  readonly term: string;
  readonly tokens: Uint32Array;
  readonly language: Language;
}

/** The words of the headings that sides stand under and of their documents' titles. */
async function headingWords(sides: readonly Side[], { index, similarity }: Reading): Promise<ContextWord[]> {
  const words = sides.flatMap(({ passage }) => {
    const title = index.documents.get(passage.document)?.source.title ?? '';
    return wordsOf(`${passage.section}\n${title}`, passage.language).map((word) => ({
      ...word,
      language: passage.language,
      tokens: similarity?.encode(word.folded) ?? new Uint32Array(),
    }));
  });
  for (const { tokens } of words) await similarity?.load(tokens);
  return words;
}

function bestAmong(
  word: QuestionWord,
  question: Question,
  others: readonly ContextWord[],
  { similarity }: Reading,
): number {
  let best = 0;
  for (const other of others) {
    best = Math.max(best, wordSimilarity(word, question.language, other, other.language, similarity));
    if (best === 1) break;
  }
  return best;
}

function bestInSentences(
  word: QuestionWord,
  question: Question,
  sides: readonly Side[],
  { similarity }: Reading,
): number {
  let best = 0;
  for (const { sentences } of sides) {
    for (const sentence of sentences) {
      best = Math.max(best, coverage(word, question, sentence, similarity).score);
      if (best === 1) return best;
    }
  }
  return best;
}

/** 1 when the question names the very year that the passage's source speaks of. */
function yearMatch(
  question: Question,
  sides: readonly Side[],
  documents: ReadonlyMap<string, Document>,
): number {
  const years = datesIn(question.text).map(({ value }) => value.slice(0, 4));
  const speaksOf = sides.map(({ passage }) => documents.get(passage.document)?.source.asOf?.slice(0, 4));
  return years.some((year) => speaksOf.includes(year)) ? 1 : 0;
}

/** Share of the years and figures of a question that a pair gives, in its text or as its date. */
function givenFigures(
  question: Question,
  sides: readonly Side[],
  documents: ReadonlyMap<string, Document>,
): number {
  const asked = figuresIn(question.text);
  if (asked.length === 0) return 1;
  const given = new Set(
    sides.flatMap(({ passage }) => [
      ...figuresIn(passage.text),
      ...figuresIn(passage.section),
      documents.get(passage.document)?.source.asOf?.slice(0, 4) ?? '',
    ]),
  );
  return asked.filter((figure) => given.has(figure)).length / asked.length;
}
