import { basename } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from './corpus/document.js';
import { type Environment, pathHere, readText } from './environment.js';
import { Failure } from './failure.js';
import { POOLINGS } from './models/families.js';

/** More than any encoder reads. */
const MOST_TOKENS = 100_000;

/** Ten questions a second of one person: as good as no limit. */
const MOST_PER_10_SECONDS = 100;
const MOST_PER_HOUR = 36_000;

/** Those waiting are held in memory. */
const MOST_IN_FLIGHT = 100_000;

const LAST_PORT = 65_535;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How much may be asked. */
export interface QuestionLimits {
  /** The most questions that one person, or one address, may ask within ten seconds. */
  readonly questionsPer10Seconds: number;
  /** The most questions that one person, or one address, may ask within an hour. */
  readonly questionsPerHour: number;
  /** The most questions of all together that may wait or be worked on. */
  readonly questionsInFlight: number;
}

/** Some of the shards that Discord deals a bot's servers to. */
export interface ShardBlock {
  readonly ids: readonly number[];
  /** How many shards there are in all. */
  readonly count: number;
}

const text = z.string().min(1).optional();

/** The variables read, and what each may hold; `.env.example` says what they mean. */
export const Variables = z.object({
  CORPUS: text,
  INDEX: text,
  STATE: text,
  STORE: text.refine(isPostgresUrl),
  STORE_FILE: text,
  VERBATIM_LANG: z.enum(LANGUAGES).optional(),
  EMBEDDING_MODEL: text,
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  EMBEDDING_POOLING: z.enum(POOLINGS).optional(),
  EMBEDDING_MAX_TOKENS: z.coerce.number().int().min(1).max(MOST_TOKENS).optional(),
  READER_MODEL: text,
  MODEL_CACHE: text,
  HF_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  HF_TOKEN: text,
  HF_TOKEN_FILE: text,
});

const snowflake = z.string().regex(/^\d{17,20}$/);

/** How much may be asked, of the bot and of the web page. */
const LIMITS = {
  QUESTIONS_PER_10_SECONDS: wholeNumber(1, MOST_PER_10_SECONDS).default(5),
  QUESTIONS_PER_HOUR: wholeNumber(1, MOST_PER_HOUR).default(60),
  MAX_QUESTIONS_IN_FLIGHT: wholeNumber(1, MOST_IN_FLIGHT).default(500),
};

/** The variables that only the web page reads. */
export const WebVariables = z.object({
  // As many characters as cannot be guessed, and such as a header can hold.
  WEB_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/)
    .optional(),
  WEB_TOKEN_FILE: text,
  ...LIMITS,
});

/** The variables that only the bot on Discord reads. */
export const BotVariables = z.object({
  DISCORD_TOKEN: z.string().refine(isBotToken),
  DISCORD_TOKEN_FILE: text,
  DISCORD_CLIENT_ID: snowflake.optional(),
  DISCORD_GUILD_ID: snowflake.optional(),
  CORPUS_SERVERS: z
    .string()
    .transform((ids) => ids.split(/[\s,]+/).filter((id) => id !== ''))
    .pipe(z.array(snowflake).min(1))
    .optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/ }).default('https://discord.com/api'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_QUESTIONS: z.enum(['0', '1']).default('0'),
  ...LIMITS,
  SHARDS: text.refine((shards) => shards === undefined || shardsIn(shards) !== null),
  STATUS_PORT: wholeNumber(0, LAST_PORT).optional(),
  STATUS_HOST: z.string().default('127.0.0.1'),
});

/** What each variable that can be wrong may hold, in no language. */
const ALLOWED: Readonly<Record<string, string>> = {
  DISCORD_TOKEN: '….….…',
  DISCORD_CLIENT_ID: '12345678901234567…',
  DISCORD_GUILD_ID: '12345678901234567…',
  CORPUS_SERVERS: '12345678901234567…, 12345678901234567…',
  DISCORD_API_URL: 'https://… | http://…',
  LOG_LEVEL: LOG_LEVELS.join(' | '),
  LOG_QUESTIONS: '0 | 1',
  QUESTIONS_PER_10_SECONDS: `1 – ${MOST_PER_10_SECONDS}`,
  QUESTIONS_PER_HOUR: `1 – ${MOST_PER_HOUR}`,
  MAX_QUESTIONS_IN_FLIGHT: `1 – ${MOST_IN_FLIGHT}`,
  SHARDS: '0-3/8 | 5/8 | */8 (STORE)',
  STATUS_PORT: `0 – ${LAST_PORT}`,
  STORE: 'postgres://user:password@host:5432/database',
  WEB_TOKEN: 'A–Z a–z 0–9 …, ≥ 16',
  VERBATIM_LANG: LANGUAGES.join(' | '),
  EMBEDDING_POOLING: POOLINGS.join(' | '),
  EMBEDDING_MAX_TOKENS: `1 – ${MOST_TOKENS}`,
  HF_ENDPOINT: 'https://…',
};

/** Variables that are shown to nobody, right or wrong. */
const SECRET = new Set(['DISCORD_TOKEN', 'HF_TOKEN', 'STORE', 'WEB_TOKEN']);

/** Variables whose emptiness says something: no prefix at all. Any other empty one counts as unset. */
const MAY_BE_EMPTY = new Set(['EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX']);

/** The names of all settings. */
export function settingNames(): string[] {
  return [Variables, BotVariables, WebVariables].flatMap(({ shape }) => Object.keys(shape));
}

/** How much may be asked, as those variables have it. */
export function questionLimitsOf(variables: z.infer<z.ZodObject<typeof LIMITS>>): QuestionLimits {
  return {
    questionsPer10Seconds: variables.QUESTIONS_PER_10_SECONDS,
    questionsPerHour: variables.QUESTIONS_PER_HOUR,
    questionsInFlight: variables.MAX_QUESTIONS_IN_FLIGHT,
  };
}

/**
 * The environment with a secret that stands in a file of its own, as those of Docker and systemd do, where
 * `<name>_FILE` names one.
 *
 * @throws Failure `file-unreadable`; `config-invalid` when the secret is given in both ways.
 */
export function withSecret(
  env: Environment,
  name: 'DISCORD_TOKEN' | 'HF_TOKEN' | 'STORE' | 'WEB_TOKEN',
): Environment {
  const file = env[`${name}_FILE`];
  if (!file) return env;
  if (env[name]) {
    throw new Failure('config-invalid', { problems: `  ${name}, ${name}_FILE: ${name} | ${name}_FILE` });
  }
  // A token that was put where its file belongs is not to be shown as a path.
  if (isBotToken(basename(file)) || basename(file).startsWith('hf_') || /postgres(?:ql)?:\//.test(file)) {
    throw new Failure('config-invalid', { problems: `  ${name}_FILE=***: /…/…` });
  }
  const secret = readText(pathHere(file)).trim();
  if (secret === '') throw new Failure('file-unreadable', { file: pathHere(file), reason: 'ENODATA' });
  return { ...env, [name]: secret };
}

/** The environment without the variables that are empty and so count as unset. */
export function inUse(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== '' || MAY_BE_EMPTY.has(name)),
  );
}

/** The variables that cannot be used, each once. */
export function unusable(variables: z.ZodType, env: Environment): string[] {
  const { error } = variables.safeParse(inUse(env));
  return [...new Set(error?.issues.map(({ path }) => String(path[0])))];
}

/** A line for each of the variables, with what it holds and what it may hold; a secret is hidden, wherever it is. */
export function problemsOf(names: readonly string[], env: Environment): string {
  const shown = (name: string): string => {
    const value = env[name] ?? '';
    return value !== '' && (SECRET.has(name) || isBotToken(value)) ? '***' : value;
  };
  return names.map((name) => `  ${name}=${shown(name)}: ${ALLOWED[name] ?? '…'}`).join('\n');
}

/** The blocks of shards that are named: `0-3/8` is one of four, `5/8` one of one, `*` + `/8` eight of one; null for anything else. */
export function shardsIn(text: string): ShardBlock[] | null {
  const [, first, last = first, total = ''] = /^(?:(\d{1,4})(?:-(\d{1,4}))?|\*)\/(\d{1,4})$/.exec(text) ?? [];
  const count = Number(total);
  const all = Array.from({ length: count }, (_, id) => id);
  if (first === undefined) return count === 0 ? null : all.map((id) => ({ ids: [id], count }));
  const ids = all.filter((id) => id >= Number(first) && id <= Number(last));
  return ids.length > 0 && Number(last) < count ? [{ ids, count }] : null;
}

/** A variable that holds a whole number, in digits alone. */
function wholeNumber(least: number, most: number) {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most));
}

/** Whether this is the address of a Postgres, as `psql` takes it; so is none at all. */
function isPostgresUrl(url = 'postgres:'): boolean {
  return URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol);
}

/** Whether this has the form of a bot token: three parts in base64url, the first of them the bot's id. */
function isBotToken(token: string): boolean {
  const [id] = /^[\w-]+(?=\.[\w-]+\.[\w-]+$)/.exec(token) ?? [];
  return id !== undefined && /^\d{17,20}$/.test(Buffer.from(id, 'base64url').toString('latin1'));
}
