// What calibration and evaluation learn from questions: the order of candidates, the judge, its thresholds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { LANGUAGES } from '../src/corpus/document.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import { probabilityOf } from '../src/search/judge.js';
import {
  type Coefficients,
  RANK_FEATURES,
  type RankFeature,
  type RankFeatures,
  SIGNALS,
  type Signal,
  type Signals,
} from '../src/search/learned.js';
import { rankOf } from '../src/search/rank.js';
import { signalsOf } from '../src/search/signals.js';
import { acceptedPairs } from './evaluate/outcome.js';
import { copyPages, passagesOf } from './evaluate/pages.js';
import { type Example, fitLogistic, fitRanking } from './logistic.js';
import { type GoldenQuestion, inspectGolden } from './questions.js';

const RANKING_PENALTY = 0.003;
const JUDGE_PENALTY = 0.002;
const FOLDS = 5;
/** What a wrong answer costs against an answerable question left unanswered. */
export const COST_OF_FALSE_ANSWER = 2;
/** What showing passages for a question off topic costs against showing none for one that has an answer. */
const COST_OF_SHOWING = 1;
/** What a question counts that was made of another by hiding what answers it, or the pages of its language. */
const MADE = 0.25;

/** A question with the candidates that the engine found for it. */
export interface Observation {
  readonly golden: GoldenQuestion;
  readonly candidates: readonly ObservedCandidate[];
  /** Asked of the corpus as it is, or of the pages of one language alone. */
  readonly isWhole: boolean;
}

interface ObservedCandidate {
  readonly features: RankFeatures;
  /** As if it came first, without its lead over the next. */
  readonly signals: Signals;
  readonly isRight: boolean;
}

/** A question as the judge sees it, its candidates in order. */
export interface Judged extends Pick<Observation, 'golden' | 'isWhole'> {
  /** Whether each candidate answers, best first. */
  readonly right: readonly boolean[];
  /** Of the first. */
  readonly signals: Signals;
}

/** How an engine differs from the one that people use. */
export interface Variant {
  readonly withoutTokens?: boolean;
  /** Changes the engine before it is asked anything. */
  readonly prepare?: (engine: Engine) => void;
  /** Changes a question before it is asked. */
  readonly ask?: (question: GoldenQuestion) => GoldenQuestion;
}

/** What a part of the learning goes without. */
export interface Removed {
  readonly feature?: RankFeature;
  readonly signal?: Signal;
}

/**
 * What an engine finds for each question, in the shipped corpus and in the pages of either language alone: a
 * corpus of another's has one language more often than both.
 */
export async function observe(
  variant: Variant,
  questions: readonly GoldenQuestion[],
): Promise<Observation[]> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-learning-'));
  const { corpusFolder, model } = readConfig({});
  const { prepare, ask, withoutTokens = false } = variant;
  async function open(corpus: string, name: string): Promise<Engine> {
    const indexFolder = join(folder, `${name}-index`);
    return openEngine({ corpusFolder: corpus, indexFolder, model, withoutTokens });
  }
  try {
    const whole = await open(corpusFolder, 'whole');
    const named = questions.map((golden) => ({ ...golden, answers: passagesOf(golden, whole.index) }));
    prepare?.(whole);
    const observations = await observeAll(whole, named, true, ask);
    for (const language of LANGUAGES) {
      const copy = join(folder, language);
      await copyPages(corpusFolder, copy, language);
      const engine = await open(copy, language);
      prepare?.(engine);
      observations.push(...(await observeAll(engine, named, false, ask)));
    }
    return observations;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function observeAll(
  engine: Engine,
  questions: readonly GoldenQuestion[],
  isWhole: boolean,
  change: Variant['ask'] = (golden) => golden,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const golden of questions) {
    const seen = await inspectGolden(engine, change(golden));
    const accepted = acceptedPairs(golden, engine.index);
    const candidates = (seen?.ranked ?? []).map((candidate) => ({
      features: candidate.features,
      signals: seen === null ? NOTHING : signalsOf(seen.question, candidate, undefined, seen.background),
      isRight: accepted.has(candidate.pair),
    }));
    observations.push({ golden, candidates, isWhole });
  }
  return observations;
}

/** What the judge sees of a question without a candidate. */
const NOTHING: Signals = zeros(SIGNALS);

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return named(keys, []);
}

/** Values by their names, to three decimals; 0 where there is none. */
function named<K extends string>(keys: readonly K[], values: readonly number[]): Record<K, number> {
  const all: Partial<Record<K, number>> = {};
  for (const [i, key] of keys.entries()) all[key] = round(values[i] ?? 0);
  return all as Record<K, number>;
}

/** Puts the candidates of a question in order; of none, nothing is right. */
export function order({ golden, candidates, isWhole }: Observation, ranking: RankFeatures): Judged {
  const ordered = candidates
    .map((candidate) => ({ ...candidate, rank: rankOf(candidate.features, ranking) }))
    .sort((a, b) => b.rank - a.rank);
  const [best, next] = ordered;
  const margin = best === undefined ? 0 : next === undefined ? 1 : Math.min(1, best.rank - next.rank);
  return {
    golden,
    isWhole,
    right: ordered.map(({ isRight }) => isRight),
    signals: { ...(best?.signals ?? NOTHING), margin },
  };
}

/** Learns the order of candidates. */
export function learnRanking(observations: readonly Observation[], removed?: RankFeature): RankFeatures {
  const features = RANK_FEATURES.filter((feature) => feature !== removed);
  const weights = fitRanking(
    observations.map(({ candidates, isWhole }) => ({
      candidates: candidates.map((candidate) => features.map((feature) => candidate.features[feature])),
      right: candidates.map(({ isRight }) => isRight),
      weight: isWhole ? 1 : MADE,
    })),
    RANKING_PENALTY,
  );
  return { ...zeros(RANK_FEATURES), ...named(features, weights) };
}

/**
 * Learns the judge, from the questions and from those made of them: an answerable question whose answer is
 * hidden is a near miss.
 */
export function learnJudge(
  observations: readonly Observation[],
  ranking: RankFeatures,
  removed?: Signal,
): Coefficients['judge'] {
  const signals = SIGNALS.filter((signal) => signal !== removed);
  const example = (observation: Observation, weight: number): Example => {
    const { right, signals: seen } = order(observation, ranking);
    return { features: signals.map((signal) => seen[signal]), label: right[0] === true, weight };
  };
  const examples = observations.flatMap((observation) => {
    const { candidates, isWhole, golden } = observation;
    const own = example(observation, isWhole ? 1 : MADE);
    if (!isWhole || golden.unanswerable !== null) return [own];
    const hidden = { ...observation, candidates: candidates.filter(({ isRight }) => !isRight) };
    return [own, example(hidden, MADE)];
  });
  const { bias, weights } = fitLogistic(examples, JUDGE_PENALTY);
  return { bias: round(bias), weights: { ...zeros(SIGNALS), ...named(signals, weights) } };
}

/** The fold of each question: those of one topic share one; those off topic, which share one, are spread. */
function foldsOf(observations: readonly Observation[]): (observation: Observation) => number {
  const topics = [...new Set(observations.map(({ golden }) => golden.topic))].sort();
  const ids = [...new Set(observations.map(({ golden }) => golden.id))];
  return ({ golden: { topic, id } }) =>
    (topic.startsWith('off-topic') ? ids.indexOf(id) : topics.indexOf(topic)) % FOLDS;
}

/** A question with the probability that its first candidate answers. */
export interface Probable extends Judged {
  readonly probability: number;
}

const UNLEARNED = { ranking: zeros(RANK_FEATURES), judge: { bias: 0, weights: NOTHING } };

/** Every observation, ordered and judged by what was learned without its topic. */
export function outOfFold(observations: readonly Observation[], removed: Removed = {}): Probable[] {
  const foldOf = foldsOf(observations);
  const learned = Array.from({ length: FOLDS }, (_, fold) => {
    const others = observations.filter((observation) => foldOf(observation) !== fold);
    const ranking = learnRanking(others, removed.feature);
    return { ranking, judge: learnJudge(others, ranking, removed.signal) };
  });
  return observations.map((observation) => {
    const { ranking, judge } = learned[foldOf(observation)] ?? UNLEARNED;
    return probable(order(observation, ranking), judge);
  });
}

/** A question with its probability by a judge. */
export function probable(judged: Judged, model: Coefficients['judge']): Probable {
  return { ...judged, probability: judged.right.length === 0 ? 0 : probabilityOf(judged.signals, model) };
}

/** The thresholds of least cost: what is said too much against what is kept back. */
export function thresholdsOf(judged: readonly Probable[]): Coefficients['thresholds'] {
  const answered = cheapest((threshold) =>
    judged.reduce((cost, { right, probability }) => {
      const isSaid = probability >= threshold;
      const isRight = right[0] === true;
      return cost + (isSaid && !isRight ? COST_OF_FALSE_ANSWER : !isSaid && isRight ? 1 : 0);
    }, 0),
  );
  // The closest passages may be shown for a near miss: only those off topic are shown for nothing.
  const unsure = cheapest((threshold) =>
    judged.reduce((cost, { right, golden: { unanswerable }, probability }) => {
      const isShown = probability >= threshold;
      const isOffTopic = unanswerable === 'off-topic';
      return cost + (isShown && isOffTopic ? COST_OF_SHOWING : !isShown && right[0] === true ? 1 : 0);
    }, 0),
  );
  return { answered, unsure: Math.min(unsure, answered) };
}

/** The threshold, to three decimals, at which a cost is least; the highest of equals. */
function cheapest(costAt: (threshold: number) => number): number {
  let best = { threshold: 0, cost: Number.POSITIVE_INFINITY };
  for (let thousandths = 1; thousandths < 1000; thousandths++) {
    const cost = costAt(thousandths / 1000);
    if (cost <= best.cost) best = { threshold: thousandths / 1000, cost };
  }
  return best.threshold;
}

/** To three decimals, as coefficients are written. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
