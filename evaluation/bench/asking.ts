import type { AskOptions, AskStage, Engine } from '../../src/search/engine.js';
import { type Figure, percentile, summarise, type Target } from './report.js';

/** A question to be timed. */
export interface Timed {
  readonly question: string;
  readonly options: AskOptions;
}

/** An engine over the same corpus, asked by turns with the others. */
export interface Contender {
  readonly name: string;
  readonly engine: Pick<Engine, 'ask'>;
  /** Most passages to quote: more than are read means that all are read. */
  readonly limit: number;
  readonly targets?: { readonly p50?: Target; readonly p95: Target };
}

const STAGES: readonly AskStage[] = ['understand', 'embed', 'search', 'read', 'quote'];

/**
 * Times questions never asked before, each of every contender, beginning with another at every turn; the first contender by stage.
 *
 * @param warmUp other questions, asked first and not timed
 */
export async function measureAsking(
  contenders: readonly Contender[],
  warmUp: readonly Timed[],
  asked: readonly Timed[],
): Promise<Figure[]> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const stages = new Map(STAGES.map((stage) => [stage, [] as number[]]));
  async function ask({ name, engine, limit }: Contender, { question, options }: Timed): Promise<void> {
    const started = performance.now();
    let last = started;
    const onStage = (stage: AskStage) => {
      const now = performance.now();
      if (name === contenders[0]?.name) stages.get(stage)?.push(now - last);
      last = now;
    };
    await engine.ask(question, { ...options, limit, onStage });
    times.get(name)?.push(performance.now() - started);
  }
  for (const each of warmUp) for (const contender of contenders) await ask(contender, each);
  for (const list of [...times.values(), ...stages.values()]) list.length = 0;
  for (const [turn, each] of asked.entries()) {
    for (let i = 0; i < contenders.length; i++) {
      const contender = contenders[(turn + i) % contenders.length];
      if (contender !== undefined) await ask(contender, each);
    }
  }
  const ms = (name: string, values: readonly number[], percent: number, target?: Target): Figure => ({
    name: `${name}, p${percent}`,
    unit: 'ms',
    measure: summarise(percentile(values, percent)),
    target,
  });
  return [
    ...contenders.flatMap(({ name, targets }) => {
      const values = times.get(name) ?? [];
      return [ms(name, values, 50, targets?.p50), ms(name, values, 95, targets?.p95)];
    }),
    ...STAGES.map((stage) => ms(`of which ${stage}`, stages.get(stage) ?? [], 50)),
  ];
}
