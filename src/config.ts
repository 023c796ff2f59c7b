import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { LANGUAGES, type Language } from './corpus/document.js';
import { POOLINGS } from './embedding/families.js';
import type { ModelSettings } from './embedding/transformers.js';
import { Failure, reasonOf } from './failure.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the project, whatever folder it is run from. */
export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const DEFAULT_CORPUS = join(PROJECT_ROOT, 'corpus');
const DEFAULT_MODEL = join(PROJECT_ROOT, 'models', 'verbatim-fr-en');

/** More than any encoder reads. */
const MOST_TOKENS = 100_000;

/** Where everything is, once the command line and the environment are put together. */
export interface Config {
  /** Absolute. */
  readonly corpusFolder: string;
  /** Absolute. */
  readonly indexFolder: string;
  readonly model: ModelSettings;
  /** Language asked for by VERBATIM_LANG. */
  readonly language: Language | null;
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
  MODEL_CACHE: text,
  HF_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  HF_TOKEN: text,
});

/** What each variable that can be wrong may hold, in no language. */
const ALLOWED: Readonly<Record<string, string>> = {
  VERBATIM_LANG: LANGUAGES.join(' | '),
  EMBEDDING_POOLING: POOLINGS.join(' | '),
  EMBEDDING_MAX_TOKENS: `1 – ${MOST_TOKENS}`,
  HF_ENDPOINT: 'https://…',
};

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
    return { ...parse(readFileSync(file)), ...env };
  } catch (error) {
    throw new Failure('file-unreadable', { file, reason: reasonOf(error) }, { cause: error });
  }
}

/**
 * Puts the environment and the command line together.
 *
 * @throws Failure `config-invalid`, with every variable that cannot be used.
 */
export function readConfig(env: Environment, overrides: Overrides = {}): Config {
  const used = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => value !== '' || MAY_BE_EMPTY.has(name)),
  );
  const parsed = Variables.safeParse(used);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    const problems = names.map((name) => `  ${name}=${env[name] ?? ''}: ${ALLOWED[name] ?? '…'}`);
    throw new Failure('config-invalid', { problems: problems.join('\n') });
  }
  const variables = parsed.data;
  const corpusFolder = folderOf(overrides.corpus, variables.CORPUS, DEFAULT_CORPUS);
  const id = modelOf(overrides.model, variables.EMBEDDING_MODEL);
  const isDefault = corpusFolder === DEFAULT_CORPUS && id === DEFAULT_MODEL;
  return {
    corpusFolder,
    indexFolder: folderOf(overrides.index, variables.INDEX, indexFolderFor(corpusFolder, id, isDefault)),
    language: variables.VERBATIM_LANG ?? null,
    model: {
      id,
      cacheFolder: folderOf(undefined, variables.MODEL_CACHE, defaultCache(env)),
      endpoint: variables.HF_ENDPOINT,
      token: variables.HF_TOKEN,
      queryPrefix: variables.EMBEDDING_QUERY_PREFIX,
      passagePrefix: variables.EMBEDDING_PASSAGE_PREFIX,
      pooling: variables.EMBEDDING_POOLING,
      maxTokens: variables.EMBEDDING_MAX_TOKENS,
    },
  };
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
  return variable === undefined ? otherwise : resolve(PROJECT_ROOT, variable);
}

/** A model that is a folder, or is written like one, by its absolute path; a hub id as it is. */
function modelOf(flag: string | undefined, variable: string | undefined): string {
  const name = flag ?? variable;
  if (name === undefined) return DEFAULT_MODEL;
  const folder = folderOf(flag, variable, DEFAULT_MODEL);
  return existsSync(folder) || /^[./~]/.test(name) ? folder : name;
}

function defaultCache(env: Environment): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'verbatim', 'models');
}
