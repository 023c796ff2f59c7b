import type { BotConfig } from '../bot-config.js';
import type { Language } from '../corpus/document.js';
import type { Phrases } from '../i18n/en.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Libraries, Library, Origin } from '../service/library.js';
import type { Queue } from '../service/queue.js';
import type { RateLimits } from '../service/rate-limits.js';
import type { Store } from '../store/store.js';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';
import type { Quizzes } from './quiz/quizzes.js';

/** What every question asked on Discord meets. */
export interface Service {
  readonly config: BotConfig;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: RateLimits;
  readonly queue: Queue;
  readonly store: Store;
  readonly quizzes: Quizzes;
  /** Reads the corpus as it is now, or what was published last, and answers from that; see `createRenewal`. */
  readonly renew: (origin?: Origin) => Promise<Library>;
  /** What there is to ask, by what people may read: see `libraryFor`. Null until the corpus is read and indexed. */
  libraries: Libraries | null;
  /** When the corpus could no longer be read or indexed; null while it can. */
  buildFailure: Date | null;
  /** Whether the bot is leaving, and takes no more questions. */
  closing: boolean;
}

export type { Libraries, Library } from '../service/library.js';

/** The language Verbatim speaks to someone whose Discord speaks `locale`: French for French, English for all else. */
export function languageOf(locale: string): Language {
  return locale.startsWith('fr') ? 'fr' : 'en';
}

/** What Verbatim says to someone whose Discord speaks `locale`. */
export function phrasesOf(locale: string): Phrases {
  return phrasesFor(languageOf(locale));
}
