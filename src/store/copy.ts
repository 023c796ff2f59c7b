import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Failure } from '../failure.js';
import { TABLES, type Tables } from './schema.js';

/** Rows written at a time: SQLite takes 32,766 values in a statement, Postgres twice as many, and no row has 30. */
const BATCH = 1_000;

type Row = Readonly<Record<string, string | number | null>>;

/** What a table holds: how many rows, and a checksum over them. Equal for two that hold the same, wherever they are. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

/** What a database holds, table by table. */
export async function sumsOf(db: Kysely<Tables>): Promise<TableSum[]> {
  const sums: TableSum[] = [];
  for (const table of TABLES) sums.push(sumOf(table, await rowsOf(db, table)));
  return sums;
}

/**
 * Puts all that a database holds, as it is at one moment, into another that holds nothing, or already just that. Read
 * back and compared before it counts: whoever is interrupted has copied nothing, and may begin again.
 *
 * @param place the other, as it is shown
 * @throws Failure `move-occupied` when the other holds something else; `move-differs` when what is read back is not
 *   what was written.
 */
export async function copyTables(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  place: string,
): Promise<TableSum[]> {
  return from
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((source) =>
      to.transaction().execute(async (target) => {
        const sums = await sumsOf(source);
        const before = await sumsOf(target);
        if (isSame(before, sums)) return sums;
        if (before.some(({ rows }) => rows > 0)) throw new Failure('move-occupied', { place });
        for (const table of TABLES) await writeRows(target, table, await rowsOf(source, table));
        if (!isSame(await sumsOf(target), sums)) throw new Failure('move-differs', { place });
        return sums;
      }),
    );
}

function isSame(some: readonly TableSum[], others: readonly TableSum[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function sumOf(table: string, rows: readonly Row[]): TableSum {
  // Sorted here: each database has an order of its own, of columns and of text.
  const lines = rows.map((row) => JSON.stringify(Object.entries(row).sort(byName))).sort();
  const sha256 = createHash('sha256').update(lines.join('\n')).digest('hex');
  return { table, rows: rows.length, sha256 };
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

async function rowsOf(db: Kysely<Tables>, table: string): Promise<Row[]> {
  return (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows;
}

async function writeRows(db: Kysely<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let at = 0; at < rows.length; at += BATCH) {
    const values = rows
      .slice(at, at + BATCH)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    const names = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db);
  }
}
