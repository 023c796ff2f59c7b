import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, isAway } from '../failure.js';
import { type IndexRequest, type OpenedIndex, openIndex, openSnapshot } from '../index/build.js';
import type { Embedder } from '../models/embedder.js';
import { type Database, openDatabase } from './database.js';
import { currentVersion, fetchCurrent, publish } from './snapshots.js';

/** How often it is looked for a new version, in milliseconds. */
const LOOK = 5_000;

/** Looks left out after one that was in vain. */
const PAUSE = 12;

/** Where an index is opened from: what was published last, or the corpus as it is now, which is published then. */
export type IndexOrigin = 'published' | 'corpus';

/**
 * Opens the index that processes share. While Postgres is away, that is the version in the folder, and a notice says so.
 * Where nothing was published yet, the index of the corpus is.
 *
 * @throws Failure those of `openIndex`, of the database, `index-damaged`.
 */
export async function openSharedIndex(
  place: Database | string,
  origin: IndexOrigin,
  request: IndexRequest,
): Promise<OpenedIndex> {
  const { indexFolder, embedder } = request;
  try {
    if (typeof place !== 'string') return await openWith(place, origin, request);
    const database = await openDatabase(place);
    return await openWith(database, origin, request).finally(database.close);
  } catch (error) {
    if (origin === 'corpus' || !isAway(error)) throw error;
    const held = await openSnapshot(indexFolder, embedder);
    if ('state' in held) throw error;
    request.onNotice?.({ state: 'away', ...error.details });
    return held;
  }
}

async function openWith(
  database: Database,
  origin: IndexOrigin,
  request: IndexRequest,
): Promise<OpenedIndex> {
  const { indexFolder, embedder, onProgress } = request;
  if (origin === 'published') {
    const opened = await openPublished(database, request, false);
    if (opened !== null) return opened;
  }
  const built = await openIndex({ ...request, mustWrite: true });
  return { ...built, version: await publish(database, indexFolder, embedder, onProgress) };
}

/** Opens the version published last, fetched again when the one in the folder is damaged; null when there is none. */
async function openPublished(
  database: Database,
  request: IndexRequest,
  anew: boolean,
): Promise<OpenedIndex | null> {
  const { indexFolder, embedder, onProgress } = request;
  if ((await fetchCurrent(database, indexFolder, embedder, { anew, onProgress })) === null) return null;
  const opened = await openSnapshot(indexFolder, embedder);
  if (!('state' in opened)) return opened;
  if (!anew) return openPublished(database, request, true);
  throw new Failure('index-damaged', {
    place: indexFolder,
    file: 'file' in opened ? opened.file : opened.state,
  });
}

/** Calls when another version is current than the one that is answered from, until the signal is aborted. */
export async function watchVersions(request: {
  readonly database: Database;
  readonly embedder: Embedder;
  /** The version that is answered from. */
  readonly held: () => string | null;
  readonly onChange: () => Promise<void>;
  /** Called when Postgres goes away, with the error, and when it is back, with null; once each. */
  readonly onAway: (error: unknown) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks; 5,000 when absent. */
  readonly every?: number;
}): Promise<void> {
  const { database, embedder, held, onChange, onAway, signal, every = LOOK } = request;
  let isGone = false;
  /** Looks left out after a version that could not be taken over: what stands in the way is told each time. */
  let pause = 0;
  while (!signal.aborted) {
    try {
      const name = await currentVersion(database, embedder);
      if (isGone) onAway(null);
      isGone = false;
      if (name !== null && name !== held() && pause-- <= 0) {
        await onChange();
        pause = name === held() ? 0 : PAUSE;
      }
    } catch (error) {
      if (!isGone) onAway(error);
      isGone = true;
    }
    await sleep(every, undefined, { signal }).catch(() => {});
  }
}
