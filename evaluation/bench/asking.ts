import { dot } from '../../src/embedding/vector.js';
import type { Index } from '../../src/index/snapshot.js';
import type { AskOptions, Engine } from '../../src/search/engine.js';
import { type Figure, percentile, summarise, type Target } from './report.js';

/** A question to be timed. */
export interface Asked {
  readonly question: string;
  /** Made anew for every time it is asked: a conversation is changed by its questions. */
  readonly options: () => AskOptions;
}

/** What a question should take, in milliseconds. */
export interface AskingTargets {
  readonly p50?: Target;
  readonly p95?: Target;
}

/** Milliseconds that one question took each of the contenders. */
interface Sample {
  readonly engine: number;
  readonly embed: number;
  readonly search: number;
  readonly bruteForce: number;
  readonly encoder: number;
}

const ROUNDS = 5;
/** Neighbours that the baseline finds, and that recall is counted over. */
const NEIGHBOURS = 10;

/**
 * Times questions put to a warm engine: once as it first meets them, then in rounds, each question
 * beside the same question put to two bare baselines, in an order that turns.
 *
 * @param warmUp Other questions, asked first and not timed.
 */
export async function measureAsking(
  engine: Engine,
  warmUp: readonly Asked[],
  asked: readonly Asked[],
  targets: AskingTargets = {},
): Promise<Figure[]> {
  const { embedder, index } = engine;
  const exact = exactSearch(index);
  for (const { question, options } of warmUp) {
    await engine.ask(question, options());
    nearest(exact(await embedder.embedQuery(question)));
  }
  const first: number[] = [];
  for (const { question, options } of asked) {
    const given = options();
    first.push(await timed(() => engine.ask(question, given)));
  }

  async function sample({ question, options }: Asked, turn: number): Promise<Sample> {
    const given = options();
    const times = { engine: 0, embed: 0, search: 0, bruteForce: 0, encoder: 0 };
    const contenders = [
      async () => {
        times.engine = await timed(async () => {
          const { timings } = await engine.ask(question, given);
          times.embed = timings.embedMs;
          times.search = timings.searchMs;
        });
      },
      async () => {
        times.bruteForce = await timed(async () => nearest(exact(await embedder.embedQuery(question))));
      },
      async () => {
        times.encoder = await timed(() => embedder.embedQuery(question));
      },
    ];
    for (let i = 0; i < contenders.length; i++) await contenders[(turn + i) % contenders.length]?.();
    return times;
  }

  const rounds: Sample[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const samples: Sample[] = [];
    for (const [i, one] of asked.entries()) samples.push(await sample(one, round + i));
    rounds.push(samples);
  }
  const over = (percent: number, of: (sample: Sample) => number) =>
    summarise(...rounds.map((samples) => percentile(samples.map(of), percent)));
  const ms = (name: string, percent: number, of: (sample: Sample) => number, target?: Target): Figure => ({
    name: `${name}, p${percent}`,
    unit: 'ms',
    measure: over(percent, of),
    target,
  });
  const once = (percent: 50 | 95, target?: Target): Figure => ({
    name: `question never asked before, p${percent}`,
    unit: 'ms',
    measure: summarise(percentile(first, percent)),
    target,
  });
  return [
    once(50, targets.p50),
    once(95, targets.p95),
    ms('question asked again', 50, ({ engine }) => engine, targets.p50),
    ms('question asked again', 95, ({ engine }) => engine, targets.p95),
    ms('question asked again', 99, ({ engine }) => engine),
    ms('of which embedding', 50, ({ embed }) => embed),
    ms('of which embedding', 95, ({ embed }) => embed),
    ms('of which search', 50, ({ search }) => search),
    ms('of which search', 95, ({ search }) => search),
    ms('baseline: encoder, brute-force cosine', 50, ({ bruteForce }) => bruteForce),
    ms('baseline: encoder alone', 50, ({ encoder }) => encoder),
    {
      name: 'engine ÷ encoder with brute-force cosine',
      unit: '×',
      measure: over(50, ({ engine, bruteForce }) => engine / bruteForce),
    },
    {
      name: 'engine ÷ encoder alone',
      unit: '×',
      measure: over(50, ({ engine, encoder }) => engine / encoder),
    },
  ];
}

/**
 * Share, in %, of the ten pairs nearest to each question that `index.nearest` finds. A pair as near as
 * the tenth counts as one of the ten.
 */
export async function recallOf({ embedder, index }: Engine, asked: readonly Asked[]): Promise<number> {
  const exact = exactSearch(index);
  let found = 0;
  let wanted = 0;
  for (const { question } of asked) {
    const vector = await embedder.embedQuery(question);
    const cosines = exact(vector);
    const best = nearest(cosines);
    const tenth = (best.at(-1) ?? 0) - 1e-6; // rounding of 32-bit floats
    found += index.nearest(vector, NEIGHBOURS).filter(({ pair }) => (cosines[pair] ?? -1) >= tenth).length;
    wanted += best.length;
  }
  return (100 * found) / wanted;
}

/** Brute force: the cosine of every pair, that of its better language, with a vector. */
function exactSearch(index: Index): (vector: Float32Array) => Float32Array {
  const rows = index.pairs.flatMap((_, pair) =>
    index.membersOf(pair).map((member) => ({ pair, vector: index.vectorOf(member) })),
  );
  return (query) => {
    const cosines = new Float32Array(index.pairs.length).fill(-1);
    for (const { pair, vector } of rows) cosines[pair] = Math.max(cosines[pair] ?? -1, dot(query, vector));
    return cosines;
  };
}

/** The highest of all cosines, highest first. */
function nearest(cosines: Float32Array): number[] {
  const best: number[] = [];
  for (const cosine of cosines) {
    if (best.length === NEIGHBOURS && cosine <= (best.at(-1) ?? -1)) continue;
    const place = best.findIndex((other) => cosine > other);
    best.splice(place < 0 ? best.length : place, 0, cosine);
    best.length = Math.min(best.length, NEIGHBOURS);
  }
  return best;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
