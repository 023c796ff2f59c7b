import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { decodeText } from './corpus/decode.js';
import { LANGUAGES, type Language } from './corpus/document.js';
import { Failure, reasonOf } from './failure.js';
import type { ModelSettings } from './models/encoder.js';
import { POOLINGS } from './models/families.js';
import type { ReaderSettings } from './models/reader.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the project, whatever folder it is run from. */
export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

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
  readonly model: ModelSettings;
  /** Null to rank by retrieval alone. */
  readonly reader: ReaderSettings | null;
  /** Language asked for by VERBATIM_LANG. */
  readonly language: Language | null;
}

/** The settings of the bot on Discord, beside those of what it answers from. */
export interface BotConfig extends Config {
  /** Bot token; never to be shown. */
  readonly token: string;
  /** Application id; null to take that of the login. */
  readonly clientId: string | null;
  /** The server that commands are deployed to; null for all of Discord. */
  readonly guildId: string | null;
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
  /** Where health and metrics are told; port 0 is any that is free. Null for nowhere. */
  readonly status: { readonly host: string; readonly port: number } | null;
}

/** What the command line may say instead of the environment; paths are relative to the working directory. */
export interface Overrides {
  readonly corpus?: string | undefined;
  readonly index?: string | undefined;
  readonly model?: string | undefined;
}

const text = z.string().min(1).optional();

/** The variables read, and what each may hold; `.env.example` says what they mean. */
const Variables = z.object({
  CORPUS: text,
  INDEX: text,
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
});

const snowflake = z.string().regex(/^\d{17,20}$/);

/** The variables that only the bot on Discord reads. */
const BotVariables = z.object({
  DISCORD_TOKEN: z.string().refine(isBotToken),
  DISCORD_CLIENT_ID: snowflake.optional(),
  DISCORD_GUILD_ID: snowflake.optional(),
  DISCORD_API_URL: z.url({ protocol: /^https?$/ }).default('https://discord.com/api'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_QUESTIONS: z.enum(['0', '1']).default('0'),
  QUESTIONS_PER_10_SECONDS: wholeNumber(1, MOST_PER_10_SECONDS).default(5),
  QUESTIONS_PER_HOUR: wholeNumber(1, MOST_PER_HOUR).default(60),
  MAX_QUESTIONS_IN_FLIGHT: wholeNumber(1, MOST_IN_FLIGHT).default(500),
  STATUS_PORT: wholeNumber(0, LAST_PORT).optional(),
  STATUS_HOST: z.string().default('127.0.0.1'),
});

/** What each variable that can be wrong may hold, in no language. */
const ALLOWED: Readonly<Record<string, string>> = {
  DISCORD_TOKEN: '….….…',
  DISCORD_CLIENT_ID: '12345678901234567…',
  DISCORD_GUILD_ID: '12345678901234567…',
  DISCORD_API_URL: 'https://… | http://…',
  LOG_LEVEL: LOG_LEVELS.join(' | '),
  LOG_QUESTIONS: '0 | 1',
  QUESTIONS_PER_10_SECONDS: `1 – ${MOST_PER_10_SECONDS}`,
  QUESTIONS_PER_HOUR: `1 – ${MOST_PER_HOUR}`,
  MAX_QUESTIONS_IN_FLIGHT: `1 – ${MOST_IN_FLIGHT}`,
  STATUS_PORT: `0 – ${LAST_PORT}`,
  VERBATIM_LANG: LANGUAGES.join(' | '),
  EMBEDDING_POOLING: POOLINGS.join(' | '),
  EMBEDDING_MAX_TOKENS: `1 – ${MOST_TOKENS}`,
  HF_ENDPOINT: 'https://…',
};

/** Variables that are shown to nobody, right or wrong. */
const SECRET = new Set(['DISCORD_TOKEN', 'HF_TOKEN']);

/** Variables whose emptiness says something: no prefix at all. Any other empty one counts as unset. */
const MAY_BE_EMPTY = new Set(['EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX']);

/**
 * The environment of the process over that of the project's `.env` file, where there is one.
 *
 * @throws Failure `file-unreadable` when there is one that cannot be read.
 */
export function readEnvironment(
  file = join(PROJECT_ROOT, '.env'),
  env: Environment = process.env,
): Environment {
  if (!existsSync(file)) return env;
  try {
    return { ...parse(readSettings(file)), ...env };
  } catch (error) {
    throw new Failure('file-unreadable', { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** The text of a file of settings, whatever encoding the editor or the shell gave it. */
export function readSettings(file: string): string {
  const decoded = decodeText(readFileSync(file));
  if ('reason' in decoded) throw new Error(decoded.reason);
  return decoded.text;
}

/** The names of all settings. */
export function settingNames(): string[] {
  return [...Object.keys(Variables.shape), ...Object.keys(BotVariables.shape)];
}

/**
 * Puts the environment and the command line together.
 *
 * @throws Failure `config-invalid`, with every variable that cannot be used.
 */
export function readConfig(env: Environment, overrides: Overrides = {}): Config {
  const { success, data: variables } = Variables.safeParse(inUse(env));
  if (!success) throw new Failure('config-invalid', { problems: problemsOf(unusable(Variables, env), env) });
  const corpusFolder = folderOf(overrides.corpus, variables.CORPUS, DEFAULT_CORPUS);
  const id = modelOf(
    overrides.model ?? variables.EMBEDDING_MODEL,
    overrides.model !== undefined,
    DEFAULT_MODEL,
  );
  const hub = {
    cacheFolder: folderOf(undefined, variables.MODEL_CACHE, defaultCache(env)),
    endpoint: variables.HF_ENDPOINT,
    token: variables.HF_TOKEN,
  };
  const isDefault = corpusFolder === DEFAULT_CORPUS && id === DEFAULT_MODEL;
  return {
    corpusFolder,
    indexFolder: folderOf(overrides.index, variables.INDEX, indexFolderFor(corpusFolder, id, isDefault)),
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
        : { id: modelOf(variables.READER_MODEL, false, DEFAULT_READER), ...hub },
  };
}

/**
 * Puts the environment and the command line together for the bot on Discord.
 *
 * @throws Failure `discord-token-missing` or `discord-token-malformed` when that is all there is to mend;
 *   otherwise `config-invalid`, with every variable that cannot be used.
 */
export function readBotConfig(env: Environment, overrides: Overrides = {}): BotConfig {
  const parsed = BotVariables.safeParse(inUse(env));
  const wrong = [...unusable(BotVariables, env), ...unusable(Variables, env)];
  if (!parsed.success || wrong.length > 0) throw botFailure(wrong, env);
  const variables = parsed.data;
  return {
    ...readConfig(env, overrides),
    token: variables.DISCORD_TOKEN,
    clientId: variables.DISCORD_CLIENT_ID ?? null,
    guildId: variables.DISCORD_GUILD_ID ?? null,
    apiUrl: variables.DISCORD_API_URL.replace(/\/+$/, ''),
    logLevel: variables.LOG_LEVEL,
    logQuestions: variables.LOG_QUESTIONS === '1',
    questionsPer10Seconds: variables.QUESTIONS_PER_10_SECONDS,
    questionsPerHour: variables.QUESTIONS_PER_HOUR,
    questionsInFlight: variables.MAX_QUESTIONS_IN_FLIGHT,
    status:
      variables.STATUS_PORT === undefined
        ? null
        : { host: variables.STATUS_HOST, port: variables.STATUS_PORT },
  };
}

/** What to tell whoever runs the bot; a token that is the only trouble gets advice of its own. */
function botFailure(wrong: readonly string[], env: Environment): Failure {
  const tokenOnly = wrong.length === 1 && wrong[0] === 'DISCORD_TOKEN';
  if (!tokenOnly) return new Failure('config-invalid', { problems: problemsOf(wrong, env) });
  return env['DISCORD_TOKEN']
    ? new Failure('discord-token-malformed', {})
    : new Failure('discord-token-missing', { file: join(PROJECT_ROOT, '.env') });
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

/** A variable that holds a whole number, in digits alone. */
function wholeNumber(least: number, most: number) {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most));
}

/** Whether this has the form of a bot token: three parts in base64url, the first of them the bot's id. */
function isBotToken(token: string): boolean {
  const [id] = /^[\w-]+(?=\.[\w-]+\.[\w-]+$)/.exec(token) ?? [];
  return id !== undefined && /^\d{17,20}$/.test(Buffer.from(id, 'base64url').toString('latin1'));
}

/**
 * The index folder of a corpus and a model, under the project's `index/`. The default corpus with the
 * default model has `index/default`, which no other corpus or model ever touches.
 */
export function indexFolderFor(corpusFolder: string, modelId: string, isDefault: boolean): string {
  if (isDefault) return join(PROJECT_ROOT, 'index', 'default');
  const key = createHash('sha256')
    .update(`${resolve(corpusFolder)}\n${modelId}`)
    .digest('hex')
    .slice(0, 8);
  return join(PROJECT_ROOT, 'index', `${basename(resolve(corpusFolder))}-${key}`);
}

/** A folder named on the command line is relative to the working directory; in the environment, to the project. */
function folderOf(flag: string | undefined, variable: string | undefined, otherwise: string): string {
  if (flag !== undefined) return resolve(flag);
  // A shell opens `~` on the command line, and nothing does in `.env`.
  return variable === undefined
    ? otherwise
    : resolve(PROJECT_ROOT, variable.replace(/^~(?=$|[/\\])/, homedir()));
}

/** A model that is a folder, or is written like one, by its absolute path; a hub id as it is. */
function modelOf(name: string | undefined, isFlag: boolean, otherwise: string): string {
  if (name === undefined) return otherwise;
  const folder = isFlag ? resolve(name) : resolve(PROJECT_ROOT, name);
  return existsSync(folder) || /^[./~]/.test(name) ? folder : name;
}

function defaultCache(env: Environment): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'verbatim', 'models');
}
