import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { Failure } from '../failure.js';

export interface QueueSettings {
  /** Jobs that may wait or run, of all users together. */
  readonly most: number;
}

/**
 * Jobs that use the one thread there is, run one after the other. Users take turns, so that one with many
 * jobs waiting holds nobody else up; the jobs of one user keep their order. Between two jobs the event
 * loop gets to read and write: what was asked meanwhile is acknowledged.
 */
export interface Queue {
  /**
   * Runs a job in its user's turn, and gives its result.
   *
   * @throws Failure `questions-full` or `questions-closed` when it is refused.
   */
  run<T>(user: string, job: () => Promise<T>): Promise<T>;
  /** Whether a job would be refused. */
  isFull(): boolean;
  /** Milliseconds that a job handed in now would take to end, its own time included, as far as can be told. */
  expectedWaitMs(user: string): number;
  readonly waiting: number;
  /** 0 or 1. */
  readonly running: number;
  /** Refuses new jobs; ends with the last of those taken. */
  close(): Promise<void>;
}

/** Runs a job. Never fails: it gives what hands the job's result or error to whoever waits for it. */
type Run = () => Promise<() => void>;

/** Milliseconds that a job is taken to last before one was seen. */
const FIRST_GUESS = 50;

/** Part of the newest job in the mean time of a job. */
const WEIGHT_OF_NEWEST = 0.2;

export function createQueue({ most }: QueueSettings): Queue {
  /** By user, in the order of their turns; nobody without jobs. */
  const turns = new Map<string, Run[]>();
  let waiting = 0;
  /** When the job that runs began (`performance.now()`), or null when none does. */
  let startedAt: number | null = null;
  let meanMs: number | null = null;
  let closed = false;
  let active = false;
  /** Fulfilled when there is nothing to do. */
  let emptied: Promise<void> = Promise.resolve();

  const inFlight = (): number => waiting + (startedAt === null ? 0 : 1);

  function run<T>(user: string, job: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new Failure('questions-closed', {}));
    if (inFlight() >= most) return Promise.reject(new Failure('questions-full', { most }));
    const result = new Promise<T>((resolve, reject) => {
      const start: Run = async () => {
        try {
          const value = await job();
          return () => resolve(value);
        } catch (error) {
          return () => reject(error);
        }
      };
      turns.set(user, [...(turns.get(user) ?? []), start]);
    });
    waiting++;
    if (!active) {
      active = true;
      emptied = empty();
    }
    return result;
  }

  async function empty(): Promise<void> {
    for (;;) {
      await yieldToEvents();
      const start = next();
      if (start === null) break;
      startedAt = performance.now();
      const settle = await start();
      const took = performance.now() - startedAt;
      meanMs = meanMs === null ? took : meanMs + WEIGHT_OF_NEWEST * (took - meanMs);
      startedAt = null;
      settle();
    }
    active = false;
  }

  /** Takes the first job of the user whose turn it is, and puts the user last. */
  function next(): Run | null {
    for (const [user, [start, ...others]] of turns) {
      turns.delete(user);
      if (others.length > 0) turns.set(user, others);
      if (start === undefined) continue;
      waiting--;
      return start;
    }
    return null;
  }

  function expectedWaitMs(user: string): number {
    const own = turns.get(user)?.length ?? 0;
    let before = own;
    for (const [other, theirs] of turns) if (other !== user) before += Math.min(theirs.length, own + 1);
    // A job that runs for longer than the mean says that the mean is too low.
    const elapsed = startedAt === null ? 0 : performance.now() - startedAt;
    const each = Math.max(meanMs ?? FIRST_GUESS, elapsed);
    return each * (before + 1) + (startedAt === null ? 0 : each - elapsed);
  }

  return {
    run,
    expectedWaitMs,
    isFull: () => closed || inFlight() >= most,
    get waiting() {
      return waiting;
    },
    get running() {
      return startedAt === null ? 0 : 1;
    },
    close: () => {
      closed = true;
      return emptied;
    },
  };
}
