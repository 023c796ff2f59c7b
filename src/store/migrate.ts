import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { Failure } from '../failure.js';

/** The names of the table of what was done, and of the row that keeps two from doing it at once. */
const DEFAULT_NAMES = {
  migrationTableName: 'kysely_migration',
  migrationLockTableName: 'kysely_migration_lock',
};

/**
 * Brings a database up to these migrations, whole or not at all; of several processes at the same time, one.
 *
 * @param file the database, as it is shown
 * @param names of the tables it keeps count in, where a database has steps of several kinds
 * @throws Failure `store-newer` when a later version of Verbatim has had it.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  file: string,
  migrations: Readonly<Record<string, Migration>>,
  names = DEFAULT_NAMES,
): Promise<void> {
  if ((await pendingOf(db, file, migrations, names)) === 0) return;
  const { error } = await migratorOf(db, migrations, names).migrateToLatest();
  if (error !== undefined) throw error;
}

/** How many of these migrations a database lacks; changes nothing. Throws as {@link migrate}. */
export async function pendingOf<Tables>(
  db: Kysely<Tables>,
  file: string,
  migrations: Readonly<Record<string, Migration>>,
  names = DEFAULT_NAMES,
): Promise<number> {
  const known = await migratorOf(db, migrations, names).getMigrations();
  const done = await sql<{ name: string }>`select name from ${sql.table(names.migrationTableName)}`
    .execute(db)
    .catch(() => ({ rows: [] }));
  if (done.rows.some(({ name }) => !known.some((one) => one.name === name)))
    throw new Failure('store-newer', { file });
  return known.filter(({ executedAt }) => executedAt === undefined).length;
}

function migratorOf<Tables>(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  names: typeof DEFAULT_NAMES,
): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) }, ...names });
}
