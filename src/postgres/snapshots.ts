import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { Failure } from '../failure.js';
import type { StageProgress } from '../index/build.js';
import { checksumOf } from '../index/checksum.js';
import { writeSynced } from '../index/disk.js';
import { MANIFEST, putSnapshot, readCurrent } from '../index/folder.js';
import { decodeManifest, SCHEMA } from '../index/manifest.js';
import type { Manifest } from '../index/snapshot.js';
import type { Embedder } from '../models/embedder.js';
import type { Database } from './database.js';
import type { SharedTables } from './schema.js';

/*
 * A version of an index in Postgres is the files of a snapshot, in pieces, under the snapshot's name. It is written
 * beside the others, and is current once one row says so. Whoever is killed on the way leaves the version that was.
 */

/** Bytes of a piece: some hundred of them for 100,000 passages, each sent within seconds even slowly. */
const PIECE = 1 << 20;

/** An unfinished version that nobody has written to for so long has been left by somebody who died. */
const ABANDONED = sql<Date>`now() - interval '1 hour'`;

/** Kinds whose current version is kept, latest first: that of now, and those of the versions of Verbatim before. */
const KINDS_KEPT = 3;

/** Times that a version may be replaced while it is fetched. */
const ATTEMPTS = 5;

/** What may use a version: programs that read the same way, with the same model. So old and new ones live side by side. */
function kindOf({ fileHash, dimension }: Pick<Embedder, 'fileHash' | 'dimension'>): string {
  return `${SCHEMA}-${fileHash}-${dimension}`;
}

/** The current version for a model; null when none was published yet. */
export async function published(
  { shared }: Database,
  embedder: Embedder,
): Promise<{ name: string; publishedAt: Date } | null> {
  const row = await shared
    .selectFrom('currentSnapshot')
    .select(['snapshot as name', 'publishedAt'])
    .where('kind', '=', kindOf(embedder))
    .executeTakeFirst();
  return row ?? null;
}

/** The name of the current version for a model; null when none was published yet. */
export async function currentVersion(database: Database, embedder: Embedder): Promise<string | null> {
  return (await published(database, embedder))?.name ?? null;
}

/**
 * Publishes the live snapshot of a folder, unless it is current already; gives its name. One that was begun before is
 * finished.
 *
 * @throws Failure `index-damaged` when it is not what its manifest says, and those of the database.
 */
export async function publish(
  database: Database,
  indexFolder: string,
  embedder: Embedder,
  onProgress?: StageProgress,
): Promise<string> {
  const { shared, postgres } = database;
  const snapshot = await readCurrent(indexFolder);
  if (typeof snapshot !== 'string')
    throw new Failure('index-damaged', { place: indexFolder, file: 'CURRENT' });
  if ((await currentVersion(database, embedder)) === snapshot) return snapshot;
  const kind = kindOf(embedder);
  const manifest = await readFile(join(indexFolder, snapshot, MANIFEST), 'utf8');
  const { checksums } = use(decodeManifest(manifest, embedder), indexFolder);
  await shared
    .insertInto('snapshot')
    .values({ name: snapshot, kind, manifest })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const total = bytesIn(checksums);
  let sent = 0;
  for (const [file, { bytes, crc32 }] of Object.entries(checksums)) {
    let checksum = checksumOf(new Uint8Array());
    let number = 0;
    for await (const piece of piecesOf(join(indexFolder, snapshot, file))) {
      checksum = checksumOf(piece, checksum);
      await writePiece(shared, { snapshot, file, number, bytes: piece });
      number++;
      sent += piece.length;
      onProgress?.('publish', sent, total);
    }
    if (checksum.bytes !== bytes || checksum.crc32 !== crc32) {
      throw new Failure('index-damaged', { place: indexFolder, file });
    }
  }
  const { rows } = await sql<{ file: string; bytes: string }>`
    select file, sum(length(bytes)) as bytes from ${sql.table('snapshotPiece')}
    where snapshot = ${snapshot} group by file`.execute(shared);
  const isThere = rows.reduce((sum, row) => sum + Number(row.bytes), 0) === total;
  if (!isThere) throw new Failure('index-damaged', { place: postgres.server, file: MANIFEST });
  const replaced = await makeCurrent(shared, kind, snapshot);
  await cleanUp(shared, replaced);
  return snapshot;
}

/** Puts a version in the place of the one that is current, which it gives. */
async function makeCurrent(shared: Kysely<SharedTables>, kind: string, snapshot: string) {
  return shared.transaction().execute(async (within) => {
    const before = await within
      .selectFrom('currentSnapshot')
      .select('snapshot')
      .where('kind', '=', kind)
      .forUpdate()
      .executeTakeFirst();
    const publishedAt = sql<Date>`now()`;
    await within
      .insertInto('currentSnapshot')
      .values({ kind, snapshot, publishedAt })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet({ snapshot, publishedAt }))
      .execute();
    return before?.snapshot ?? null;
  });
}

async function writePiece(shared: Kysely<SharedTables>, piece: SharedTables['snapshotPiece']): Promise<void> {
  await shared
    .with('touched', (db) =>
      db.updateTable('snapshot').set({ touchedAt: sql`now()` }).where('name', '=', piece.snapshot),
    )
    .insertInto('snapshotPiece')
    .values(piece)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Deletes the version that was replaced, what dead publishers left, and what programs of long ago would use. */
async function cleanUp(shared: Kysely<SharedTables>, replaced: string | null): Promise<void> {
  const kept = shared
    .selectFrom('currentSnapshot')
    .select('kind')
    .orderBy('publishedAt', 'desc')
    .limit(KINDS_KEPT);
  await shared.deleteFrom('currentSnapshot').where('kind', 'not in', kept).execute();
  const current = shared.selectFrom('currentSnapshot').select('snapshot');
  await shared
    .deleteFrom('snapshot')
    .where('name', 'not in', current)
    .where((where) => where.or([where('name', '=', replaced), where('touchedAt', '<', ABANDONED)]))
    .execute();
}

/**
 * Makes the current version the live snapshot of a folder, unless it is; gives its name, or null when none was
 * published yet.
 *
 * @param anew fetch it even if the folder has it: what is there is damaged
 * @throws Failure `index-damaged` when what comes is not what was published, `index-unwritable`, and those of the database.
 */
export async function fetchCurrent(
  database: Database,
  indexFolder: string,
  embedder: Embedder,
  { anew = false, onProgress }: { anew?: boolean; onProgress?: StageProgress | undefined } = {},
): Promise<string | null> {
  for (let attempt = 1; ; attempt++) {
    const name = await currentVersion(database, embedder);
    if (name === null || (!anew && (await readCurrent(indexFolder)) === name)) return name;
    try {
      await fetchVersion(database, name, indexFolder, embedder, { anew, onProgress });
      return name;
    } catch (error) {
      // Replaced, and so deleted, while it was fetched?
      const isReplaced = attempt < ATTEMPTS && (await currentVersion(database, embedder)) !== name;
      if (!isReplaced) throw error;
    }
  }
}

async function fetchVersion(
  { shared, postgres }: Database,
  name: string,
  indexFolder: string,
  embedder: Embedder,
  { anew, onProgress }: { anew: boolean; onProgress: StageProgress | undefined },
): Promise<void> {
  const place = postgres.server;
  const row = await shared
    .selectFrom('snapshot')
    .select('manifest')
    .where('name', '=', name)
    .executeTakeFirst();
  const { checksums } = use(decodeManifest(row?.manifest ?? '', embedder), place);
  const total = bytesIn(checksums);
  let received = 0;
  async function* pieces(file: string, bytes: number) {
    for (let [number, got] = [0, 0]; got < bytes; number++) {
      const piece = await shared
        .selectFrom('snapshotPiece')
        .select('bytes')
        .where('snapshot', '=', name)
        .where('file', '=', file)
        .where('number', '=', number)
        .executeTakeFirst();
      if (piece === undefined) throw new Failure('index-damaged', { place, file });
      got += piece.bytes.length;
      received += piece.bytes.length;
      onProgress?.('fetch', received, total);
      yield piece.bytes;
    }
  }
  await putSnapshot(
    indexFolder,
    name,
    async (folder) => {
      for (const [file, { bytes, crc32 }] of Object.entries(checksums)) {
        // It names a file in this folder and nothing else.
        if (!/^[\w-]+(?:\.[\w-]+)+$/.test(file)) throw new Failure('index-damaged', { place, file });
        const written = await writeSynced(join(folder, file), pieces(file, bytes));
        if (written.bytes !== bytes || written.crc32 !== crc32)
          throw new Failure('index-damaged', { place, file });
      }
      await writeSynced(join(folder, MANIFEST), [Buffer.from(row?.manifest ?? '')]);
    },
    anew,
  );
}

function use(manifest: ReturnType<typeof decodeManifest>, place: string): Manifest {
  if ('state' in manifest) throw new Failure('index-damaged', { place, file: MANIFEST });
  return manifest;
}

function bytesIn(checksums: Manifest['checksums']): number {
  return Object.values(checksums).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** A file, piece by piece. */
async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE);
      let filled = 0;
      // A read may give less than there is.
      for (let read = -1; filled < PIECE && read !== 0; filled += read) {
        read = (await file.read(piece, filled)).bytesRead;
      }
      if (filled > 0) yield piece.subarray(0, filled);
      if (filled < PIECE) return;
    }
  } finally {
    await file.close();
  }
}
