import type { Answer } from '../search/answer.js';
import type { Outcome } from '../service/metrics.js';
import { questionLogged } from './log.js';
import type { Way } from './metrics.js';
import type { Service } from './service.js';

/** Where a question came from. */
export interface Place {
  readonly way: Way;
  /** User id. */
  readonly asker: string;
  readonly guild: string | null;
  readonly channel: string | null;
  /** When it came in (`performance.now()`). */
  readonly received: number;
}

/** What came of a question. */
export interface Result {
  readonly text: string;
  /** Null when the engine failed. */
  readonly answer: Pick<Answer, 'verdict' | 'intent' | 'language' | 'confidence'> | null;
  /** Milliseconds until Discord was told something; null for what needs no acknowledgement. */
  readonly ackMs: number | null;
}

/** Counts and logs a question that was answered, or that failed. */
export function recordQuestion(place: Place, { text, answer, ackMs }: Result, service: Service): void {
  const ms = performance.now() - place.received;
  const question = {
    way: place.way,
    verdict: outcomeOf(answer),
    language: answer?.language ?? null,
    ms,
  };
  service.metrics.answered(question);
  questionLogged(service.log, {
    ...question,
    user: place.asker,
    guild: place.guild,
    channel: place.channel,
    confidence: answer?.confidence ?? null,
    ackMs,
    text,
  });
}

function outcomeOf(answer: Result['answer']): Outcome {
  if (answer === null) return 'failed';
  return answer.intent === 'question' ? answer.verdict : answer.intent;
}
