import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../failure.js';
import { type Checksum, checksumOf } from './checksum.js';

/**
 * Makes a folder and those above it that are missing. Node's own recursive `mkdir` tries for ever where the system
 * lets nothing be made and calls it missing, as under `/proc`.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path) throw error;
    await makeFolder(above);
    await mkdir(path).catch((again: unknown) => {
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}

/** Puts a file in the place of another at once: written aside under the name of `temporary`, then renamed. */
export async function replaceFile(file: string, temporary: string, text: string): Promise<void> {
  try {
    await writeSynced(temporary, [Buffer.from(text)]);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Writes a file piece by piece; what it tells is the checksum of what was to be written. */
export async function writeSynced(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Checksum> {
  let checksum = checksumOf(new Uint8Array());
  const file = await open(path, 'w');
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      checksum = checksumOf(piece, checksum);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return checksum;
}

/** Reads a file whole, into memory of its own. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array((await file.stat()).size);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at);
      if (bytesRead === 0) return bytes.slice(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

/** Makes sure that a file is on disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes sure that the names in a folder are on disk. Windows has no such call, nor the need of it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Whether an error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
