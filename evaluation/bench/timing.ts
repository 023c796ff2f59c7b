import type { AskOptions } from '../../src/search/engine.js';

/** A question to be timed. */
export interface Asked {
  readonly question: string;
  /** Made anew for every time it is asked: a conversation is changed by its questions. */
  readonly options: () => AskOptions;
}

/** Rounds in which all questions are asked. */
export const ROUNDS = 5;

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Does each piece of work once, beginning with another at every turn: none is always the first, or the last. */
export async function byTurns(works: readonly (() => Promise<void>)[], turn: number): Promise<void> {
  for (let i = 0; i < works.length; i++) await works[(turn + i) % works.length]?.();
}
