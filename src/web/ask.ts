import type { Language } from '../corpus/document.js';
import type { Answer } from '../search/answer.js';
import type { Engine } from '../search/engine.js';
import type { Refused } from '../service/metrics.js';
import { Refusal, refusalFor } from './refusal.js';
import type { Way, WebService } from './service.js';

/** Seconds after which to come back, where the queue cannot tell. */
const LOADING_SECONDS = 10;
const CLOSING_SECONDS = 60;

/** A question, and whom it comes from. */
export interface Asked {
  readonly question: string;
  readonly way: Way;
  /** See `clientOf`. */
  readonly client: string;
  /** Language to answer in; that of the question when null. */
  readonly language: Language | null;
  /** Language of the page. */
  readonly locale: Language;
  /** Most quotes. */
  readonly limit: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Puts a question to the engine in its asker's turn, unless it is refused; gives the engine that answered, too.
 *
 * @throws Refusal
 */
export async function ask(asked: Asked, service: WebService): Promise<{ answer: Answer; engine: Engine }> {
  const { queue, metrics } = service;
  const { question, way, client, language, locale, limit, signal } = asked;
  const started = performance.now();
  const counted = (verdict: Parameters<typeof metrics.answered>[0]['verdict'], told: Language | null) =>
    metrics.answered({ way, verdict, language: told, ms: performance.now() - started });
  try {
    const { engine } = await admitted(client, service);
    const answer = await queue.run(client, async () => {
      // Whoever has gone away, or asked anew, is not to hold up the others.
      signal.throwIfAborted();
      return engine.ask(question, { limit, locale, ...(language === null ? {} : { language }) });
    });
    counted(answer.intent === 'question' ? answer.verdict : answer.intent, answer.language);
    return { answer, engine };
  } catch (error) {
    const refusal = refusalFor(error);
    const { trouble } = refusal;
    if (trouble === 'failed') {
      if (!signal.aborted) {
        counted('failed', null);
        service.onError(error);
      }
    } else if (isRefused(trouble)) metrics.refused(trouble);
    throw refusal;
  }
}

/** What answers a client now; its question then counts among those of its address. */
async function admitted(client: string, { closing, libraries, queue, limits }: WebService) {
  if (closing) throw new Refusal('closing', CLOSING_SECONDS);
  if (libraries === null) throw new Refusal('loading', LOADING_SECONDS);
  if (queue.isFull()) throw new Refusal('busy', Math.ceil(queue.expectedWaitMs(client) / 1000));
  const turn = await limits.take(client);
  if (turn.allowed) return libraries.whole;
  throw new Refusal('rate', Math.max(1, Math.ceil((turn.retryAt.getTime() - Date.now()) / 1000)));
}

function isRefused(trouble: string): trouble is Refused {
  return ['closing', 'loading', 'rate', 'busy'].includes(trouble);
}
