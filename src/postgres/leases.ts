import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.js';

/** What one process at a time may hold, by name. */
export interface Leases {
  /**
   * Takes or keeps a lease for so many seconds; false while another holds it. By the clock of Postgres. After a start of
   * Postgres none is taken over for as long: those who held one while it was away are heard first.
   */
  take(name: string, seconds: number): Promise<boolean>;
  /** Gives a lease back, if it is held. */
  release(name: string): Promise<void>;
}

/** The leases of a database, for one more holder. */
export function leasesOf({ shared }: Pick<Database, 'shared'>): Leases {
  const holder = randomBytes(12).toString('base64url');
  return {
    async take(name, seconds) {
      const span = sql<Date>`make_interval(secs => ${seconds})`;
      const until = sql<Date>`now() + ${span}`;
      const row = await shared
        .insertInto('lease')
        .values({ name, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ holder, until })
            .where(({ or, and, eb }) =>
              or([
                eb('lease.holder', '=', holder),
                and([
                  eb('lease.until', '<', sql<Date>`now()`),
                  sql<boolean>`pg_postmaster_start_time() + ${span} < now()`,
                ]),
              ]),
            ),
        )
        .returning('holder')
        .executeTakeFirst();
      return row !== undefined;
    },
    async release(name) {
      await shared.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute();
    },
  };
}

/** The names of what bots serve at the moment, in order. */
export async function leasesHeld({ shared }: Pick<Database, 'shared'>): Promise<string[]> {
  const rows = await shared
    .selectFrom('lease')
    .select('name')
    .where('until', '>', sql<Date>`now()`)
    .where('name', 'like', 'shards%')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}
