import type { Phrases } from '../i18n/en.js';
import { describeFailure } from '../terminal/session.js';

/** What a check looks at. */
export type Check =
  | 'node'
  | 'settings'
  | 'addon'
  | 'encoder'
  | 'reader'
  | 'corpus'
  | 'index'
  | 'disk'
  | 'postgres'
  | 'migrations'
  | 'shards'
  | 'token'
  | 'intents'
  | 'permissions'
  | 'commands'
  | 'clock';

/**
 * How it is: well; working, with something to look at; to be mended; or not looked at, which is never taken for well.
 */
export type State = 'ok' | 'attention' | 'broken' | 'unchecked';

/** What a check found, in a line that says what to do about it. */
export interface Finding {
  readonly check: Check;
  readonly state: State;
  readonly text: string;
}

/** What some work gave, or the error that it ended in. */
export type Attempt<T> = { readonly value: T } | { readonly error: unknown };

/** Does some work whatever becomes of it. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

/** What there is to say of some work: of what it gave, or of why it failed. */
export function findingOf<T>(
  check: Check,
  tried: Attempt<T>,
  phrases: Phrases,
  say: (value: T) => string | Omit<Finding, 'check'>,
): Finding {
  if ('error' in tried) return { check, state: 'broken', text: describeFailure(tried.error, phrases) };
  const said = say(tried.value);
  return { check, ...(typeof said === 'string' ? { state: 'ok', text: said } : said) };
}
