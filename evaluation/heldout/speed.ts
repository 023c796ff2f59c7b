import { availableParallelism } from 'node:os';
import type { Embedder } from '../../src/models/embedder.js';
import { atLeast, percentile, under } from '../bench/report.js';
import type { Line } from './report.js';
import { evenly, type HeldOut } from './sets.js';

/** Words of a question that is short. */
const SHORT = 10;
/** Words of a passage that is timed. */
const PASSAGE_WORDS = 30;
const QUESTIONS = 1_000;
const WARM_UP = 500;
const ROUNDS = 5;
const PASSAGES_A_ROUND = 1_500;

/** What a round took: seconds on the wall, and of the processor, all threads together. */
interface Took {
  readonly wall: number;
  readonly processor: number;
}

/**
 * Times the encoder as the engine uses it, warm: distinct short questions one by one, and rounds of
 * distinct passages. Seconds of the processor, summed over threads, are those of one core;
 * confined to one core, they are at most those on the wall.
 */
export async function measureSpeed({ passageSets }: HeldOut, embedder: Embedder): Promise<Line[]> {
  const texts = passageSets.flatMap(({ asked }) => Object.values(asked).flat());
  const short = [...new Set(texts.map(({ text }) => text))].filter((text) => wordsOf(text).length <= SHORT);
  const questions = spread(short, WARM_UP + QUESTIONS);
  for (const question of questions.slice(0, WARM_UP)) await embedder.embedQuery(question);
  const times: number[] = [];
  for (const question of questions.slice(WARM_UP)) {
    const { wall } = await timed(() => embedder.embedQuery(question));
    times.push(1_000 * wall);
  }

  const passages = spread(
    passageSets.flatMap((set) => piecesOf(set.passages, PASSAGE_WORDS)),
    (1 + ROUNDS) * PASSAGES_A_ROUND,
  );
  const rounds: Took[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const some = passages.slice(round * PASSAGES_A_ROUND, (round + 1) * PASSAGES_A_ROUND);
    const took = await timed(() => embedder.embedPassages(some));
    // The first round warms up.
    if (round > 0) rounds.push({ wall: some.length / took.wall, processor: some.length / took.processor });
  }
  return [
    {
      set: `${times.length.toLocaleString('en')} short questions, never asked before`,
      by: '',
      unit: 'ms',
      values: [
        { label: 'p50', value: percentile(times, 50), target: under(0.3) },
        { label: 'p95', value: percentile(times, 95) },
      ],
    },
    {
      set: `${ROUNDS} × ${PASSAGES_A_ROUND.toLocaleString('en')} passages of ${PASSAGE_WORDS} words`,
      by: '',
      unit: 'passages/s',
      values: [
        { label: 'one core', value: median(rounds, ({ processor }) => processor), target: atLeast(5_000) },
        { label: 'wall', value: median(rounds, ({ wall }) => wall) },
      ],
    },
  ];
}

/** The words of texts, one after another, in pieces of `words` words; what is left over is left out. */
export function piecesOf(texts: readonly string[], words: number): string[] {
  const all = texts.flatMap(wordsOf);
  return Array.from({ length: Math.floor(all.length / words) }, (_, i) =>
    all.slice(i * words, (i + 1) * words).join(' '),
  );
}

/** Items from all over a list, by turns from each tenth of it, so that any run of them is a mixture. */
function spread<T>(items: readonly T[], count: number): T[] {
  const chosen = evenly(items, count);
  const stride = Math.ceil(chosen.length / 10);
  return Array.from({ length: stride }, (_, i) => i).flatMap((from) =>
    chosen.filter((_, at) => at % stride === from),
  );
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = (performance.now() - started) / 1e3;
  const { user, system } = process.cpuUsage(before);
  // Some virtual machines count threads that only wait: never more than all cores have time for.
  return { wall, processor: Math.min((user + system) / 1e6, availableParallelism() * wall) };
}

function median(rounds: readonly Took[], of: (round: Took) => number): number {
  return percentile(rounds.map(of), 50);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
