import type { Failure } from '../failure.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** How often it is looked whether npm is still there, in milliseconds. */
const PARENT_LOOK = 1_000;
/** Exit status of a service that was told twice. */
const FORCED = 130;

/** How a service is told to leave. */
export interface Ending {
  /** Fulfilled once it is told to leave; rejected when it cannot go on. */
  readonly ended: Promise<void>;
  readonly fail: (failure: Failure) => void;
  /** Signals are no longer listened for. */
  readonly stopListening: () => void;
}

/** Listens for the first signal to leave; the second ends the process at once. npm passes no SIGTERM on to what it started: that npm is gone counts as one. */
export function createEnding(onLeaving: () => void): Ending {
  let end = (): void => {};
  let fail = (_: Failure): void => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(FORCED);
    asked = true;
    onLeaving();
    end();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const parent = process.env['npm_lifecycle_event'] === undefined ? null : process.ppid;
  const look = setInterval(() => {
    if (parent !== null && process.ppid !== parent && !asked) onSignal();
  }, PARENT_LOOK);
  const stopListening = (): void => {
    clearInterval(look);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  return { ended, fail, stopListening };
}
