import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from './corpus/document.js';
import {
  cacheFolder,
  type Environment,
  modelFrom,
  PROJECT_ROOT,
  pathFrom,
  readText,
  settingsFile,
  stateHome,
} from './environment.js';
import { Failure } from './failure.js';
import type { ModelSettings } from './models/encoder.js';
import { POOLINGS } from './models/families.js';
import type { ReaderSettings } from './models/reader.js';

const DEFAULT_CORPUS = join(PROJECT_ROOT, 'corpus');
const DEFAULT_MODEL = join(PROJECT_ROOT, 'models', 'verbatim-fr-en');
const DEFAULT_READER = join(PROJECT_ROOT, 'models', 'verbatim-reader');
/** What READER_MODEL says for no reader at all. */
const NO_READER = 'none';

/** More than any encoder reads. */
const MOST_TOKENS = 100_000;

/** Ten questions a second of one person: as good as no limit. */
const MOST_PER_10_SECONDS = 100;
const MOST_PER_HOUR = 36_000;

/** Those waiting are held in memory. */
const MOST_IN_FLIGHT = 100_000;

const LAST_PORT = 65_535;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where everything is, once the command line and the environment are put together. */
export interface Config {
  /** Absolute. */
  readonly corpusFolder: string;
  /** Absolute. */
  readonly indexFolder: string;
  /** Where what people send to the team is kept; absolute. */
  readonly stateFolder: string;
  /** Address of a Postgres, password and all: never to be shown. Null where state and index are in folders alone. */
  readonly postgres: string | null;
  readonly model: ModelSettings;
  /** Null to rank by retrieval alone. */
  readonly reader: ReaderSettings | null;
  /** Language asked for by VERBATIM_LANG. */
  readonly language: Language | null;
}

/** Some of the shards that Discord deals a bot's servers to. */
export interface ShardBlock {
  readonly ids: readonly number[];
  /** How many shards there are in all. */
  readonly count: number;
}

/** The settings of the bot on Discord, beside those of what it answers from. */
export interface BotConfig extends Config {
  /** Bot token; never to be shown. */
  readonly token: string;
  /** Application id; null to take that of the login. */
  readonly clientId: string | null;
  /** The server that commands are deployed to; null for all of Discord. */
  readonly guildId: string | null;
  /** The servers from which the corpus may be changed; null when none is named: see `mayChangeCorpus`. */
  readonly corpusServers: readonly string[] | null;
  /** Where Discord's HTTP API is, without version and final slash. */
  readonly apiUrl: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether the log holds the text of questions. */
  readonly logQuestions: boolean;
  /** The most questions that one person may ask within ten seconds. */
  readonly questionsPer10Seconds: number;
  /** The most questions that one person may ask within an hour. */
  readonly questionsPerHour: number;
  /** The most questions of all people together that may wait or be worked on. */
  readonly questionsInFlight: number;
  /** Blocks of shards, one of which this process serves; null for all shards, as many as Discord wants. */
  readonly shards: readonly ShardBlock[] | null;
  /** Where health and metrics are told; port 0 is any that is free. Null for nowhere. */
  readonly status: { readonly host: string; readonly port: number } | null;
}

/** The settings of the web page, beside those of what it answers from. */
export interface WebConfig extends Config {
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** What whoever asks must have; never to be shown. Null where only this machine can ask. */
  readonly token: string | null;
  /** The most questions that one address may ask within ten seconds. */
  readonly questionsPer10Seconds: number;
  /** The most questions that one address may ask within an hour. */
  readonly questionsPerHour: number;
  /** The most questions of all together that may wait or be worked on. */
  readonly questionsInFlight: number;
}

/** What the command line may say instead of the environment; paths are relative to the working directory. */
export interface Overrides {
  readonly corpus?: string | undefined;
  readonly index?: string | undefined;
  readonly model?: string | undefined;
  readonly store?: string | undefined;
}

const text = z.string().min(1).optional();

/** The variables read, and what each may hold; `.env.example` says what they mean. */
const Variables = z.object({
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
const WebVariables = z.object({
  // As many characters as cannot be guessed, and such as a header can hold.
  WEB_TOKEN: z
    .string()
    .regex(/^[!-~]{16,}$/)
    .optional(),
  WEB_TOKEN_FILE: text,
  ...LIMITS,
});

/** The variables that only the bot on Discord reads. */
const BotVariables = z.object({
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

/**
 * Puts the environment and the command line together.
 *
 * @throws Failure `config-invalid`, with every variable that cannot be used.
 */
export function readConfig(given: Environment, overrides: Overrides = {}): Config {
  const named = overrides.store === undefined ? given : { ...given, STORE: overrides.store, STORE_FILE: '' };
  const env = withSecret(withSecret(named, 'HF_TOKEN'), 'STORE');
  const { success, data: variables } = Variables.safeParse(inUse(env));
  if (!success) throw new Failure('config-invalid', { problems: problemsOf(unusable(Variables, env), env) });
  const corpusFolder = pathHere(overrides.corpus ?? variables.CORPUS ?? DEFAULT_CORPUS);
  const id = modelHere(overrides.model ?? variables.EMBEDDING_MODEL ?? DEFAULT_MODEL);
  const hub = {
    cacheFolder: pathHere(variables.MODEL_CACHE ?? join(cacheFolder(env), 'models')),
    endpoint: variables.HF_ENDPOINT,
    token: variables.HF_TOKEN,
  };
  const isDefault = corpusFolder === DEFAULT_CORPUS && id === DEFAULT_MODEL;
  return {
    corpusFolder,
    indexFolder: pathHere(
      overrides.index ?? variables.INDEX ?? join(indexHome(env), indexName(corpusFolder, id, isDefault)),
    ),
    stateFolder: pathHere(variables.STATE ?? stateHome(env)),
    postgres: variables.STORE ?? null,
    language: variables.VERBATIM_LANG ?? null,
    model: {
      id,
      ...hub,
      queryPrefix: variables.EMBEDDING_QUERY_PREFIX,
      passagePrefix: variables.EMBEDDING_PASSAGE_PREFIX,
      pooling: variables.EMBEDDING_POOLING,
      maxTokens: variables.EMBEDDING_MAX_TOKENS,
    },
    reader:
      variables.READER_MODEL === NO_READER
        ? null
        : { id: modelHere(variables.READER_MODEL ?? DEFAULT_READER), ...hub },
  };
}

/**
 * Puts the environment and the command line together for the bot on Discord.
 *
 * @throws Failure `discord-token-missing` or `discord-token-malformed` when that is all there is to mend;
 *   otherwise `config-invalid`, with every variable that cannot be used.
 */
export function readBotConfig(given: Environment, overrides: Overrides = {}): BotConfig {
  const env = withSecret(given, 'DISCORD_TOKEN');
  const parsed = BotVariables.safeParse(inUse(env));
  const wrong = [...unusable(BotVariables, env), ...unusable(Variables, env)];
  if (!parsed.success || wrong.length > 0) throw botFailure(wrong, env);
  const variables = parsed.data;
  const config = readConfig(given, overrides);
  const shards = shardsIn(variables.SHARDS ?? '');
  // Only a Postgres tells which of several are free.
  if (shards !== null && shards.length > 1 && config.postgres === null) throw botFailure(['SHARDS'], env);
  return {
    ...config,
    token: variables.DISCORD_TOKEN,
    clientId: variables.DISCORD_CLIENT_ID ?? null,
    guildId: variables.DISCORD_GUILD_ID ?? null,
    corpusServers: variables.CORPUS_SERVERS ?? null,
    apiUrl: variables.DISCORD_API_URL.replace(/\/+$/, ''),
    logLevel: variables.LOG_LEVEL,
    logQuestions: variables.LOG_QUESTIONS === '1',
    questionsPer10Seconds: variables.QUESTIONS_PER_10_SECONDS,
    questionsPerHour: variables.QUESTIONS_PER_HOUR,
    questionsInFlight: variables.MAX_QUESTIONS_IN_FLIGHT,
    shards,
    status:
      variables.STATUS_PORT === undefined
        ? null
        : { host: variables.STATUS_HOST, port: variables.STATUS_PORT },
  };
}

/**
 * Puts the environment and the command line together for the web page.
 *
 * @throws Failure `config-invalid`, with every variable that cannot be used; `web-token-missing` when other machines could ask without one.
 */
export function readWebConfig(
  given: Environment,
  { host, port, ...overrides }: Overrides & Pick<WebConfig, 'host' | 'port'>,
): WebConfig {
  const env = withSecret(given, 'WEB_TOKEN');
  const parsed = WebVariables.safeParse(inUse(env));
  if (!parsed.success)
    throw new Failure('config-invalid', { problems: problemsOf(unusable(WebVariables, env), env) });
  const { WEB_TOKEN: token = null, ...limits } = parsed.data;
  if (token === null && !isLoopback(host))
    throw new Failure('web-token-missing', { host, file: settingsFile() });
  return {
    ...readConfig(given, overrides),
    host,
    port,
    token,
    questionsPer10Seconds: limits.QUESTIONS_PER_10_SECONDS,
    questionsPerHour: limits.QUESTIONS_PER_HOUR,
    questionsInFlight: limits.MAX_QUESTIONS_IN_FLIGHT,
  };
}

/** Whether only programs of this machine reach what listens at a host, or call it by such a name. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** What to tell whoever runs the bot; a token that is the only trouble gets advice of its own. */
function botFailure(wrong: readonly string[], env: Environment): Failure {
  const tokenOnly = wrong.length === 1 && wrong[0] === 'DISCORD_TOKEN';
  if (!tokenOnly) return new Failure('config-invalid', { problems: problemsOf(wrong, env) });
  return env['DISCORD_TOKEN']
    ? new Failure('discord-token-malformed', {})
    : new Failure('discord-token-missing', { file: settingsFile() });
}

/**
 * The environment with a secret that stands in a file of its own, as those of Docker and systemd do, where
 * `<name>_FILE` names one.
 *
 * @throws Failure `file-unreadable`; `config-invalid` when the secret is given in both ways.
 */
function withSecret(
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
function inUse(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== '' || MAY_BE_EMPTY.has(name)),
  );
}

/** The variables that cannot be used, each once. */
function unusable(variables: z.ZodType, env: Environment): string[] {
  const { error } = variables.safeParse(inUse(env));
  return [...new Set(error?.issues.map(({ path }) => String(path[0])))];
}

/** A line for each of the variables, with what it holds and what it may hold; a secret is hidden, wherever it is. */
function problemsOf(names: readonly string[], env: Environment): string {
  const shown = (name: string): string => {
    const value = env[name] ?? '';
    return value !== '' && (SECRET.has(name) || isBotToken(value)) ? '***' : value;
  };
  return names.map((name) => `  ${name}=${shown(name)}: ${ALLOWED[name] ?? '…'}`).join('\n');
}

/** The blocks of shards that are named: `0-3/8` is one of four, `5/8` one of one, `*` + `/8` eight of one; null for anything else. */
function shardsIn(text: string): ShardBlock[] | null {
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

/** The folder of all indexes: `index/` of the project, where there is one to be written to; else the user's cache. */
function indexHome(env: Environment): string {
  const ours = join(PROJECT_ROOT, 'index');
  try {
    accessSync(ours, constants.W_OK);
    return ours;
  } catch {
    return join(cacheFolder(env), 'index');
  }
}

/**
 * The name of the index of a corpus and a model. The default corpus with the default model has `default`, which no
 * other corpus or model ever touches.
 */
export function indexName(corpusFolder: string, modelId: string, isDefault: boolean): string {
  if (isDefault) return 'default';
  const key = createHash('sha256')
    .update(`${resolve(corpusFolder)}\n${modelId}`)
    .digest('hex')
    .slice(0, 8);
  return `${basename(resolve(corpusFolder))}-${key}`;
}

/** A path as it is meant from the working directory. */
function pathHere(path: string): string {
  return pathFrom('', path);
}

function modelHere(name: string): string {
  return modelFrom('', name);
}
