import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ABOUT_ENDING, type About, aboutText } from '../../corpus/about.js';
import type { FileState } from '../../corpus/change.js';
import { readOne } from '../../corpus/read.js';
import type { FileRead } from '../../corpus/read-file.js';
import { daysBefore } from '../../day.js';
import type { Draft } from '../../store/store.js';
import type { Service } from '../service.js';

/** What reading a file that somebody sends may take: it is waited for, and a few may be read at the same time. */
const BUDGET = { seconds: () => 120, megabytes: 1024 };
/** Days that a prepared change waits. */
const WAITING_DAYS = 7;

/** Where the files wait that drafts are to publish, by the id of a draft. */
function folderOf(id: string, { config }: Service): string {
  return join(config.stateFolder, 'drafts', id);
}

/** Puts aside what a draft is to publish. */
export async function putAside(
  id: string,
  name: string,
  bytes: Uint8Array,
  about: About,
  service: Service,
): Promise<void> {
  const folder = folderOf(id, service);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, name), bytes, { flush: true });
  const text = aboutText(about);
  if (text !== null) await writeFile(join(folder, name + ABOUT_ENDING), text, { flush: true });
}

/** What a draft's file is read as: as the corpus will be. */
export function readDraft({ id, file }: Draft, service: Service): Promise<FileRead> {
  return readIn(folderOf(id, service), file ?? '');
}

/** What a file of a folder is read as. */
export function readIn(folder: string, path: string): Promise<FileRead> {
  return readOne(folder, path, BUDGET);
}

/** The files that a draft puts in the place of those at a path. */
export async function filesOf(draft: Draft, path: string, service: Service): Promise<FileState[]> {
  const folder = folderOf(draft.id, service);
  const name = draft.file ?? '';
  const about = await readFile(join(folder, name + ABOUT_ENDING)).catch(() => null);
  return [
    { path, bytes: await readFile(join(folder, name)) },
    { path: path + ABOUT_ENDING, bytes: about },
  ];
}

/** Throws away what a draft was to publish. */
export async function throwAway(id: string, service: Service): Promise<void> {
  await rm(folderOf(id, service), { recursive: true, force: true });
}

/** Throws away what has waited for too long. */
export async function discardOldDrafts(service: Service): Promise<void> {
  try {
    const before = daysBefore(new Date(), WAITING_DAYS);
    for (const { id } of await service.store.deleteDraftsBefore(before)) await throwAway(id, service);
  } catch (error) {
    service.log.error({ event: 'store', error });
  }
}
