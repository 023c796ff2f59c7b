import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, systemReasonOf } from '../failure.js';

/** Where copies of what was before are kept, in a corpus folder without git: a hidden name, which is not read as corpus. */
const HISTORY = '.history';
/** Milliseconds that git may take: somebody's hook may fetch and push. */
const PATIENCE = 60_000;

/** A file as it is to be; null for none. */
export interface FileState {
  /** Path in the corpus folder. */
  readonly path: string;
  readonly bytes: Uint8Array | null;
}

/** A change of the corpus folder that is done, and can still be taken back. */
export interface Changed {
  /**
   * Keeps it in the history; gives what it is found by there.
   *
   * @throws Failure `history-unwritable`
   */
  keep(): Promise<string>;
  takeBack(): Promise<void>;
}

/**
 * Changes files of a corpus folder, all or none, once what they are now is safe: in a commit where the folder is that of a git
 * repository, else as copies under `.history/<when>/`.
 *
 * @param message what the commit says
 * @throws Failure `file-unwritable`, `history-unwritable`; nothing is changed then.
 */
export async function changeFiles(
  corpusFolder: string,
  files: readonly FileState[],
  message: string,
): Promise<Changed> {
  const paths = files.map(({ path }) => path);
  const before = await statesOf(corpusFolder, paths);
  const isGit = existsSync(join(corpusFolder, '.git'));
  const stamp = isGit ? '' : await keepCopies(corpusFolder, before);
  if (isGit) await commit(corpusFolder, paths, `Before: ${message}`);
  const takeBack = async (): Promise<void> => {
    for (const file of before) await put(corpusFolder, file);
    if (!isGit) await rm(join(corpusFolder, HISTORY, stamp), { recursive: true, force: true });
  };
  for (const file of files) {
    try {
      await put(corpusFolder, file);
    } catch (error) {
      await takeBack().catch(() => undefined);
      const details = { file: join(corpusFolder, file.path), reason: systemReasonOf(error) };
      throw new Failure('file-unwritable', details, { cause: error });
    }
  }
  return { keep: async () => (isGit ? commit(corpusFolder, paths, message) : stamp), takeBack };
}

/**
 * What files were before a change that was kept.
 *
 * @param kept what `Changed.keep` gave
 * @throws Failure `history-unwritable` when the history no longer has it.
 */
export async function statesBefore(
  corpusFolder: string,
  kept: string,
  paths: readonly string[],
): Promise<FileState[]> {
  if (!/^[0-9a-f]{40,64}$/.test(kept)) {
    const folder = join(corpusFolder, HISTORY, kept);
    if (!existsSync(folder)) throw new Failure('history-unwritable', { folder, reason: 'ENOENT' });
    return statesOf(folder, paths);
  }
  // A first commit has nothing before it.
  const root = await git(corpusFolder, ['rev-list', '--max-parents=0', kept]);
  if (root.toString().trim() === kept) return paths.map((path) => ({ path, bytes: null }));
  const listed = await git(corpusFolder, ['ls-tree', '-z', '--name-only', `${kept}^`, '--', ...paths]);
  const names = new Set(listed.toString().split('\0'));
  return Promise.all(
    paths.map(async (path) => ({
      path,
      bytes: names.has(path) ? await git(corpusFolder, ['show', `${kept}^:${path}`]) : null,
    })),
  );
}

async function statesOf(folder: string, paths: readonly string[]): Promise<FileState[]> {
  return Promise.all(
    paths.map(async (path) => {
      const file = join(folder, path);
      return { path, bytes: existsSync(file) ? await readFile(file) : null };
    }),
  );
}

/** Copies files as they are; gives the name of the folder they are kept in. */
async function keepCopies(corpusFolder: string, files: readonly FileState[]): Promise<string> {
  const now = new Date().toISOString().replaceAll(':', '-');
  let stamp = now;
  for (let n = 2; existsSync(join(corpusFolder, HISTORY, stamp)); n++) stamp = `${now}-${n}`;
  const folder = join(corpusFolder, HISTORY, stamp);
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, bytes } of files) {
      if (bytes === null) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await copyFile(join(corpusFolder, path), join(folder, path));
    }
    return stamp;
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw new Failure('history-unwritable', { folder, reason: systemReasonOf(error) }, { cause: error });
  }
}

/** Puts a file in its place whole: until then it has a name that is not read as corpus. */
async function put(corpusFolder: string, { path, bytes }: FileState): Promise<void> {
  const file = join(corpusFolder, path);
  if (bytes === null) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  const aside = join(dirname(file), `.${path.slice(path.lastIndexOf('/') + 1)}.tmp`);
  try {
    await writeFile(aside, bytes, { flush: true });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Commits these files as they are, when they are not as in the last commit; gives the last commit. */
async function commit(folder: string, paths: readonly string[], message: string): Promise<string> {
  const status = await git(folder, ['status', '--porcelain', '--untracked-files=all', '--', ...paths]);
  if (status.length > 0) {
    await git(folder, ['add', '--force', '--all', '--', ...(await knownOf(folder, paths))]);
    const identity = ['-c', 'user.name=Verbatim', '-c', 'user.email=verbatim@localhost'];
    await git(folder, [
      ...identity,
      'commit',
      '--quiet',
      '--no-gpg-sign',
      '-m',
      message,
      '--',
      ...(await stagedOf(folder, paths)),
    ]);
  }
  const head = await git(folder, ['rev-parse', 'HEAD']);
  return head.toString().trim();
}

/** Those of some paths that are there, or that git knows: it refuses to add any other. */
async function knownOf(folder: string, paths: readonly string[]): Promise<string[]> {
  const tracked = (await git(folder, ['ls-files', '-z', '--', ...paths])).toString().split('\0');
  return paths.filter((path) => tracked.includes(path) || existsSync(join(folder, path)));
}

/** Those of some paths that are to be committed. */
async function stagedOf(folder: string, paths: readonly string[]): Promise<string[]> {
  const staged = await git(folder, ['diff', '--cached', '--name-only', '-z', '--no-renames', '--', ...paths]);
  return staged
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}

const run = promisify(execFile);

/** Runs git in a corpus folder, with nothing of the bot's environment but where programs and settings are. */
async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const { PATH = '', HOME = '' } = process.env;
  try {
    const { stdout } = await run('git', ['-C', folder, '--literal-pathspecs', ...args], {
      encoding: 'buffer',
      env: { PATH, HOME, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      timeout: PATIENCE,
      maxBuffer: 200e6,
    });
    return stdout;
  } catch (error) {
    throw new Failure('history-unwritable', { folder, reason: systemReasonOf(error) }, { cause: error });
  }
}
