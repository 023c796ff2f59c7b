import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.js';
import { readSnapshot } from '../index/store.js';
import { openEncoder } from '../models/encoder.js';
import { type Database, openDatabase } from '../postgres/database.js';
import { fetchCurrent, publish } from '../postgres/snapshots.js';
import { copyTables, type TableSum } from '../store/copy.js';
import { DATABASE_FILE, openEmbedded } from '../store/embedded.js';
import { reporting } from './open.js';
import { EXIT, print, type Session } from './session.js';

/**
 * Copies state and index from their folders into the Postgres of the settings, or back. What there was stays where it
 * was; whoever is interrupted can begin again.
 *
 * @throws Failure `move-occupied`, `move-differs`, those of the database, the store and the index.
 */
export async function move(session: Session, { back = false }: { back?: boolean }): Promise<number> {
  const { config, phrases } = session;
  if (config.postgres === null) throw new Failure('config-invalid', { problems: `  STORE: postgres://…` });
  const database = await openDatabase(config.postgres);
  try {
    const sums = await (back ? stateBack : stateThere)(session, database);
    for (const { table, rows, sha256 } of sums ?? []) {
      await print(session, `${phrases.machines.movedTable(table, rows, sha256.slice(0, 12))}\n`);
    }
    if (sums === null) await print(session, `${phrases.backup.nothing(config.stateFolder)}\n`);
    const index = await moveIndex(session, database, back);
    await print(session, `${index}\n`);
    await print(session, `${back ? phrases.machines.movedBack : phrases.machines.moved}\n`);
    return EXIT.done;
  } finally {
    await database.close();
  }
}

async function stateThere({ config }: Session, { state, postgres }: Database): Promise<TableSum[] | null> {
  const file = join(config.stateFolder, DATABASE_FILE);
  if (!existsSync(file)) return null;
  const embedded = await openEmbedded(file);
  return copyTables(embedded, state, postgres.server).finally(() => embedded.destroy());
}

async function stateBack({ config }: Session, { state }: Database): Promise<TableSum[]> {
  const file = join(config.stateFolder, DATABASE_FILE);
  const embedded = await openEmbedded(file);
  return copyTables(state, embedded, file).finally(() => embedded.destroy());
}

/** Copies the index, whose files have checksums of their own; says which version it is. */
async function moveIndex(session: Session, database: Database, back: boolean): Promise<string> {
  const { config, phrases } = session;
  const { indexFolder } = config;
  return reporting(session, async ({ onDownload, onProgress }) => {
    const embedder = await openEncoder(config.model, onDownload);
    if (back) {
      const name = await fetchCurrent(database, indexFolder, embedder, { onProgress });
      if (name === null) return phrases.machines.noIndex(database.postgres.server);
    }
    const found = await readSnapshot(indexFolder, embedder);
    if (found.state !== 'whole') return phrases.machines.noIndex(indexFolder);
    if (!back) await publish(database, indexFolder, embedder, onProgress);
    return phrases.machines.movedIndex(phrases.index.summary(found.manifest.counts));
  });
}
