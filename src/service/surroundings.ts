import type { Phrases } from '../i18n/en.js';
import type { OpenEngine } from './library.js';

/** How a service gets its engine, and where it tells its operator how it is doing. */
export interface Surroundings {
  readonly phrases: Phrases;
  readonly tell: (line: string) => void;
  readonly openEngine: OpenEngine;
  /** Tells of changes to what an engine is opened over, once this is fulfilled and until the signal is aborted. */
  readonly watch: (listeners: WatchListeners, signal: AbortSignal) => Promise<void>;
}

/** What is told of what an engine is opened over. */
export interface WatchListeners {
  readonly onChange: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Postgres is away, and why; or with null, is back. Told once. */
  readonly onAway: (error: unknown) => void;
}
