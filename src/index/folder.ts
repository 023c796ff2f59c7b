import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../failure.js';
import { isMissing, makeFolder, replaceFile, syncFolder } from './disk.js';
import type { Finding } from './manifest.js';

/*
 * The folder of an index:
 *
 *   CURRENT                       the name of the live snapshot
 *   snapshot-<host>-<pid>-<n>/    manifest.json and the files it vouches for
 *   tmp-<host>-<pid>-<n>          a snapshot, or a new CURRENT, being written
 *
 * Nothing is changed in place: a snapshot is written aside, renamed, and then named in CURRENT by one
 * atomic rename. A process killed at any moment leaves the old snapshot live, or the new one, whole.
 */

const CURRENT = 'CURRENT';
export const MANIFEST = 'manifest.json';

/**
 * Puts a snapshot in an index folder and makes it the live one. Throws what `fill` does, and the file system's error;
 * the old one then stays.
 *
 * @param fill writes all files of it, synced, into a folder
 * @param anew whether one of this name that is there is damaged; it is as good as this one otherwise
 */
export async function putSnapshot<T>(
  indexFolder: string,
  name: string,
  fill: (folder: string) => Promise<T>,
  anew = false,
): Promise<T> {
  await makeFolder(indexFolder);
  const temporary = newTemporary(indexFolder);
  try {
    await mkdir(temporary);
    const filled = await fill(temporary);
    await syncFolder(temporary);
    if (anew) await rm(join(indexFolder, name), { recursive: true, force: true });
    await rename(temporary, join(indexFolder, name)).catch(async (error: unknown) => {
      // Another process has just put the same version there, and may be reading it.
      if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
      await rm(temporary, { recursive: true });
    });
    await syncFolder(indexFolder);
    const replaced = await readCurrent(indexFolder);
    await replaceFile(join(indexFolder, CURRENT), temporary, `${name}\n`);
    await syncFolder(indexFolder);
    await cleanUp(indexFolder, typeof replaced === 'string' && replaced !== name ? replaced : null);
    return filled;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** The name of the live snapshot, or why there is none. */
export async function readCurrent(indexFolder: string): Promise<string | Finding> {
  try {
    const name = (await readFile(join(indexFolder, CURRENT), 'utf8')).trim();
    return /^snapshot-[\w-]+$/.test(name) ? name : { state: 'corrupt', file: CURRENT };
  } catch (error) {
    return isMissing(error) ? { state: 'missing' } : { state: 'corrupt', file: CURRENT };
  }
}

/**
 * Removes the snapshot that was replaced, and what processes of this machine that are no more left behind.
 * What cannot be removed is left: the index is whole without that.
 */
async function cleanUp(indexFolder: string, replaced: string | null): Promise<void> {
  try {
    const abandoned = (await readdir(indexFolder)).filter(isAbandoned);
    // Read after its maker was seen dead: a snapshot that CURRENT does not name now, it never will.
    const live = await readCurrent(indexFolder);
    const doomed = new Set(abandoned);
    if (replaced !== null) doomed.add(replaced);
    for (const name of doomed) {
      if (name !== live) await rm(join(indexFolder, name), { recursive: true, force: true });
    }
  } catch {
    return;
  }
}

function isAbandoned(name: string): boolean {
  const [, maker, pid] = /^(?:snapshot|tmp)-(\w+)-(\d+)-\w+$/.exec(name) ?? [];
  return maker === host() && pid !== undefined && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Refused: there is such a process, of another user.
    return errorCode(error) === 'EPERM';
  }
}

/** A name for a snapshot that is made here. */
export function newSnapshotName(): string {
  return `snapshot-${newMaker()}`;
}

/** A name for something that is being written in an index folder. */
export function newTemporary(indexFolder: string): string {
  return join(indexFolder, `tmp-${newMaker()}`);
}

/** What names a piece of work: the machine, the process, and a number. */
function newMaker(): string {
  return `${host()}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Tells machines apart in a shared folder without naming them. */
function host(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
