import { Kysely, PostgresDialect } from 'kysely';
import { migrate, pendingOf } from '../store/migrate.js';
import { MIGRATIONS, type Tables } from '../store/schema.js';
import { checkPostgres, connectPostgres, type Postgres } from './connect.js';
import { SHARED_MIGRATIONS, type SharedTables } from './schema.js';

/** A Postgres, and the tables of this version in it. */
export interface Database {
  /** The tables of the store. */
  readonly state: Kysely<Tables>;
  /** What processes share beside it. */
  readonly shared: Kysely<SharedTables>;
  readonly postgres: Postgres;
  /** The version of Postgres, as it says. */
  readonly version: string;
  /** Closes its connections. */
  close(): Promise<void>;
}

/** Where it is counted which of the tables that only Postgres has are there. */
const SHARED_NAMES = {
  migrationTableName: 'shared_migration',
  migrationLockTableName: 'shared_migration_lock',
};

/**
 * Connects to a Postgres, and brings it up to this version.
 *
 * @param url as of `connectPostgres`
 * @param migrations for tests: the steps of an earlier version
 * @throws Failure `postgres-version`, `store-newer`, and those of `connectPostgres`, as all that is asked of it later does.
 */
export async function openDatabase(url: string, migrations = MIGRATIONS): Promise<Database> {
  const database = await reachDatabase(url);
  const { state, shared, postgres, close } = database;
  try {
    await migrate(state, postgres.server, migrations);
    await migrate(shared, postgres.server, SHARED_MIGRATIONS, SHARED_NAMES);
    return database;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Connects to a Postgres as it is, and changes nothing; throws as {@link openDatabase}. */
export async function reachDatabase(url: string): Promise<Database> {
  const postgres = connectPostgres(url);
  const dialect = new PostgresDialect({ pool: postgres });
  const [state, shared] = [new Kysely<Tables>({ dialect }), new Kysely<SharedTables>({ dialect })];
  try {
    return { state, shared, postgres, version: await checkPostgres(postgres), close: postgres.end };
  } catch (error) {
    await postgres.end();
    throw error;
  }
}

/** How many steps a database lacks of those to this version; throws Failure `store-newer` as {@link openDatabase}. */
export async function pendingIn({ state, shared, postgres }: Database): Promise<number> {
  const ofState = await pendingOf(state, postgres.server, MIGRATIONS);
  return ofState + (await pendingOf(shared, postgres.server, SHARED_MIGRATIONS, SHARED_NAMES));
}
