import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { BOT, runBot } from '../../test/discord/run-bot.js';
import { startStandIn } from '../../test/discord/stand-in.js';
import { readQuestions } from '../questions.js';
import { atLeast, type Figure, percentile, type Section, summarise, under } from './report.js';

const WARM_UP = 30;
const ROUNDS = 3;
const SEQUENTIAL = 50;
const SIMULTANEOUS = 200;
/** So that the heap has its size. */
const WARM_UP_MEMORY = 200;
const MANY = 1_000;
/** Of the many questions, those asked at the same time. */
const TOGETHER = 10;
/** Questions after which the stand-in forgets what it recorded. */
const FORGET_AFTER = 500;
/** Fewest questions a second. */
const A_SECOND = 8;
/** As many as ask at once: the limits of one person are not what is measured. */
const PEOPLE = 200;

const ECHO = fileURLToPath(new URL('echo-bot.mjs', import.meta.url));
const run = promisify(execFile);

/** A bot in a process of its own, on a stand-in of its own, and those who ask it. */
interface Contender {
  /** Milliseconds from a question to its answer. */
  ask(turn: number): Promise<number>;
  /** Forgets what the stand-in recorded. */
  forget(): void;
  /** Interactions acknowledged too late, or never. */
  late(): number;
  /** Resident memory of the bot, in millions of bytes. */
  residentMB(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * The bot through a stand-in for Discord, beside a bot that echoes, by turns.
 *
 * @param env Settings of the bot.
 */
export async function measureDiscord(env: Readonly<Record<string, string>> = {}): Promise<Section[]> {
  const golden = await readQuestions(fileURLToPath(new URL('../questions/shipped.jsonl', import.meta.url)));
  const questions = golden.map(({ question }) => question);
  const contenders: Contender[] = [];
  try {
    const verbatim = await contender(BOT, questions, env);
    contenders.push(verbatim);
    const echo = await contender(ECHO, questions, {});
    contenders.push(echo);
    for (const { ask } of contenders) for (let turn = 0; turn < WARM_UP; turn++) await ask(turn);
    const speed = await measureSpeed(verbatim, echo);
    return [speed, await measureMemory(verbatim)];
  } finally {
    await Promise.all(contenders.map(({ stop }) => stop()));
  }
}

async function contender(
  script: string,
  questions: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Contender> {
  const discord = await startStandIn();
  discord.register(commandDefinitions());
  const bot = runBot({
    script,
    // The folder of the project, where the baseline finds discord.js.
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      QUESTIONS_PER_10_SECONDS: '100',
      QUESTIONS_PER_HOUR: '36000',
      ...env,
    },
  });
  const people = Array.from({ length: PEOPLE }, (_, i) => discord.person(`person-${i}`));
  const stop = async (): Promise<void> => {
    await bot.stop();
    await discord.stop();
    if (discord.refusals.length > 0) throw new Error(`${script} sent what Discord refuses`);
  };
  try {
    await bot.until(/^Ready/);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async ask(turn) {
      const question = questions[turn % questions.length] ?? '';
      const asked = people[turn % PEOPLE]?.slash('ask', { question }, { channel: discord.channel });
      await asked?.response(180_000);
      return asked?.timings().answeredMs ?? Number.NaN;
    },
    forget: discord.forget,
    late: () => discord.acknowledgements.late + discord.acknowledgements.unacknowledged,
    async residentMB() {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(bot.process.pid)]);
      return (Number(stdout) * 1_024) / 1e6;
    },
    stop,
  };
}

async function measureSpeed(verbatim: Contender, echo: Contender): Promise<Section> {
  const sequential: Round[] = [];
  const simultaneous: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one: Round = { verbatim: [], echo: [] };
    for (let i = 0; i < SEQUENTIAL; i++) {
      const turn = round * SEQUENTIAL + i;
      const first = async () => one.verbatim.push(await verbatim.ask(turn));
      const second = async () => one.echo.push(await echo.ask(turn));
      for (const ask of turn % 2 === 0 ? [first, second] : [second, first]) await ask();
    }
    sequential.push(one);
    verbatim.forget();
    echo.forget();
    const turns = Array.from({ length: SIMULTANEOUS }, (_, i) => round * SIMULTANEOUS + i);
    const atOnce = ({ ask }: Contender) => Promise.all(turns.map(ask));
    // The stand-in times both, so they are not asked at the same time.
    simultaneous.push({ verbatim: await atOnce(verbatim), echo: await atOnce(echo) });
    verbatim.forget();
    echo.forget();
  }
  return {
    title: 'The bot on Discord',
    method: [
      `/ask of the golden questions through a stand-in for Discord on loopback, which answers from this process,`,
      'beside a bare discord.js client that echoes at once, each bot in a process of its own, by turns.',
      `Warm-up: ${WARM_UP} questions each. Then ${ROUNDS} rounds of ${SEQUENTIAL} one after the other`,
      `and ${SIMULTANEOUS} at once, of ${PEOPLE} people; from the question to its answer.`,
    ].join(' '),
    figures: [
      ...figuresOf('one after the other', sequential),
      ...figuresOf(`${SIMULTANEOUS} at once`, simultaneous),
      {
        name: `answers a second, ${SIMULTANEOUS} at once`,
        unit: 'questions/s',
        measure: summarise(
          ...simultaneous.map((round) => (1_000 * SIMULTANEOUS) / Math.max(...round.verbatim)),
        ),
        target: atLeast(A_SECOND),
      },
      {
        name: 'late acknowledgements',
        unit: 'interactions',
        measure: summarise(verbatim.late()),
        target: under(1),
      },
    ],
  };
}

/** Milliseconds that questions took each of the two, in the same order. */
interface Round {
  readonly verbatim: number[];
  readonly echo: number[];
}

function figuresOf(name: string, rounds: readonly Round[]): Figure[] {
  return [50, 99].flatMap((percent): Figure[] => {
    const over = (of: (round: Round) => number) => summarise(...rounds.map(of));
    const ours = ({ verbatim }: Round) => percentile(verbatim, percent);
    const theirs = ({ echo }: Round) => percentile(echo, percent);
    return [
      { name: `${name}, p${percent}`, unit: 'ms', measure: over(ours) },
      { name: `baseline: echo, ${name}, p${percent}`, unit: 'ms', measure: over(theirs) },
      {
        name: `bot ÷ echo, ${name}, p${percent}`,
        unit: '×',
        measure: over((round) => ours(round) / theirs(round)),
      },
    ];
  });
}

async function measureMemory({ ask, forget, residentMB, late }: Contender): Promise<Section> {
  async function askMany(questions: number): Promise<void> {
    for (let turn = 0; turn < questions; turn += TOGETHER) {
      await Promise.all(Array.from({ length: TOGETHER }, (_, i) => ask(turn + i)));
      if (turn % FORGET_AFTER === 0) forget();
    }
    forget();
  }
  await askMany(WARM_UP_MEMORY);
  const before = await residentMB();
  const lateBefore = late();
  await askMany(MANY);
  const after = await residentMB();
  return {
    title: 'Memory of the bot',
    method: `Resident, before and after ${MANY.toLocaleString('en')} questions, ${TOGETHER} at a time, that follow those above and ${WARM_UP_MEMORY.toLocaleString('en')} more.`,
    figures: [
      { name: 'resident memory before', unit: 'MB', measure: summarise(before) },
      { name: 'resident memory after', unit: 'MB', measure: summarise(after) },
      {
        name: 'growth',
        unit: '%',
        measure: summarise(100 * (after / before - 1)),
        target: under(10),
      },
      {
        name: 'late acknowledgements',
        unit: 'interactions',
        measure: summarise(late() - lateBefore),
        target: under(1),
      },
    ],
  };
}
