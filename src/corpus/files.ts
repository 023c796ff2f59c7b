import type { Dirent, Stats } from 'node:fs';
import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { errorCode, Failure, reasonOf } from '../failure.js';
import { ABOUT_ENDING } from './about.js';
import type { FileStamp, Problem } from './document.js';
import { extensionOf } from './formats/extensions.js';
import { type ReadProblem, unreadable } from './outline.js';
import { QUESTIONS_FILE } from './own-questions.js';

const LINK_LOOP: ReadProblem = { code: 'link-loop', severity: 'warning', line: null, details: {} };

/** Files looked at together: enough to keep the disk busy, few enough to spare memory. */
const BATCH = 64;

/** Why the file system refused, as the problem of the file it refused. */
export function refusal(error: unknown): ReadProblem {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable('missing');
    case 'EACCES':
    case 'EPERM':
      return unreadable('permission');
    case 'EISDIR':
      return unreadable('not-a-file');
    case 'ELOOP':
      return LINK_LOOP;
    default:
      return unreadable('io', { message: reasonOf(error) });
  }
}

interface Folder {
  /** Relative to the corpus folder; empty for the corpus folder itself. */
  readonly path: string;
  /** What tells a folder from all others, by whatever path it is reached. */
  readonly identity: string;
  /** The folder it was found in; above the corpus folder, the folders that hold it. */
  readonly parent: Folder | null;
}

/**
 * The corpus files of a folder and of all folders in it, sorted by path in code-unit order.
 *
 * Left out: hidden names, `node_modules`, the folder's own `README.md` and `questions.jsonl`, formats that are not read
 * (told as problems). Links are followed; a folder that can be reached in several ways is read once,
 * at its own place rather than through a link.
 *
 * @throws Failure `corpus-missing` when there is no such folder, `corpus-unreadable` when it cannot be opened.
 */
export async function listFiles(folder: string): Promise<{ files: FileStamp[]; problems: Problem[] }> {
  const root = await openRoot(folder);
  const files: FileStamp[] = [];
  const problems: Problem[] = [];
  const folders: Folder[] = [root];
  const linked: Folder[] = [];

  const look = async (
    parent: Folder,
    entry: Dirent,
    names: ReadonlySet<string>,
  ): Promise<ReadProblem | null> => {
    const path = join(parent, entry.name);
    try {
      const place = resolve(folder, path);
      const stats = await stat(place);
      if (stats.isDirectory()) {
        const found = { path, identity: identityOf(stats), parent };
        (entry.isSymbolicLink() ? linked : folders).push(found);
        return null;
      }
      if (isAbout(path)) return null;
      if (extensionOf(path) === null) {
        return { code: 'unsupported', severity: 'warning', line: null, details: { format: extname(path) } };
      }
      if (!stats.isFile()) return unreadable('not-a-file');
      await access(place, constants.R_OK);
      // What is said beside a file is part of it.
      const about = names.has(entry.name + ABOUT_ENDING) ? await stat(place + ABOUT_ENDING) : null;
      files.push({
        path,
        size: stats.size + (about?.size ?? 0),
        mtimeMs: Math.max(stats.mtimeMs, about?.mtimeMs ?? 0),
        ctimeMs: Math.max(stats.ctimeMs, about?.ctimeMs ?? 0),
      });
      return null;
    } catch (error) {
      return refusal(error);
    }
  };

  const seen = new Set<string>();
  // Links wait until every real folder is read, so that a folder's own place wins.
  for (let next = folders.pop(); next !== undefined; next = folders.pop() ?? linked.shift()) {
    const current = next;
    if (isInside(current, current.parent)) {
      problems.push({ ...LINK_LOOP, file: current.path });
      continue;
    }
    if (seen.has(current.identity)) continue;
    seen.add(current.identity);
    let entries: Dirent[];
    try {
      entries = await readdir(resolve(folder, current.path), { withFileTypes: true });
    } catch (error) {
      if (current === root) throw new Failure('corpus-unreadable', { folder, reason: reasonOf(error) });
      problems.push({ ...refusal(error), file: current.path });
      continue;
    }
    const kept = entries.filter(({ name }) => !isLeftOut(name, current === root));
    const names = new Set(kept.map(({ name }) => name));
    for (let i = 0; i < kept.length; i += BATCH) {
      const batch = kept.slice(i, i + BATCH);
      const told = await Promise.all(batch.map((entry) => look(current, entry, names)));
      batch.forEach(({ name }, at) => {
        const problem = told[at];
        if (problem) problems.push({ ...problem, file: join(current, name) });
      });
    }
  }

  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  problems.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files, problems };
}

/** The corpus folder, inside the folders that hold it: a link to one of those is a loop too. */
async function openRoot(folder: string): Promise<Folder> {
  try {
    const stats = await stat(folder);
    if (!stats.isDirectory()) throw new Failure('corpus-missing', { folder });
    const place = await realpath(folder);
    return { path: '', identity: identityOf(stats), parent: await openAbove(dirname(place), place) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Failure('corpus-missing', { folder });
    throw new Failure('corpus-unreadable', { folder, reason: reasonOf(error) });
  }
}

async function openAbove(place: string, below: string): Promise<Folder | null> {
  if (place === below) return null;
  const identity = identityOf(await stat(place));
  return { path: '', identity, parent: await openAbove(dirname(place), place) };
}

function isInside(folder: Folder, above: Folder | null): boolean {
  for (let at = above; at !== null; at = at.parent) if (at.identity === folder.identity) return true;
  return false;
}

function isLeftOut(name: string, inRoot: boolean): boolean {
  return (
    name.startsWith('.') ||
    name === 'node_modules' ||
    (inRoot && (name.toLowerCase() === 'readme.md' || name === QUESTIONS_FILE))
  );
}

/** Whether a file says something of another one, whose name it has with an ending of its own. */
function isAbout(path: string): boolean {
  return path.endsWith(ABOUT_ENDING) && extensionOf(path.slice(0, -ABOUT_ENDING.length)) !== null;
}

function join(folder: Folder, name: string): string {
  return folder.path === '' ? name : `${folder.path}/${name}`;
}

function identityOf(stats: Stats): string {
  return `${stats.dev}:${stats.ino}`;
}
