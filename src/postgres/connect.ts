import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { Failure, reasonOf, systemReasonOf } from '../failure.js';
import { serverOf } from './server.js';

/** The oldest Postgres that its makers still mend (https://www.postgresql.org/support/versioning). */
const OLDEST = 14;

/** How long a connection may take to be made, and a statement to be answered, in milliseconds. */
const PATIENCE = 15_000;

/** Connections that are open at once, at most: every process has as many. */
const MOST_CONNECTIONS = 4;

/** A Postgres that is connected to as needed: connections that break are made anew by the next who needs one. */
export interface Postgres extends PostgresPool {
  /** Host, port and database, to be shown; no user and no password. */
  readonly server: string;
  /** Answers one statement. */
  query(statement: {
    readonly text: string;
    readonly values?: readonly unknown[];
  }): Promise<PostgresQueryResult<unknown>>;
}

/**
 * Makes ready to connect; connects to nothing yet. What is asked of it throws Failures: `postgres-unreachable`,
 * `postgres-refused`, `postgres-busy`, `store-full`, `store-corrupt`, `store-locked`.
 *
 * @param url `postgres://user:password@host:port/database`, as `psql` takes it
 */
export function connectPostgres(url: string): Postgres {
  const server = serverOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    // The server gives up first, so that nothing is done that was said to have failed.
    statement_timeout: PATIENCE - 1_000,
    keepAlive: true,
    application_name: 'verbatim',
  });
  // One that breaks while nobody uses it is told to nobody: the next to need one is told if none can be made.
  pool.on('error', () => {});
  async function connect() {
    const client = await pool.connect().catch((error: unknown) => {
      throw failureOf(error, server);
    });
    let isBroken = false;
    // Without it, a connection that breaks between two statements would end the process.
    const onError = (): void => {
      isBroken = true;
    };
    client.on('error', onError);
    const connection: PostgresPoolClient = {
      query: (...asked: unknown[]) =>
        Reflect.apply(client.query, client, asked).catch((error: unknown) => {
          const failure = failureOf(error, server);
          // It may still wait for an answer, or stand within a transaction.
          isBroken ||= failure instanceof Failure;
          throw failure;
        }),
      release(destroy = false) {
        client.off('error', onError);
        client.release(destroy || isBroken);
      },
    };
    return connection;
  }

  return {
    server,
    connect,
    async query({ text, values = [] }) {
      const client = await connect();
      try {
        return await client.query<unknown>(text, values);
      } finally {
        client.release();
      }
    },
    end: () => pool.end(),
  };
}

/**
 * Makes sure that this Postgres is new enough; gives its version.
 *
 * @throws Failure `postgres-version`, and those of a connection.
 */
export async function checkPostgres(postgres: Postgres): Promise<string> {
  const { rows } = await postgres.query({ text: 'show server_version' });
  const [{ server_version }] = z.tuple([z.object({ server_version: z.string() })]).parse(rows);
  const version = server_version.split(' ', 1).join('');
  if (Number.parseInt(version, 10) < OLDEST) {
    throw new Failure('postgres-version', { server: postgres.server, version, wanted: OLDEST });
  }
  return version;
}

/** What Postgres or the network says, as a failure that a person can do something about; anything else as it is. */
function failureOf(error: unknown, server: string): unknown {
  if (error instanceof Failure || error instanceof TypeError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = reasonOf(error);
  const because = { cause: error };
  // Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (/^28...$|^3D000$|^42501$/.test(code) || message.startsWith('SASL'))
    return new Failure('postgres-refused', { server, reason: message }, because);
  if (code === '53300') return new Failure('postgres-busy', { server }, because);
  if (code === '53100') return new Failure('store-full', { file: server }, because);
  if (/^XX00[12]$/.test(code)) return new Failure('store-corrupt', { file: server }, because);
  if (/^55P03$|^57014$/.test(code)) return new Failure('store-locked', { file: server }, because);
  // It shuts down, has crashed, begins, is read-only after a change of masters, or has no memory.
  const isAway = /^08...$|^57P..$|^25006$|^53200$/.test(code);
  if (!isAway && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) return error;
  const reason = /timeout/.test(message) ? 'ETIMEDOUT' : isAway ? message : systemReasonOf(error);
  return new Failure('postgres-unreachable', { server, reason }, because);
}
