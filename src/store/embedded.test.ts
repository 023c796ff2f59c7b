import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStore, someQuestion } from '../../test/store-contract.js';
import { DATABASE_FILE, openStore } from './embedded.js';
import { MIGRATIONS } from './schema.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-store-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
const folderOf = () => join(root, String(count++), 'state');

describeStore('the embedded store', () => openStore(folderOf()));

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('openStore', () => {
  it('keeps what it acknowledged when it is opened again', async () => {
    const folder = folderOf();
    const store = await openStore(folder);
    const id = await store.addQuestion(someQuestion);
    await store.close();
    const again = await openStore(folder);
    expect((await again.question(id))?.text).toBe(someQuestion.text);
    await again.close();
  });

  it('lets another process read and write at the same time', async () => {
    const folder = folderOf();
    const [one, other] = [await openStore(folder), await openStore(folder)];
    const id = await one.addQuestion(someQuestion);
    expect(await other.closeQuestion(id, { outcome: 'solved', at: '2026', by: 'lea' })).toBe(true);
    expect((await one.question(id))?.closed?.outcome).toBe('solved');
    await Promise.all([one.close(), other.close()]);
  });

  it('is for the eyes of its owner alone', async () => {
    const folder = folderOf();
    await (await openStore(folder)).close();
    if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it('leaves nothing to be read in the file of what is deleted', async () => {
    const folder = folderOf();
    const store = await openStore(folder);
    await store.addQuestion({ ...someQuestion, text: 'a secret to be forgotten' });
    await store.forget(someQuestion.asker);
    await store.close();
    expect(await readFile(join(folder, DATABASE_FILE), 'latin1')).not.toContain('a secret to be forgotten');
  });

  it.each(['Not a database at all. '.repeat(500), 'SQLite format 3\u0000 and then nothing of the kind'])(
    'says that a file is damaged, and leaves it as it is',
    async (content) => {
      const folder = folderOf();
      await (await openStore(folder)).close();
      const file = join(folder, DATABASE_FILE);
      await writeFile(file, content);
      expect(await failureOf(openStore(folder))).toMatchObject({ code: 'store-corrupt', details: { file } });
      expect(await readFile(file, 'utf8')).toBe(content);
    },
  );

  it('says that another program keeps the database for itself, and changes nothing', async () => {
    const folder = folderOf();
    const store = await openStore(folder);
    const other = new Libsql(join(folder, DATABASE_FILE));
    other.exec('begin exclusive');
    expect(await failureOf(store.addQuestion(someQuestion))).toMatchObject({ code: 'store-locked' });
    other.exec('rollback');
    other.close();
    expect(await store.openQuestions(someQuestion.guild)).toEqual([]);
    await store.addQuestion(someQuestion);
    await store.close();
  });

  it('says what is in the way of its folder', async () => {
    const folder = folderOf();
    await (await openStore(folder)).close();
    const file = join(folder, DATABASE_FILE);
    expect(await failureOf(openStore(join(file, 'state')))).toMatchObject({
      code: 'store-unwritable',
      details: { reason: 'ENOTDIR' },
    });
  });

  it('leaves alone what a later version has had', async () => {
    const folder = folderOf();
    const later = { ...MIGRATIONS, '999-later': { up: async () => {} } };
    await (await openStore(folder, later)).close();
    const file = join(folder, DATABASE_FILE);
    expect(await failureOf(openStore(folder))).toMatchObject({ code: 'store-newer', details: { file } });
  });

  it('does a migration whole or not at all', async () => {
    const folder = folderOf();
    const broken = {
      ...MIGRATIONS,
      '002-broken': {
        async up(db: Parameters<(typeof MIGRATIONS)[string]['up']>[0]) {
          await db.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('half done');
        },
      },
    };
    expect(await failureOf(openStore(folder, broken))).toMatchObject({ message: 'half done' });
    const database = new Libsql(join(folder, DATABASE_FILE));
    const tables = database.prepare("select name from sqlite_master where name = 'half'").all();
    database.close();
    expect(tables).toEqual([]);
    const store = await openStore(folder);
    await store.addQuestion(someQuestion);
    await store.close();
  });
});

describe('backup', () => {
  it('holds all that there was, and takes the place of a lost database', async () => {
    const folder = folderOf();
    const store = await openStore(folder);
    const id = await store.addQuestion(someQuestion);
    await store.changeSettings('g1', { teamChannel: 't1' });
    const copy = join(root, `${count++}.db`);
    await store.backup(copy);
    const after = await store.addQuestion(someQuestion);
    await store.close();
    const restored = folderOf();
    await (await openStore(restored)).close();
    await copyFile(copy, join(restored, DATABASE_FILE));
    const again = await openStore(restored);
    expect(await again.question(id)).toMatchObject(someQuestion);
    expect(await again.question(after)).toBeNull();
    expect((await again.settingsOf('g1')).teamChannel).toBe('t1');
    await again.close();
  });

  it('writes over nothing, and leaves nothing behind where it cannot write', async () => {
    const store = await openStore(folderOf());
    const taken = join(root, `${count++}.db`);
    await writeFile(taken, 'mine');
    expect(await failureOf(store.backup(taken))).toMatchObject({
      code: 'file-unwritable',
      details: { file: taken, reason: 'EEXIST' },
    });
    expect(await readFile(taken, 'utf8')).toBe('mine');
    const nowhere = join(root, 'no', 'where.db');
    expect(await failureOf(store.backup(nowhere))).toMatchObject({ details: { reason: 'ENOENT' } });
    expect(existsSync(nowhere)).toBe(false);
    await store.close();
  });
});
