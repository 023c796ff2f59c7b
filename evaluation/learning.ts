// What calibration and evaluation learn from questions: the order of candidates, the judge, its thresholds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { WITH_TOKENS } from '../src/search/coefficients.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import {
  type Coefficients,
  RANK_FEATURES,
  type RankFeature,
  SIGNALS,
  type Signal,
} from '../src/search/learned.js';
import {
  type Example,
  fitLogistic,
  fitRanking,
  type LogisticModel,
  probability,
  type RankingExample,
} from './logistic.js';
import { type GoldenQuestion, inspectGolden } from './questions.js';

const RANKING_PENALTY = 0.003;
const JUDGE_PENALTY = 0.002;
const FOLDS = 5;
/** What a wrong answer costs against an answerable question left unanswered. */
export const COST_OF_FALSE_ANSWER = 2;

/** A question as the judge sees it. */
export interface Observation extends Example {
  readonly golden: GoldenQuestion;
  readonly ranking: RankingExample;
  /** Position of the first accepted pair among the candidates, from 0; -1 when it is not there. */
  readonly place: number;
}

/** How an engine differs from the one that people use. */
export interface Variant {
  readonly withoutTokens?: boolean;
  /** Changes the engine before it is asked anything. */
  readonly prepare?: (engine: Engine) => void;
  /** Changes a question before it is asked. */
  readonly ask?: (question: GoldenQuestion) => GoldenQuestion;
  /** Left out of what is learned. */
  readonly removed?: RankFeature | undefined;
}

/** Uses an engine on the shipped corpus and model, its index in a folder that is removed afterwards. */
async function withEngine<T>(
  { withoutTokens = false, prepare }: Variant,
  coefficients: Coefficients,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-learning-'));
  try {
    const { corpusFolder, model } = readConfig({});
    const place = { corpusFolder, indexFolder: folder, model };
    const engine = await openEngine({ ...place, withoutTokens, coefficients });
    prepare?.(engine);
    return await use(engine);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What an engine with these coefficients shows the judge of each question. */
export async function observe(
  variant: Variant,
  coefficients: Coefficients,
  questions: readonly GoldenQuestion[],
): Promise<Observation[]> {
  return withEngine(variant, coefficients, async (engine) => {
    const observations: Observation[] = [];
    for (const golden of questions) {
      const seen = await inspectGolden(engine, variant.ask?.(golden) ?? golden);
      if (seen === null) continue;
      const right = seen.ranked.map(({ pair }) =>
        golden.answers.includes(engine.index.pairs[pair]?.id ?? ''),
      );
      const candidates = seen.ranked.map(({ features }) => RANK_FEATURES.map((name) => features[name]));
      const place = right.indexOf(true);
      const features = SIGNALS.map((signal) => seen.signals[signal]);
      observations.push({ golden, place, ranking: { candidates, right }, features, label: place === 0 });
    }
    return observations;
  });
}

/** Learns the order of candidates, without one of the features if need be. */
export function learnRanking(observations: readonly Observation[], removed?: RankFeature): Coefficients {
  const gone = removed === undefined ? -1 : RANK_FEATURES.indexOf(removed);
  const examples = observations.map(({ ranking: { candidates, right } }) => ({
    candidates: candidates.map((features) => without(features, gone)),
    right,
  }));
  const weights = without(fitRanking(examples, RANKING_PENALTY), gone);
  const entries = RANK_FEATURES.map((feature, i) => [feature, round(weights[i] ?? 0)] as const);
  return { ...WITH_TOKENS, ranking: { ...WITH_TOKENS.ranking, ...Object.fromEntries(entries) } };
}

/** Learns the judge, without one of the signals if need be. */
export function learnJudge(observations: readonly Observation[], removed?: Signal): LogisticModel {
  const gone = removed === undefined ? -1 : SIGNALS.indexOf(removed);
  return fitLogistic(
    observations.map(({ features, label }) => ({ features: without(features, gone), label })),
    JUDGE_PENALTY,
  );
}

function without(values: readonly number[], position: number): number[] {
  return values.map((value, i) => (i === position ? 0 : value));
}

/** The fold of each question: those of one topic share one; those off topic, which share one, are spread. */
function foldsOf(questions: readonly GoldenQuestion[]): (question: GoldenQuestion) => number {
  const topics = [...new Set(questions.map(({ topic }) => topic))].sort();
  return (question) =>
    (question.topic.startsWith('off-topic') ? questions.indexOf(question) : topics.indexOf(question.topic)) %
    FOLDS;
}

/**
 * Every question as seen by a ranking learned without its fold.
 *
 * @param seen All of them as seen by any ranking: candidates and their features are the same.
 */
export async function observeOutOfFold(
  variant: Variant,
  seen: readonly Observation[],
  questions: readonly GoldenQuestion[],
): Promise<Observation[]> {
  const foldOf = foldsOf(questions);
  const observations: Observation[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = seen.filter(({ golden }) => foldOf(golden) !== fold);
    const mine = questions.filter((question) => foldOf(question) === fold);
    observations.push(...(await observe(variant, learnRanking(others, variant.removed), mine)));
  }
  return observations;
}

/** The probability of every observation, by a judge that has not seen its fold. */
export function judgeOutOfFold(
  observations: readonly Observation[],
  questions: readonly GoldenQuestion[],
  removed?: Signal,
): number[] {
  const foldOf = foldsOf(questions);
  const judges = Array.from({ length: FOLDS }, (_, fold) =>
    learnJudge(
      observations.filter(({ golden }) => foldOf(golden) !== fold),
      removed,
    ),
  );
  return observations.map(({ golden, features }) => {
    const judge = judges[foldOf(golden)];
    return judge === undefined ? 0 : probability(judge, features);
  });
}

/** What thresholds are chosen by. */
export interface Judged {
  readonly label: boolean;
  readonly unanswerable: GoldenQuestion['unanswerable'];
  readonly probability: number;
}

/** The thresholds of least cost: what is said too much against what is kept back. */
export function thresholdsOf(judged: readonly Judged[]): Coefficients['thresholds'] {
  const answered = cheapest((threshold) =>
    judged.reduce((cost, { label, probability: p }) => {
      const isSaid = p >= threshold;
      return cost + (isSaid && !label ? COST_OF_FALSE_ANSWER : !isSaid && label ? 1 : 0);
    }, 0),
  );
  // The closest passages may be shown for a near miss: only those off topic are shown for nothing.
  const unsure = cheapest((threshold) =>
    judged.reduce((cost, { label, unanswerable, probability: p }) => {
      const isShown = p >= threshold;
      const isOffTopic = unanswerable === 'off-topic';
      return cost + (isShown && isOffTopic ? COST_OF_FALSE_ANSWER : !isShown && label ? 1 : 0);
    }, 0),
  );
  return { answered, unsure: Math.min(unsure, answered) };
}

/** The threshold, to two decimals, at which a cost is least; the highest of equals. */
function cheapest(costAt: (threshold: number) => number): number {
  let best = { threshold: 0, cost: Number.POSITIVE_INFINITY };
  for (let hundredths = 1; hundredths < 100; hundredths++) {
    const cost = costAt(hundredths / 100);
    if (cost <= best.cost) best = { threshold: hundredths / 100, cost };
  }
  return best.threshold;
}

/** To three decimals, as coefficients are written. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
