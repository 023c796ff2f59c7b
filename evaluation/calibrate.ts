// Learns the order of candidates, the judge and its thresholds from the tune questions, and writes
// them into the source. With --verbose, prints the questions that go wrong.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WITH_TOKENS } from '../src/search/coefficients.js';
import { type Coefficients, SIGNALS } from '../src/search/learned.js';
import {
  judgeOutOfFold,
  learnJudge,
  learnRanking,
  type Observation,
  observe,
  observeOutOfFold,
  round,
  thresholdsOf,
} from './learning.js';
import { probability } from './logistic.js';
import { type GoldenQuestion, readQuestions } from './questions.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const golden = await readQuestions(here('questions/tune.jsonl'));

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

async function learn(name: string, withoutTokens: boolean): Promise<Coefficients> {
  const variant = { withoutTokens };
  const seen = await observe(variant, WITH_TOKENS, golden);
  const outOfFold = await observeOutOfFold(variant, seen, golden);
  const probabilities = judgeOutOfFold(outOfFold, golden);
  const thresholds = thresholdsOf(
    outOfFold.map(({ label, golden: { unanswerable } }, i) => ({
      label,
      unanswerable,
      probability: probabilities[i] ?? 0,
    })),
  );
  report(`${name}, out of fold`, outOfFold, probabilities, thresholds);

  const coefficients = learnRanking(seen);
  const { bias, weights } = learnJudge(await observe(variant, coefficients, golden));
  const entries = SIGNALS.map((signal, i) => [signal, round(weights[i] ?? 0)] as const);
  return {
    ranking: coefficients.ranking,
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
const tested = await observe({}, withTokens, await readQuestions(here('questions/test.jsonl')));
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
