import { createHmac } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { BotConfig } from '../bot-config.js';
import type { AnsweredQuestion } from './metrics.js';

/** The log of the bot: lines of JSON that hold no token, and of people only what {@link Log.hash} makes of an id. */
export interface Log extends Logger {
  /**
   * Twelve hexadecimal characters for an id of Discord: always the same while the bot's token is, and of
   * no use to anybody without it.
   */
  hash(id: string): string;
  /** Whether the text of questions is logged. */
  readonly showsQuestions: boolean;
}

/** Stands where a secret stood. */
const HIDDEN = '[hidden]';

/** Causes of causes that are logged; a cause may lead back to its error. */
const DEEPEST_CAUSE = 5;

/** A key that holds a secret, with its value, in JSON. */
const SECRET_KEY = /"(token|authorization|discord_token)":"(?:[^"\\]|\\.)*"/gi;

/** The token in the address of an interaction or a webhook, with which anybody could answer in the bot's place. */
const SECRET_ADDRESS = /\/(interactions|webhooks)\/(\d+)\/[\w.~%-]+/g;

/** @param destination where the lines go; standard output, at once, when absent */
export function createLog(
  settings: Pick<BotConfig, 'token' | 'logLevel' | 'logQuestions'>,
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Log {
  const { token, logLevel, logQuestions } = settings;
  const logger = pino(
    {
      level: logLevel,
      // Neither process id nor host name: whatever runs the bot knows them.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: (error) => describeError(error), error: (error) => describeError(error) },
      // On the finished line, so that no depth of objects and no error's message hides a secret from it.
      hooks: { streamWrite: (line) => withoutSecrets(line, token) },
    },
    destination,
  );
  const hash = (id: string): string => createHmac('sha256', token).update(id).digest('hex').slice(0, 12);
  return Object.assign(logger, { hash, showsQuestions: logQuestions });
}

function withoutSecrets(line: string, token: string): string {
  return line
    .replaceAll(token, HIDDEN)
    .replace(SECRET_KEY, `"$1":"${HIDDEN}"`)
    .replace(SECRET_ADDRESS, `/$1/$2/${HIDDEN}`);
}

/** What of an error is logged. The body of a refused request is not: it holds what was asked and answered. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const extra = Object.fromEntries(
    ['code', 'status', 'method', 'url'].flatMap((key) => {
      const value: unknown = Reflect.get(error, key);
      return typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [];
    }),
  );
  const causeOf =
    cause === undefined || depth === DEEPEST_CAUSE ? {} : { cause: describeError(cause, depth + 1) };
  return { name, message, ...extra, stack, ...causeOf };
}

/** A question that was answered, as it is logged. */
export interface LoggedQuestion extends AnsweredQuestion {
  /** Id of whoever asked. */
  readonly user: string;
  /** Id of the server; null outside of one. */
  readonly guild: string | null;
  /** Id of the channel; null when Discord does not tell. */
  readonly channel: string | null;
  /** 0–1; null when the engine was not asked, or failed. */
  readonly confidence: number | null;
  /** Milliseconds from its arrival to its acknowledgement; null for what needs none. */
  readonly ackMs: number | null;
  readonly text: string;
}

/** Writes the one line of a question: ids hashed, its text only when the settings say so. */
export function questionLogged(log: Log, question: LoggedQuestion): void {
  const { user, guild, channel, way, language, verdict, confidence, ms, ackMs, text } = question;
  const hashed = (id: string | null): string | null => (id === null ? null : log.hash(id));
  log.info({
    event: 'question',
    user: hashed(user),
    guild: hashed(guild),
    channel: hashed(channel),
    way,
    language,
    verdict,
    confidence: rounded(confidence, 2),
    ms: rounded(ms, 1),
    ackMs: rounded(ackMs, 1),
    ...(log.showsQuestions ? { text } : {}),
  });
}

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}
