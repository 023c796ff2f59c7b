import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Where Debian and its like put the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';
/** Postgres will not run as root: nobody's number on Linux. */
const NOBODY = 65_534;

const PASSWORD = 'never-to-be-shown';

/** The folder of Postgres's programs, newest version first; null where there is none. */
function programs(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((name) => join(VERSIONS, name, 'bin'));
  return newest.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Why tests with a Postgres are skipped; null where they run. */
export const WITHOUT_POSTGRES = programs() === null ? `no Postgres under ${VERSIONS}` : null;

/** A Postgres of a test's own. */
export interface TestPostgres {
  readonly port: number;
  readonly password: string;
  /** Makes a new, empty database; its address. */
  database(): Promise<string>;
  /** Asks as the one who owns it all; in the database of an address when there is one. */
  ask(text: string, url?: string): Promise<Record<string, unknown>[]>;
  start(): Promise<void>;
  /** Ends it: `fast` in good order, `immediate` as a crash would. */
  halt(how: 'fast' | 'immediate'): Promise<void>;
  /** Ends it and removes all of it. */
  remove(): Promise<void>;
}

/** Starts a Postgres on a free port, in a temporary folder, that few may connect to. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = programs();
  if (bin === null) throw new Error('no Postgres');
  const root = mkdtempSync(join(tmpdir(), 'verbatim-postgres-'));
  const [data, secret] = [join(root, 'data'), join(root, 'password')];
  writeFileSync(secret, PASSWORD);
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in user) for (const path of [root, secret]) chownSync(path, NOBODY, NOBODY);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'verbatim', '-A', 'scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'],
    { cwd: root, stdio: 'ignore', ...user },
  );
  const port = await freePort();
  const settings = ['fsync=off', 'max_connections=20', 'listen_addresses=127.0.0.1', `port=${port}`];
  const options = [...settings, `unix_socket_directories=${root}`].flatMap((setting) => ['-c', setting]);
  const urlOf = (database: string) => `postgres://verbatim:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let server: ReturnType<typeof spawn> | null = null;
  let databases = 0;

  async function ask(text: string, url = urlOf('postgres')) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(text);
      return rows;
    } finally {
      await client.end();
    }
  }

  async function start() {
    server = spawn(join(bin ?? '', 'postgres'), ['-D', data, ...options], {
      cwd: root,
      stdio: 'ignore',
      ...user,
    });
    for (;;) {
      const isUp = await ask('select 1').then(
        () => true,
        () => false,
      );
      if (isUp) return;
      if (server.exitCode !== null) throw new Error(`Postgres ended with ${server.exitCode}`);
      await sleep(50);
    }
  }

  async function halt(how: 'fast' | 'immediate') {
    if (server === null) return;
    const ended = once(server, 'exit');
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
    server = null;
  }

  await start();
  return {
    port,
    password: PASSWORD,
    ask,
    start,
    halt,
    async database() {
      const name = `test${databases++}`;
      await ask(`create database ${name}`);
      return urlOf(name);
    },
    async remove() {
      await halt('immediate');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  server.close();
  await once(server, 'close');
  return typeof at === 'object' && at !== null ? at.port : 0;
}
