import { type Generated, type Kysely, type Migration, sql } from 'kysely';

/** The tables that only Postgres has, beside those of the store: what several processes share. Times are the server's. */
export interface SharedTables {
  /** Versions of a compiled index. */
  snapshot: {
    /** As its folder is called on disk. */
    name: string;
    /** Which programs and models can use it. */
    kind: string;
    /** The manifest, to the letter. */
    manifest: string;
    /** When a piece of it was last written. */
    touchedAt: Generated<Date>;
  };
  /** What the files of a version consist of. */
  snapshotPiece: {
    snapshot: string;
    file: string;
    /** From 0. */
    number: number;
    bytes: Buffer;
  };
  /** The version to answer from: one row for each kind. */
  currentSnapshot: {
    kind: string;
    snapshot: string;
    publishedAt: Generated<Date>;
  };
  /** Who serves what: at most one process at a time, until its time is over. */
  lease: {
    name: string;
    holder: string;
    until: Date;
  };
  /** How often each person may ask, as rate-limiter-flexible keeps it. */
  rateLimit: {
    key: string;
    points: number;
    expire: string | null;
  };
}

/** The steps from an empty database to these tables; a step that was released is never changed. */
export const SHARED_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-machines': {
    async up(db: Kysely<unknown>) {
      const now = sql`now()`;
      await db.schema
        .createTable('snapshot')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('manifest', 'text', (column) => column.notNull())
        .addColumn('touchedAt', 'timestamptz', (column) => column.notNull().defaultTo(now))
        .execute();
      await db.schema
        .createTable('snapshotPiece')
        .addColumn('snapshot', 'text', (column) => column.references('snapshot.name').onDelete('cascade'))
        .addColumn('file', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'bytea', (column) => column.notNull())
        .addPrimaryKeyConstraint('snapshotPiecePrimaryKey', ['snapshot', 'file', 'number'])
        .execute();
      await db.schema
        .createTable('currentSnapshot')
        .addColumn('kind', 'text', (column) => column.primaryKey())
        .addColumn('snapshot', 'text', (column) => column.notNull().references('snapshot.name'))
        .addColumn('publishedAt', 'timestamptz', (column) => column.notNull().defaultTo(now))
        .execute();
      await db.schema
        .createTable('lease')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'timestamptz', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('rateLimit')
        .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
        .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('expire', 'bigint')
        .execute();
    },
  },
};
