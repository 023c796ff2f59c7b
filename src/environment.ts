import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { decodeText } from './corpus/formats/decode.js';
import { Failure, reasonOf } from './failure.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the project, or of the installed package, whatever folder it is run from. */
export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Settings that name a folder or a file. */
const PATHS = [
  'CORPUS',
  'INDEX',
  'STATE',
  'MODEL_CACHE',
  'DISCORD_TOKEN_FILE',
  'HF_TOKEN_FILE',
  'STORE_FILE',
  'WEB_TOKEN_FILE',
];
/** Settings that name a model: a folder, or a name on the hub. */
const MODELS = ['EMBEDDING_MODEL', 'READER_MODEL'];

/** Characters that a misspelt name may have too many, too few or other than the name that is meant. */
const MOST_SLIPS = 2;

/**
 * The file of settings: `.env` in a copy of the repository. An installed package is replaced by the next one, so
 * it has `verbatim/.env` in the user's folder of settings; not in the working directory, which may be anybody's.
 */
export function settingsFile(env: Environment = process.env): string {
  return join(isInstalled() ? userFolder(env, 'XDG_CONFIG_HOME', '.config') : PROJECT_ROOT, '.env');
}

/** Where what cannot be made again is kept: `state/` in a copy of the repository, else the user's folder of state. */
export function stateHome(env: Environment): string {
  return isInstalled()
    ? userFolder(env, 'XDG_STATE_HOME', join('.local', 'state'))
    : join(PROJECT_ROOT, 'state');
}

function isInstalled(): boolean {
  return PROJECT_ROOT.split(sep).includes('node_modules');
}

/** Where what can be made or fetched again is kept for the user. */
export function cacheFolder(env: Environment): string {
  return userFolder(env, 'XDG_CACHE_HOME', '.cache');
}

function userFolder(env: Environment, variable: string, otherwise: string): string {
  const named = env[variable] ?? '';
  // As the XDG specification has it, a relative one counts as unset.
  return join(isAbsolute(named) ? named : join(homedir(), otherwise), 'verbatim');
}

/**
 * Goes to the folder that the person stands in, so that paths are meant from there: `npm run` starts a script in
 * the folder of its package, and tells where it was called.
 */
export function standWithCaller({ INIT_CWD, npm_package_json }: Environment = process.env): void {
  if (INIT_CWD === undefined || npm_package_json === undefined) return;
  if (!existsSync(INIT_CWD) || !existsSync(npm_package_json)) return;
  const isOurs = realpathSync(dirname(npm_package_json)) === PROJECT_ROOT && process.cwd() === PROJECT_ROOT;
  if (isOurs) process.chdir(INIT_CWD);
}

/** A path as it is meant from a folder, the working directory if empty; `~` is the home folder, which a shell opens for arguments and nothing in `.env`. */
export function pathFrom(folder: string, path: string): string {
  return resolve(folder, path.replace(/^~(?=$|[/\\])/, homedir()));
}

/** A path as it is meant from the working directory. */
export function pathHere(path: string): string {
  return pathFrom('', path);
}

/** A model that is a folder, or is written like one, by its absolute path; a hub id as it is. */
export function modelFrom(folder: string, name: string): string {
  const path = pathFrom(folder, name);
  return existsSync(path) || /^[./~]/.test(name) ? path : name;
}

/**
 * The environment of the process over the file of settings, where there is one. Paths in the file are meant from its
 * own folder, those in the environment from the working directory.
 *
 * @throws Failure `file-unreadable` when there is a file that cannot be read.
 */
export function readEnvironment(file = settingsFile(), env: Environment = process.env): Environment {
  if (!existsSync(file)) return env;
  const settings = parse(readText(file));
  const meant = (name: string, value: string): string => {
    if (value !== '' && PATHS.includes(name)) return pathFrom(dirname(file), value);
    return value !== '' && MODELS.includes(name) ? modelFrom(dirname(file), value) : value;
  };
  const entries = Object.entries(settings).map(([name, value]) => [name, meant(name, value)]);
  return { ...Object.fromEntries(entries), ...env };
}

/**
 * The text of a file of settings or of a secret, whatever encoding the editor or the shell gave it.
 *
 * @throws Failure `file-unreadable`
 */
export function readText(file: string): string {
  try {
    const decoded = decodeText(readFileSync(file));
    if ('text' in decoded) return decoded.text;
  } catch (error) {
    throw new Failure('file-unreadable', { file, reason: reasonOf(error) }, { cause: error });
  }
  throw new Failure('file-unreadable', { file, reason: 'EILSEQ' });
}

/** What can be odd about a file of settings and stops nothing; the phrases stand in `i18n/`. */
export type RemarkCode =
  | 'misspelt' // `name` is no setting, and nearest to the setting `meant`
  | 'stray-line' // dotenv passes over `line`, from 1, in silence
  | 'utf-16'; // which is read here and by no other program

/** Something odd about a file of settings; no value of a setting is in it. */
export interface SettingsRemark {
  readonly code: RemarkCode;
  readonly details: Readonly<Record<string, string | number>> & { readonly file: string };
}

/**
 * Everything odd about a file of settings; nothing where there is none.
 *
 * @throws Failure `file-unreadable`
 */
export function remarksOnSettings(file: string, known: readonly string[]): SettingsRemark[] {
  if (!existsSync(file)) return [];
  const text = readText(file);
  // What is text and has zero bytes is in UTF-16.
  const isUtf16 = readFileSync(file).includes(0);
  return [
    ...(isUtf16 ? [{ code: 'utf-16', details: { file } } as const] : []),
    ...strayLines(text).map((line) => ({ code: 'stray-line', details: { file, line } }) as const),
    ...misspelt(Object.keys(parse(text)), known).map(
      ([name, meant]) => ({ code: 'misspelt', details: { file, name, meant } }) as const,
    ),
  ];
}

/** Names that are no setting and nearly one, each with the nearest. */
function misspelt(names: readonly string[], known: readonly string[]): [name: string, meant: string][] {
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name): [string, string][] => {
      const slips = known.map((other): [string, number] => [other, distance(name.toUpperCase(), other)]);
      const [nearest] = slips.sort(([, a], [, b]) => a - b);
      return nearest !== undefined && nearest[1] <= MOST_SLIPS ? [[name, nearest[0]]] : [];
    });
}

/** Levenshtein's distance: how many characters are added, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, sign] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const kept = (row[j] ?? 0) + (sign === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Numbers, from 1, of the lines that are neither a setting, nor a comment, nor within a quoted value. */
function strayLines(text: string): number[] {
  const blanked = text.replace(
    /=\s*(["'`])(?:\\.|(?!\1)[^\\])*\1/g,
    (value) => `=${value.replace(/[^\n]/g, '').replace(/\n/g, '\n#')}`,
  );
  return blanked
    .split(/\r?\n/)
    .flatMap((line, i) => (/^\s*(?:#|$|(?:export\s+)?[\w.-]+\s*[=:])/.test(line) ? [] : [i + 1]));
}
