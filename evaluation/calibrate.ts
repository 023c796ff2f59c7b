// Learns the order of candidates, the judge and its thresholds from the tune questions, and writes
// them into the source. With --verbose, prints the questions that go wrong.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Coefficients } from '../src/search/learned.js';
import {
  learnJudge,
  learnRanking,
  type Observation,
  observe,
  order,
  outOfFold,
  type Probable,
  probable,
  thresholdsOf,
} from './learning.js';
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
  judged: readonly Probable[],
  { answered, unsure }: Coefficients['thresholds'],
): void {
  const answerable = judged.filter(({ golden: { unanswerable } }) => unanswerable === null);
  const placeOf = ({ right }: Probable) => right.indexOf(true);
  const within = (places: number) =>
    percent(
      answerable.filter((each) => placeOf(each) >= 0 && placeOf(each) < places).length,
      answerable.length,
    );
  console.log(`\n${name}: ${judged.length} questions, ${answerable.length} with an answer`);
  console.log(`  first candidate right ${within(1)}, in the first three ${within(3)}, in ten ${within(10)}`);
  for (const [group, of] of GROUPS) {
    const mine = judged.filter(({ golden: { unanswerable } }) => unanswerable === of);
    const from = (threshold: number) =>
      percent(mine.filter(({ probability }) => probability >= threshold).length, mine.length);
    console.log(`  ${group}: answered ${from(answered)}, answered or unsure ${from(unsure)}`);
  }
  if (!process.argv.includes('--verbose')) return;
  for (const each of judged) {
    const { golden: question, right, probability } = each;
    const isRight = right[0] === true;
    const isWrong = probability >= answered !== isRight || (question.unanswerable === null && !isRight);
    if (isWrong)
      console.log(
        `    ${probability.toFixed(2)} place ${placeOf(each)} ${question.unanswerable ?? ''} ${question.question}`,
      );
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

async function learn(name: string, withoutTokens: boolean): Promise<Coefficients> {
  const seen = await observe({ withoutTokens }, golden);
  const judged = outOfFold(seen).filter(isWhole);
  const thresholds = thresholdsOf(judged);
  report(`${name}, out of fold`, judged, thresholds);
  const ranking = learnRanking(seen);
  return { ranking, judge: learnJudge(seen, ranking), thresholds };
}

const isWhole = ({ isWhole }: Pick<Observation, 'isWhole'>) => isWhole;
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
const test = (await observe({}, await readQuestions(here('questions/test.jsonl')))).filter(isWhole);
const tested = test.map((observation) => probable(order(observation, withTokens.ranking), withTokens.judge));
report('Test questions', tested, withTokens.thresholds);
