// Learns the order of candidates, the judge and its thresholds from the tune questions, and writes
// them into the source. With --verbose, prints the questions that go wrong.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../src/config.js';
import { WITH_TOKENS } from '../src/search/coefficients.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import { type Coefficients, RANK_FEATURES, SIGNALS } from '../src/search/learned.js';
import { type Example, fitLogistic, fitRanking, probability, type RankingExample } from './logistic.js';
import { type GoldenQuestion, inspectGolden, readQuestions } from './questions.js';

const RANKING_PENALTY = 0.003;
const JUDGE_PENALTY = 0.002;
const FOLDS = 5;
/** What a wrong answer costs against an answerable question left unanswered. */
const COST_OF_FALSE_ANSWER = 2;

interface Observation extends Example {
  readonly golden: GoldenQuestion;
  readonly ranking: RankingExample;
  /** Position of the first accepted pair among the candidates, from 0; -1 when it is not there. */
  readonly place: number;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const golden = await readQuestions(here('questions/tune.jsonl'));
const topics = [...new Set(golden.map(({ topic }) => topic))].sort();
/** Questions of one topic are in one fold; those off topic, which share one, are spread. */
const foldOf = (question: GoldenQuestion): number =>
  (question.topic.startsWith('off-topic') ? golden.indexOf(question) : topics.indexOf(question.topic)) %
  FOLDS;

async function withEngine<T>(
  withoutTokens: boolean,
  coefficients: Coefficients,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-calibrate-'));
  try {
    const { corpusFolder, model } = readConfig({});
    return await use(
      await openEngine({ corpusFolder, indexFolder: folder, model, withoutTokens, coefficients }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function observe(engine: Engine, questions: readonly GoldenQuestion[]): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const question of questions) {
    const seen = await inspectGolden(engine, question);
    if (seen === null) continue;
    const right = seen.ranked.map(({ pair }) =>
      question.answers.includes(engine.index.pairs[pair]?.id ?? ''),
    );
    const candidates = seen.ranked.map(({ features }) => RANK_FEATURES.map((feature) => features[feature]));
    const place = right.indexOf(true);
    observations.push({
      golden: question,
      place,
      ranking: { candidates, right },
      features: SIGNALS.map((signal) => seen.signals[signal]),
      label: place === 0,
    });
  }
  return observations;
}

function withRanking(weights: readonly number[]): Coefficients {
  const entries = RANK_FEATURES.map((feature, i) => [feature, round(weights[i] ?? 0)] as const);
  return { ...WITH_TOKENS, ranking: { ...WITH_TOKENS.ranking, ...Object.fromEntries(entries) } };
}

/** Every question as seen by a ranking learned without its fold. */
async function observeOutOfFold(
  withoutTokens: boolean,
  seen: readonly Observation[],
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = seen.filter((observation) => foldOf(observation.golden) !== fold);
    const ranking = fitRanking(
      others.map((other) => other.ranking),
      RANKING_PENALTY,
    );
    const mine = golden.filter((question) => foldOf(question) === fold);
    observations.push(
      ...(await withEngine(withoutTokens, withRanking(ranking), (engine) => observe(engine, mine))),
    );
  }
  return observations;
}

/** The probability of every observation, by a judge that has not seen its fold. */
function judgeOutOfFold(observations: readonly Observation[]): number[] {
  const judges = Array.from({ length: FOLDS }, (_, fold) =>
    fitLogistic(
      observations.filter((observation) => foldOf(observation.golden) !== fold),
      JUDGE_PENALTY,
    ),
  );
  return observations.map(({ golden: question, features }) => {
    const judge = judges[foldOf(question)];
    return judge === undefined ? 0 : probability(judge, features);
  });
}

/** The thresholds of least cost: what is said too much against what is kept back. */
function thresholdsOf(
  observations: readonly Observation[],
  probabilities: readonly number[],
): Coefficients['thresholds'] {
  const answered = cheapest((threshold) =>
    observations.reduce((cost, { label }, i) => {
      const isSaid = (probabilities[i] ?? 0) >= threshold;
      return cost + (isSaid && !label ? COST_OF_FALSE_ANSWER : !isSaid && label ? 1 : 0);
    }, 0),
  );
  // The closest passages may be shown for a near miss: only those off topic are shown for nothing.
  const unsure = cheapest((threshold) =>
    observations.reduce((cost, observation, i) => {
      const isShown = (probabilities[i] ?? 0) >= threshold;
      const isOffTopic = observation.golden.unanswerable === 'off-topic';
      return cost + (isShown && isOffTopic ? COST_OF_FALSE_ANSWER : !isShown && observation.label ? 1 : 0);
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

const GROUPS: readonly (readonly [name: string, of: GoldenQuestion['unanswerable']])[] = [
  ['with an answer', null],
  ['near misses', 'near-miss'],
  ['off topic', 'off-topic'],
];

function report(
  name: string,
  observations: readonly Observation[],
  probabilities: readonly number[],
  { answered, unsure }: Coefficients['thresholds'],
): void {
  const answerable = observations.filter((observation) => observation.golden.unanswerable === null);
  const within = (places: number) =>
    percent(answerable.filter(({ place }) => place >= 0 && place < places).length, answerable.length);
  console.log(`\n${name}: ${observations.length} questions, ${answerable.length} with an answer`);
  console.log(`  first candidate right ${within(1)}, in the first three ${within(3)}, in ten ${within(10)}`);
  for (const [group, of] of GROUPS) {
    const mine = probabilities.filter((_, i) => observations[i]?.golden.unanswerable === of);
    const from = (threshold: number) => percent(mine.filter((p) => p >= threshold).length, mine.length);
    console.log(`  ${group}: answered ${from(answered)}, answered or unsure ${from(unsure)}`);
  }
  if (!process.argv.includes('--verbose')) return;
  for (const [i, { golden: question, place, label }] of observations.entries()) {
    const judged = probabilities[i] ?? 0;
    const isWrong = judged >= answered !== label || (question.unanswerable === null && place !== 0);
    if (isWrong)
      console.log(
        `    ${judged.toFixed(2)} place ${place} ${question.unanswerable ?? ''} ${question.question}`,
      );
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

async function learn(name: string, withoutTokens: boolean): Promise<Coefficients> {
  const seen = await withEngine(withoutTokens, WITH_TOKENS, (engine) => observe(engine, golden));
  const outOfFold = await observeOutOfFold(withoutTokens, seen);
  const probabilities = judgeOutOfFold(outOfFold);
  const thresholds = thresholdsOf(outOfFold, probabilities);
  report(`${name}, out of fold`, outOfFold, probabilities, thresholds);

  const { ranking } = withRanking(
    fitRanking(
      seen.map((observation) => observation.ranking),
      RANKING_PENALTY,
    ),
  );
  const ranked = await withEngine(withoutTokens, { ...WITH_TOKENS, ranking }, (engine) =>
    observe(engine, golden),
  );
  const { bias, weights } = fitLogistic(ranked, JUDGE_PENALTY);
  const entries = SIGNALS.map((signal, i) => [signal, round(weights[i] ?? 0)] as const);
  return {
    ranking,
    judge: { bias: round(bias), weights: { ...WITH_TOKENS.judge.weights, ...Object.fromEntries(entries) } },
    thresholds,
  };
}

const withTokens = await learn('Tune questions, with token vectors', false);
const withoutTokens = await learn('Tune questions, without token vectors', true);
await writeFile(
  here('../src/search/coefficients.ts'),
  `// Made by \`npm run calibrate\` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = ${JSON.stringify(withTokens)};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = ${JSON.stringify(withoutTokens)};
`,
);
console.log('\nwritten: src/search/coefficients.ts');

// Judged by questions on other topics, which nothing was learned from.
const tested = await withEngine(false, withTokens, async (engine) =>
  observe(engine, await readQuestions(here('questions/test.jsonl'))),
);
const judgeOfAll = {
  bias: withTokens.judge.bias,
  weights: SIGNALS.map((signal) => withTokens.judge.weights[signal]),
};
report(
  'Test questions',
  tested,
  tested.map(({ features }) => probability(judgeOfAll, features)),
  withTokens.thresholds,
);
