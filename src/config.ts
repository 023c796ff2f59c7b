import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Language } from './corpus/document.js';
import {
  cacheFolder,
  type Environment,
  modelFrom,
  PROJECT_ROOT,
  pathHere,
  stateHome,
} from './environment.js';
import { Failure } from './failure.js';
import type { ModelSettings } from './models/encoder.js';
import type { ReaderSettings } from './models/reader.js';
import { inUse, problemsOf, unusable, Variables, withSecret } from './settings.js';

const DEFAULT_CORPUS = join(PROJECT_ROOT, 'corpus');
const DEFAULT_MODEL = join(PROJECT_ROOT, 'models', 'verbatim-fr-en');
const DEFAULT_READER = join(PROJECT_ROOT, 'models', 'verbatim-reader');
/** What READER_MODEL says for no reader at all. */
const NO_READER = 'none';

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

/** What the command line may say instead of the environment; paths are relative to the working directory. */
export interface Overrides {
  readonly corpus?: string | undefined;
  readonly index?: string | undefined;
  readonly model?: string | undefined;
  readonly store?: string | undefined;
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

function modelHere(name: string): string {
  return modelFrom('', name);
}
