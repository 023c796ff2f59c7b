import type { AskStage, Engine } from '../../src/search/engine.js';
import { exactSearch, nearest } from './brute-force.js';
import { type Figure, percentile, summarise, type Target } from './report.js';
import { type Asked, byTurns, ROUNDS, timed } from './timing.js';

/** What a question should take, in milliseconds. */
export interface AskingTargets {
  readonly p50?: Target;
  readonly p95?: Target;
}

/** The stages of the way of a question, as the report names them. */
const STAGES: readonly (readonly [AskStage, string])[] = [
  ['understand', 'understanding'],
  ['embed', 'embedding'],
  ['search', 'search: retrieving'],
  ['rank', 'search: reading and ranking'],
  ['judge', 'judging'],
  ['quote', 'quoting'],
];

/** Milliseconds that one question took the engine, in all and by stage, and the limits. */
interface Sample {
  engine: number;
  readonly stages: Partial<Record<AskStage, number>>;
  bruteForce: number;
  encoder: number;
}

/**
 * Times questions put to a warm engine: once as it first meets them, then in rounds, by stage, each
 * question beside two limits in an order that turns: the encoder alone, and the dot product of the
 * question’s vector, already known, with every vector.
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
    const vector = await embedder.embedQuery(question);
    const given = options();
    const times: Sample = { engine: 0, stages: {}, bruteForce: 0, encoder: 0 };
    const ask = async () => {
      let last = performance.now();
      const onStage = (stage: AskStage) => {
        const now = performance.now();
        times.stages[stage] = now - last;
        last = now;
      };
      times.engine = await timed(() => engine.ask(question, { ...given, onStage }));
    };
    const compare = async () => {
      times.bruteForce = await timed(() => nearest(exact(vector)));
    };
    const encode = async () => {
      times.encoder = await timed(() => embedder.embedQuery(question));
    };
    await byTurns([ask, compare, encode], turn);
    return times;
  }

  const rounds: Sample[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const samples: Sample[] = [];
    for (const [i, one] of asked.entries()) samples.push(await sample(one, round + i));
    rounds.push(samples);
  }
  return figuresOf(first, rounds, targets);
}

function figuresOf(first: readonly number[], rounds: readonly Sample[][], targets: AskingTargets): Figure[] {
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
    {
      ...ms('question asked again', 50, ({ engine }) => engine, targets.p50),
      curve: { plot: 'question', name: 'Verbatim' },
    },
    ms('question asked again', 95, ({ engine }) => engine, targets.p95),
    ms('question asked again', 99, ({ engine }) => engine),
    ...STAGES.flatMap(([stage, name]) =>
      [50, 95, 99].map((percent) => ms(`of which ${name}`, percent, (each) => each.stages[stage] ?? 0)),
    ),
    {
      ...ms('limit: brute-force dot product', 50, ({ bruteForce }) => bruteForce),
      curve: { plot: 'question', name: 'limit: dot products' },
    },
    ms('limit: encoder alone', 50, ({ encoder }) => encoder),
    {
      name: 'engine ÷ brute-force dot product',
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
