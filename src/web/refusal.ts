import { Failure } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import type { Trouble } from '../i18n/web-en.js';

const STATUS = {
  rate: 429,
  busy: 503,
  loading: 503,
  closing: 503,
  'not-found': 404,
  'no-passage': 404,
  'too-large': 413,
  'not-json': 415,
  invalid: 400,
  host: 421,
  'signed-out': 401,
  failed: 500,
} as const satisfies Record<Trouble, number>;

/** Why a request is refused; its phrases stand in `i18n/web-en.ts`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly trouble: Trouble,
    /** Seconds after which to try again; null when that would change nothing. */
    readonly retryAfter: number | null = null,
  ) {
    super(trouble);
  }

  get status() {
    return STATUS[this.trouble];
  }

  /** What happened, and what to do. */
  said({ web }: Phrases): { title: string; advice: string } {
    const { trouble, retryAfter } = this;
    const advice = retryAfter === null ? (web.advice[trouble] ?? '') : web.again(retryAfter);
    return { title: web.troubles[trouble], advice };
  }
}

/** The refusal that anything thrown comes to; `failed` for what nobody foresaw. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = error instanceof Failure ? error.code : null;
  if (code === 'questions-full') return new Refusal('busy', 5);
  if (code === 'questions-closed') return new Refusal('closing', 60);
  return new Refusal('failed');
}
