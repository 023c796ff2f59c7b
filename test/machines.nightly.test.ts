import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/postgres/database.js';
import { storeIn } from '../src/postgres/store.js';
import { sumsOf } from '../src/store/copy.js';
import { DATABASE_FILE, openEmbedded, openStore } from '../src/store/embedded.js';
import { openDoor } from './door.js';
import { startPostgres, WITHOUT_POSTGRES } from './postgres.js';
import { runCli } from './run-cli.js';
import { someQuestion, someVote } from './store-contract.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-machines-'));
const postgres = WITHOUT_POSTGRES === null ? await startPostgres() : null;
afterAll(async () => {
  await postgres?.remove();
  await rm(root, { recursive: true, force: true });
});

describe.skipIf(postgres === null)(`several processes (${WITHOUT_POSTGRES ?? 'with a Postgres'})`, () => {
  if (postgres === null) return;

  it('move state and index by one command, which shows no password', async () => {
    const url = await postgres.database();
    const corpus = join(root, 'corpus');
    await mkdir(corpus);
    await writeFile(join(corpus, 'mill.txt'), 'The mill of Trevignon was built in 1731 by three brothers.\n');
    const env = { CORPUS: corpus, INDEX: join(root, 'index'), STATE: join(root, 'state'), STORE: url };
    const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      runCli(args, { cwd: root, env: { ...env, ...more } });
    const store = await openStore(env.STATE);
    const id = await store.addQuestion(someQuestion);
    await store.vote(someVote);
    await store.close();
    const indexed = await run(['index']);
    expect(indexed.stdout).toMatch(/published in 127\.0\.0\.1:\d+\/test/);
    const there = await run(['move']);
    expect(there.stdout).toMatch(/question: 1.row, SHA-256 .*vote: 1.row.*index: 1.document/s);
    const { state, postgres: shared, ...database } = await openDatabase(url);
    expect(await storeIn({ state, postgres: shared, ...database }).question(id)).toMatchObject(someQuestion);
    await database.close();
    const elsewhere = { STATE: join(root, 'again'), INDEX: join(root, 'index-again'), CORPUS: root };
    const back = await run(['move', '--back'], elsewhere);
    expect(back.stdout.split('\n').slice(0, -2)).toEqual(there.stdout.split('\n').slice(0, -2));
    const again = await openEmbedded(join(elsewhere.STATE, DATABASE_FILE));
    expect((await sumsOf(again)).map(({ rows }) => rows)).toContain(1);
    await again.destroy();
    const asked = await run(['ask', '--json', 'When was the mill of Trevignon built?'], elsewhere);
    expect(asked.stdout).toContain('1731');
    for (const { stdout, stderr } of [indexed, there, back, asked]) {
      expect(stdout + stderr).not.toContain(postgres.password);
    }
  });

  it('wait for a Postgres that takes five seconds, give up one that says nothing, and find it again', async () => {
    const door = await openDoor(postgres.port);
    const url = new URL(await postgres.database());
    url.port = String(door.port);
    const database = await openDatabase(url.href);
    const store = storeIn(database);
    door.delay = 5_000;
    const id = await store.addQuestion(someQuestion);
    expect(await store.question(id)).toMatchObject(someQuestion);
    door.delay = 0;
    door.isShut = true;
    await expect(store.question(id)).rejects.toMatchObject({
      code: 'postgres-unreachable',
      details: { reason: 'ETIMEDOUT' },
    });
    door.isShut = false;
    expect(await store.question(id)).toMatchObject(someQuestion);
    await database.close();
    await door.close();
  });

  it('are examined by doctor, which changes nothing', async () => {
    const url = await postgres.database();
    const env = { CORPUS: join(root, 'examined'), INDEX: join(root, 'examined-index'), READER_MODEL: 'none' };
    await mkdir(env.CORPUS);
    await writeFile(
      join(env.CORPUS, 'mill.txt'),
      'The mill of Trevignon was built in 1731 by three brothers.\n',
    );
    const run = (args: readonly string[], STORE = url) => runCli(args, { cwd: root, env: { ...env, STORE } });
    const examine = async (STORE?: string) => {
      const { stdout, status } = await run(['doctor', '--json'], STORE);
      expect(stdout).not.toMatch(new RegExp(`${postgres.password}|wrong-one`));
      return { stdout, status };
    };
    for (let times = 0; times < 2; times++) expect((await examine()).stdout).toContain('to be made');
    await run(['index']);
    const { stdout, status } = await examine();
    expect(status).toBe(0);
    expect(stdout).toMatch(/Postgres 1\d.*those of this version.*, and here.*none serves/s);
    const refused = await examine(url.replace(postgres.password, 'wrong-one'));
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/"check":"postgres","state":"broken".*"migrations","state":"unchecked"/s);
  });
});
