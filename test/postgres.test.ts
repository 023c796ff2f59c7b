import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { phrasesFor } from '../src/i18n/phrases.js';
import { openDatabase } from '../src/postgres/database.js';
import { openConfiguredStore, storeIn } from '../src/postgres/store.js';
import { DATABASE_FILE, openStore } from '../src/store/embedded.js';
import { MIGRATIONS, TABLES } from '../src/store/schema.js';
import type { Store } from '../src/store/store.js';
import { describeFailure } from '../src/terminal/session.js';
import { describeMove } from './move.js';
import { startPostgres, WITHOUT_POSTGRES } from './postgres.js';
import { describeSharedIndex } from './shared-index.js';
import { describeShifts } from './shifts.js';
import { describeStore, someQuestion, someVote } from './store-contract.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-postgres-test-'));
const postgres = WITHOUT_POSTGRES === null ? await startPostgres() : null;
afterAll(async () => {
  await postgres?.remove();
  await rm(root, { recursive: true, force: true });
});

const newDatabase = (): Promise<string> => postgres?.database() ?? Promise.reject(new Error('no Postgres'));
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe.skipIf(postgres === null)(`with a Postgres (${WITHOUT_POSTGRES ?? 'here'})`, async () => {
  if (postgres === null) return;
  const url = await newDatabase();
  const open = (at = url): Promise<Store> => openConfiguredStore({ stateFolder: root, postgres: at });

  const database = await openDatabase(url);
  afterAll(database.close);
  describeStore('the store in Postgres', async () => {
    await sql`truncate ${sql.join(TABLES.map((table) => sql.table(table)))}`.execute(database.state);
    return storeIn(database);
  });

  describe('the store in Postgres, beside others', () => {
    it('is made once by several processes that begin at the same time, and shared by them', async () => {
      const fresh = await newDatabase();
      const stores = await Promise.all([1, 2, 3, 4].map(() => open(fresh)));
      const [one, other] = stores;
      const id = (await one?.addQuestion(someQuestion)) ?? '';
      expect(await other?.question(id)).toMatchObject(someQuestion);
      await Promise.all([
        one?.changeSettings('g1', { teamChannel: 't1' }),
        other?.changeSettings('g1', { retentionDays: 7 }),
      ]);
      expect(await one?.settingsOf('g1')).toMatchObject({ teamChannel: 't1', retentionDays: 7 });
      await Promise.all(stores.map((store) => store.close()));
    });

    it('leaves alone what a later version has had', async () => {
      const fresh = await newDatabase();
      const later = { ...MIGRATIONS, '999-later': { up: async () => {} } };
      await (await openDatabase(fresh, later)).close();
      expect(await failureOf(open(fresh))).toMatchObject({ code: 'store-newer' });
    });

    it('is backed up into a file that takes the place of the embedded one', async () => {
      const store = await open(await newDatabase());
      const id = await store.addQuestion(someQuestion);
      await store.vote(someVote);
      await store.backup(join(root, DATABASE_FILE));
      await store.close();
      const copy = await openStore(root);
      expect(await copy.question(id)).toMatchObject(someQuestion);
      expect(await copy.openVotes('g1')).toEqual([someVote]);
      await copy.close();
    });
  });

  describe('a Postgres that fails', () => {
    const told = (error: unknown) => {
      const said = [phrasesFor('en'), phrasesFor('fr')].map((phrases) => describeFailure(error, phrases));
      for (const text of said) expect(text).not.toContain(postgres.password);
      return said.join('\n');
    };
    const at = (change: (url: URL) => void): string => {
      const changed = new URL(url);
      change(changed);
      return changed.href;
    };

    it.each([
      ['a wrong password', 'postgres-refused', (wrong: URL) => Object.assign(wrong, { password: 'other' })],
      ['no password', 'postgres-refused', (wrong: URL) => Object.assign(wrong, { password: '' })],
      ['no such user', 'postgres-refused', (wrong: URL) => Object.assign(wrong, { username: 'eve' })],
      ['no such database', 'postgres-refused', (wrong: URL) => Object.assign(wrong, { pathname: '/none' })],
      ['nobody there', 'postgres-unreachable', (wrong: URL) => Object.assign(wrong, { port: '1' })],
      [
        'no such host',
        'postgres-unreachable',
        (wrong: URL) => Object.assign(wrong, { hostname: 'a.invalid' }),
      ],
      [
        'TLS that it has not',
        'postgres-unreachable',
        (wrong: URL) => wrong.searchParams.set('sslmode', 'verify-full'),
      ],
    ] as const)('is told: %s', async (_, code, change) => {
      const error = await failureOf(open(at(change)));
      expect(error).toMatchObject({ code });
      expect(told(error)).toMatch(/127\.0\.0\.1|a\.invalid/);
    });

    it('is told when the user may make no tables', async () => {
      await postgres.ask(`create user guest password 'guest'`);
      const guest = at((other) => Object.assign(other, { username: 'guest', password: 'guest' }));
      expect(await failureOf(open(guest.replace(/test\d+$/, 'postgres')))).toMatchObject({
        code: 'postgres-refused',
      });
    });

    it('is told when it has no connection left, and all goes on when it has', async () => {
      const store = await open();
      const held: pg.Client[] = [];
      for (let isFull = false; !isFull; ) {
        const client = new pg.Client({ connectionString: url });
        isFull =
          (await client.connect().then(
            () => void held.push(client),
            () => true,
          )) ?? false;
      }
      expect(await failureOf(open())).toMatchObject({ code: 'postgres-busy' });
      await Promise.all(held.map((client) => client.end()));
      await store.changeSettings('g1', { retentionDays: 9 });
      await store.close();
    });

    it('is told when its disk is full, and nothing is changed', async () => {
      const store = await open();
      await store.changeSettings('g1', { retentionDays: 5 });
      await postgres.ask(
        `create function full_disk() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
         create trigger full_disk before insert or update on guild execute function full_disk()`,
        url,
      );
      const error = await failureOf(store.changeSettings('g1', { retentionDays: 6 }));
      expect(error).toMatchObject({ code: 'store-full' });
      await postgres.ask('drop trigger full_disk on guild', url);
      expect(await store.settingsOf('g1')).toMatchObject({ retentionDays: 5 });
      await store.close();
    });

    it.each(['fast', 'immediate'] as const)(
      'is found again after a %s end, with all that was acknowledged',
      async (how) => {
        const store = await open();
        const id = await store.addQuestion(someQuestion);
        await postgres.halt(how);
        expect(await failureOf(store.question(id))).toMatchObject({ code: 'postgres-unreachable' });
        await postgres.start();
        expect(await store.question(id)).toMatchObject(someQuestion);
        await store.close();
      },
    );
  });

  describeSharedIndex(postgres);
  describeMove(postgres);
  describeShifts(postgres);
});
