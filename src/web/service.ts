import type { Renewed } from '../service/library.js';
import type { QuestionMetrics } from '../service/metrics.js';
import type { Queue } from '../service/queue.js';
import type { RateLimits } from '../service/rate-limits.js';
import type { WebConfig } from '../web-config.js';

/** How a question reached the web page: its form, or the JSON API. */
export type Way = 'page' | 'api';

/** What every request meets. */
export interface WebService extends Renewed {
  readonly config: WebConfig;
  readonly metrics: QuestionMetrics<Way>;
  readonly limits: RateLimits;
  /** How often the token may be typed. */
  readonly attempts: RateLimits;
  readonly queue: Queue;
  /** Tells the operator of an error that nobody foresaw. */
  readonly onError: (error: unknown) => void;
  /** Whether the server is leaving, and takes no more questions. */
  closing: boolean;
}
