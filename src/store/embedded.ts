import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import { Failure, reasonOf, systemReasonOf } from '../failure.js';
import { migrate } from './migrate.js';
import { MIGRATIONS, type Tables } from './schema.js';
import { createSqlStore } from './sql-store.js';
import type { Store } from './store.js';

/** The database in the folder of the state. */
export const DATABASE_FILE = 'verbatim.db';

/** How long another program's hold on the database is waited for, in milliseconds; everything waits as long. */
const BUSY_MS = 500;

/**
 * Opens the embedded store of a folder, which is made when it is missing, and brings it up to this version.
 *
 * @param migrations for tests: the steps of an earlier version
 * @throws Failure `store-unwritable`, `store-corrupt`, `store-locked`, `store-full`; `store-newer` when a later version
 *   of Verbatim has had it.
 */
export async function openStore(folder: string, migrations = MIGRATIONS): Promise<Store> {
  const db = await openEmbedded(join(folder, DATABASE_FILE), migrations);
  return createSqlStore(db, { backup: (target) => backup(db, target), close: () => db.destroy() });
}

/** The database of a file, brought up to this version; throws as {@link openStore}. */
export async function openEmbedded(file: string, migrations = MIGRATIONS): Promise<Kysely<Tables>> {
  const folder = dirname(file);
  try {
    // What people wrote is nobody else's to read.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Failure('store-unwritable', { folder, reason: systemReasonOf(error) }, { cause: error });
  }
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect({ database: openDatabase(file) }) });
  try {
    await migrate(db, file, migrations);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Kysely takes it that SQLite cannot undo a change of tables, which it can: a migration is done whole or not at all. */
class EmbeddedDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true });
  }
}

/** The database of a file as Kysely uses one. Each commit is on disk before it is acknowledged. */
function openDatabase(file: string): SqliteDatabase {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw failureOf(error, file);
    }
  };
  const database = guarded(() => {
    const opened = new Libsql(file, { timeout: BUSY_MS });
    // One file and nothing beside it, in which nothing that is deleted can be read: a write-ahead log would be neither.
    opened.exec('pragma journal_mode = delete');
    opened.exec('pragma synchronous = extra');
    opened.exec('pragma secure_delete = on');
    return opened;
  });
  return {
    close: () => void database.close(),
    prepare(text) {
      const statement = guarded(() => database.prepare(text));
      return {
        reader: statement.reader,
        all: (parameters) => guarded(() => statement.all(parameters)),
        run: (parameters) => guarded(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

/** What SQLite says, as a failure that a person can do something about; anything else as it is. */
function failureOf(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = reasonOf(error);
  const because = { cause: error };
  if (/BUSY|LOCKED/.test(code)) return new Failure('store-locked', { file }, because);
  if (/FULL/.test(code)) return new Failure('store-full', { file }, because);
  if (/NOTADB|CORRUPT/.test(code)) return new Failure('store-corrupt', { file }, because);
  if (/CANTOPEN|READONLY|PERM|IOERR/.test(code) || message.startsWith('ConnectionFailed'))
    return new Failure('store-unwritable', { folder: dirname(file), reason: message }, because);
  return error;
}

async function backup(db: Kysely<Tables>, target: string): Promise<void> {
  // One moment of the database, whatever is written meanwhile.
  await writeBackup(target, async (path) => void (await sql`vacuum into ${path}`.execute(db)));
}

/**
 * Makes a new file that holds a database.
 *
 * @throws Failure `file-unwritable`, also when there is such a file: it is left alone. What `fill` throws leaves none.
 */
export async function writeBackup(target: string, fill: (path: string) => Promise<void>): Promise<void> {
  const path = resolve(target);
  const refused = (error: unknown): Failure =>
    new Failure('file-unwritable', { file: path, reason: systemReasonOf(error) }, { cause: error });
  try {
    // It holds what people wrote: nobody else's to read.
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    throw refused(error);
  }
  try {
    await fill(path);
    const written = await open(path, 'r+');
    await written.sync().finally(() => written.close());
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof Failure && error.code !== 'store-full') throw error;
    throw refused(error instanceof Failure ? new Error('ENOSPC') : error);
  }
}
