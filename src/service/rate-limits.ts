import { setTimeout as sleep } from 'node:timers/promises';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Postgres } from '../postgres/connect.js';
import type { QuestionLimits } from '../settings.js';

/** How long Postgres may take to count, in milliseconds: whoever asks waits for it. */
const PATIENCE = 500;

export type Turn =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** When a question is taken again, in whole seconds: Discord shows no others. */
      readonly retryAt: Date;
      /** Whether this is the first refusal of this wait: what is told in public is told once. */
      readonly firstTime: boolean;
    };

/** How often each person may ask. Counts are in memory, or in a Postgres that is shared, and are forgotten when their time is over. */
export interface RateLimits {
  /** Counts a question of a person, unless there were too many: a refused one does not count. */
  take(userId: string): Promise<Turn>;
}

/**
 * Ten seconds, and an hour, begin with the first question counted in them.
 *
 * @param postgres that other processes count in too; while it does not answer, each counts for itself
 */
export function createRateLimits(
  settings: Pick<QuestionLimits, 'questionsPer10Seconds' | 'questionsPerHour'>,
  postgres: Pick<Postgres, 'query'> | null = null,
): RateLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    postgres === null
      ? new RateLimiterMemory({ points, duration })
      : sharedLimiter(postgres, { keyPrefix, points, duration });
  const burst = limiter('burst', settings.questionsPer10Seconds, 10);
  const hourly = limiter('hour', settings.questionsPerHour, 3600);
  const refusals = limiter('refused', 1, 3600);

  async function take(userId: string): Promise<Turn> {
    // Looked at before anything is counted, so that a refusal says when both limits are over.
    const wait =
      Math.max(await waitOf(burst, userId), await waitOf(hourly, userId)) ||
      (await count(burst, userId)) ||
      (await count(hourly, userId));
    if (wait === 0) return { allowed: true };
    const firstTime = (await count(refusals, userId, wait)) === 0;
    // Rounded up: whoever comes back at the second they were told is not refused again.
    const retryAt = new Date(Math.ceil((Date.now() + wait) / 1000) * 1000);
    return { allowed: false, retryAt, firstTime };
  }

  return { take };
}

function sharedLimiter(
  postgres: Pick<Postgres, 'query'>,
  options: { readonly keyPrefix: string; readonly points: number; readonly duration: number },
): RateLimiterPostgres {
  const query: Postgres['query'] = (statement) =>
    Promise.race([
      postgres.query(statement),
      sleep(PATIENCE, undefined, { ref: false }).then(() => {
        throw new Error('no answer in time');
      }),
    ]);
  const insuranceLimiter = new RateLimiterMemory(options);
  const storeClient = { query };
  const table = { tableName: 'rateLimit', tableCreated: true, storeType: 'client' };
  return new RateLimiterPostgres({ ...options, ...table, storeClient, insuranceLimiter });
}

/** Milliseconds until a limit has room; 0 when it has. Counts nothing. */
async function waitOf(limiter: RateLimiterAbstract, key: string): Promise<number> {
  const state = await limiter.get(key);
  return state === null || state.remainingPoints > 0 ? 0 : Math.max(0, state.msBeforeNext);
}

/**
 * Counts one. Milliseconds until there is room when there is none, else 0.
 *
 * @param ms how long a first count lasts; as long as the limiter says when absent
 */
async function count(
  limiter: RateLimiterAbstract,
  key: string,
  ms = 1000 * limiter.duration,
): Promise<number> {
  try {
    await limiter.consume(key, 1, { customDuration: ms / 1000 });
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
}
