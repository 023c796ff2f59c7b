import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Config } from '../../src/config.js';
import type { Verdict } from '../../src/search/answer.js';
import { type Conversation, startConversation } from '../../src/search/conversation.js';
import { type Engine, openEngine } from '../../src/search/engine.js';
import { usedBytes } from '../../test/garbage.js';
import { anyText, hostileText } from '../../test/hostile-text.js';
import { readQuestions } from '../questions.js';
import { seededRandom } from './generated-corpus.js';
import { type Section, summarise, under } from './report.js';

const SEED = 20_260_102;
const QUESTIONS = 20_000;
/** So that the heap has its size, and what is remembered of the corpus is remembered. */
const WARM_UP = 10_000;
/** Hostile texts made at a time, short ones and a few that may be very long: what the engine holds is to be seen. */
const SHORT_AT_A_TIME = 95;
const LONG_AT_A_TIME = 5;
/** Questions of one conversation. */
const CONVERSATION = 7;

/** What questions came to. */
interface Tally {
  readonly verdicts: Record<Verdict, number>;
  failures: number;
}

/** Asks the engine so many questions that whatever it never lets go of shows in its memory. */
export async function measureSoak({ corpusFolder, model }: Config, indexFolder: string): Promise<Section> {
  const files = ['tune', 'test'].map((file) =>
    fileURLToPath(new URL(`../questions/${file}.jsonl`, import.meta.url)),
  );
  const golden = (await Promise.all(files.map(readQuestions))).flat().map(({ question }) => question);
  const engine = await openEngine({ corpusFolder, model, indexFolder });
  const questions = soakQuestions(golden, SEED);
  await askAll(engine, questions, WARM_UP);
  const before = memory();
  const started = performance.now();
  const { verdicts, failures } = await askAll(engine, questions, QUESTIONS);
  const seconds = (performance.now() - started) / 1_000;
  const after = memory();
  const MB = (name: string, value: number) => ({
    name,
    unit: 'MB' as const,
    measure: summarise(value / 1e6),
  });
  const count = (name: string, value: number) => ({
    name,
    unit: 'questions' as const,
    measure: summarise(value),
  });
  return {
    title: 'Many questions',
    method: [
      `${QUESTIONS.toLocaleString('en')} questions put to one engine on the shipped corpus, in conversations of ${CONVERSATION}, after ${WARM_UP.toLocaleString('en')} others.`,
      `By turns: a golden question, one with a few characters changed, words of several mixed, and hostile text, now and then up to 100,000 characters of it; seed ${SEED}.`,
      'Memory is read after the garbage has been collected. What is remembered of words has a bound and still fills up: most questions have words never seen before.',
    ].join(' '),
    figures: [
      count('questions', QUESTIONS),
      count('of which answered', verdicts.answered),
      count('of which unsure', verdicts.unsure),
      count('of which unanswered', verdicts.unanswered),
      { ...count('of which failed', failures), target: under(1) },
      { name: 'rate', unit: 'questions/s', measure: summarise(QUESTIONS / seconds) },
      MB('resident memory, before', before.resident),
      MB('resident memory, after', after.resident),
      {
        ...{ name: 'resident memory, after ÷ before', unit: '×' },
        ...{ measure: summarise(after.resident / before.resident), target: under(1.1) },
      },
      MB('heap and buffers in use, before', before.used),
      MB('heap and buffers in use, after', after.used),
      {
        ...{ name: 'heap and buffers in use, after ÷ before', unit: '×' },
        ...{ measure: summarise(after.used / before.used), target: under(1.1) },
      },
    ],
  };
}

/**
 * Questions of four kinds by turns, without end: golden ones, golden ones with a few characters changed, words of
 * golden ones mixed, and hostile text. The same for the same seed; most of them differ from all others.
 */
export function* soakQuestions(golden: readonly string[], seed: number): Generator<string, never> {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const words = golden.flatMap((question) => question.split(' '));
  const letters = [...new Set(golden.join(''))];
  const mistyped = (question: string): string => {
    const characters = [...question];
    for (let change = 0; change < 3; change++)
      characters.splice(Math.floor(random() * characters.length), 1, pick(letters), pick(letters));
    return characters.join('');
  };
  const mixed = () => Array.from({ length: 1 + Math.floor(random() * 12) }, () => pick(words)).join(' ');
  for (let block = 0; ; block++) {
    const drawn = { seed: seed + block };
    const short = fc.sample(hostileText, { ...drawn, numRuns: SHORT_AT_A_TIME });
    const long = fc.sample(anyText, { ...drawn, numRuns: LONG_AT_A_TIME });
    for (const hostile of [...short, ...long]) {
      yield pick(golden);
      yield mistyped(pick(golden));
      yield mixed();
      yield hostile;
    }
  }
}

async function askAll(engine: Engine, questions: Generator<string, never>, count: number): Promise<Tally> {
  const tally: Tally = { verdicts: { answered: 0, unsure: 0, unanswered: 0 }, failures: 0 };
  let conversation: Conversation = startConversation();
  for (let i = 0; i < count; i++) {
    const question = questions.next().value;
    if (i % CONVERSATION === 0) conversation = startConversation();
    try {
      const { verdict } = await engine.ask(question, { conversation });
      tally.verdicts[verdict]++;
    } catch (error) {
      tally.failures++;
      console.error(`failed on ${JSON.stringify(question.slice(0, 200))}:`, error);
    }
  }
  return tally;
}

/** Bytes in use by the process’s objects, its garbage collected, and those that it then holds. */
function memory(): { readonly resident: number; readonly used: number } {
  const used = usedBytes();
  return { resident: process.memoryUsage.rss(), used };
}
