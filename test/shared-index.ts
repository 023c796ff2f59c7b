import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Notice, openIndex, openSnapshot } from '../src/index/build.js';
import type { Embedder } from '../src/models/embedder.js';
import { type Database, openDatabase } from '../src/postgres/database.js';
import { openSharedIndex, watchVersions } from '../src/postgres/shared-index.js';
import { currentVersion, fetchCurrent, publish } from '../src/postgres/snapshots.js';
import { dyingAfter } from './dying.js';
import type { TestPostgres } from './postgres.js';

const DIMENSION = 64;

/** In the place of a model: what is handed out does not depend on it. */
const embedder: Embedder = {
  id: 'stand-in',
  fileHash: 'stand-in',
  dimension: DIMENSION,
  embedPassages: async (texts) => texts.map(vectorOf),
  embedQuery: async (text) => vectorOf(text),
  tokens: null,
};

function vectorOf(text: string): Float32Array {
  return Float32Array.from({ length: DIMENSION }, (_, i) => Math.sin(i + text.length) / 8);
}

/** What many processes with one index do, with a real Postgres. */
export function describeSharedIndex(postgres: TestPostgres): void {
  describe('the index that processes share', () => {
    let root: string;
    let url: string;
    let database: Database;
    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'verbatim-shared-'));
      url = await postgres.database();
      database = await openDatabase(url);
    });
    afterAll(async () => {
      await database.close();
      await rm(root, { recursive: true, force: true });
    });

    let count = 0;
    /** A folder with an index of a corpus of so many pages. */
    async function build(pages: number): Promise<string> {
      const corpusFolder = join(root, `corpus${count++}`);
      await mkdir(corpusFolder);
      for (let i = 0; i < pages; i++)
        await writeFile(join(corpusFolder, `${i}.txt`), `The mill number ${i} turns.\n`);
      const indexFolder = `${corpusFolder}-index`;
      await openIndex({ corpusFolder, indexFolder, embedder, mustWrite: true });
      return indexFolder;
    }
    const newFolder = () => join(root, `fetched${count++}`);
    const live = async (folder: string) => (await readFile(join(folder, 'CURRENT'), 'utf8')).trim();
    /** How many passages the index in a folder has, once all of it is found whole; null when it is not. */
    async function passagesIn(folder: string): Promise<number | null> {
      const opened = await openSnapshot(folder, embedder);
      return 'state' in opened ? null : opened.index.manifest.counts.passages;
    }
    const versionsThere = async () =>
      (await database.shared.selectFrom('snapshot').select('name').execute()).length;

    it('is none before one is published, then byte for byte what was; the one before goes', async () => {
      const folder = newFolder();
      expect(await fetchCurrent(database, folder, embedder)).toBeNull();
      const first = await build(3);
      await publish(database, first, embedder);
      expect(await fetchCurrent(database, folder, embedder)).toBe(await live(first));
      for (const file of await readdir(join(first, await live(first)))) {
        const [there, here] = [first, folder].map(async (one) => readFile(join(one, await live(one), file)));
        expect((await here)?.equals((await there) ?? Buffer.alloc(0)), file).toBe(true);
      }
      const second = await build(5);
      await publish(database, second, embedder);
      await publish(database, second, embedder);
      await fetchCurrent(database, folder, embedder);
      expect(await passagesIn(folder)).toBe(5);
      expect(await readdir(folder)).toHaveLength(2);
      expect(await versionsThere()).toBe(1);
      const other = { ...embedder, fileHash: 'another model' };
      expect(await currentVersion(database, other)).toBeNull();
    });

    it('stays as it was when its publisher dies at any step, and is finished by the next try', async () => {
      const before = await currentVersion(database, embedder);
      const next = await build(7);
      let steps = 0;
      for (let isDone = false; !isDone; steps++) {
        isDone = await publish(
          { ...database, shared: dyingAfter(database.shared, steps) },
          next,
          embedder,
        ).then(
          () => true,
          (error: Error) => error.message !== 'died',
        );
        const current = await currentVersion(database, embedder);
        expect([before, await live(next)]).toContain(current);
        const folder = newFolder();
        await fetchCurrent(database, folder, embedder);
        expect(await passagesIn(folder)).toBe(current === before ? 5 : 7);
      }
      expect(steps).toBeGreaterThan(14);
      expect(await currentVersion(database, embedder)).toBe(await live(next));
    });

    it('leaves the version at hand when its fetching ends at any step', async () => {
      const folder = await build(1);
      for (let steps = 0, isDone = false; !isDone; steps++) {
        isDone = await fetchCurrent(
          { ...database, shared: dyingAfter(database.shared, steps) },
          folder,
          embedder,
        ).then(
          () => true,
          (error: Error) => error.message !== 'died',
        );
        expect(await passagesIn(folder)).toBe(isDone ? 7 : 1);
      }
      expect(await readdir(folder)).toHaveLength(2);
    });

    it('of two builders at once is whole, and that of one of them', async () => {
      const builders = await Promise.all([build(8), build(9)]);
      await Promise.all(builders.map((one) => publish(database, one, embedder)));
      const folder = newFolder();
      await fetchCurrent(database, folder, embedder);
      expect([8, 9]).toContain(await passagesIn(folder));
    });

    it('is fetched anew where it is damaged on disk, and refused where it is damaged in Postgres', async () => {
      const folder = newFolder();
      const request = { corpusFolder: root, indexFolder: folder, embedder };
      const { index } = await openSharedIndex(database, 'published', request);
      await writeFile(join(folder, await live(folder), 'pairs.jsonl'), 'not what it was');
      const again = await openSharedIndex(database, 'published', request);
      expect(again.index.manifest).toEqual(index.manifest);
      await database.shared
        .updateTable('snapshotPiece')
        .set({ bytes: Buffer.from('not what it was') })
        .where('file', '=', 'pairs.jsonl')
        .execute();
      const refused = newFolder();
      await expect(fetchCurrent(database, refused, embedder)).rejects.toMatchObject({
        code: 'index-damaged',
      });
      expect(await passagesIn(folder)).toBe(index.manifest.counts.passages);
    });

    it('is the version at hand while Postgres is away, and followed again when it is back', async () => {
      const folder = newFolder();
      await publish(database, await build(11), embedder);
      let held = await fetchCurrent(database, folder, embedder);
      const seen: string[] = [];
      const leaving = new AbortController();
      let isSeen = (_: string): void => {};
      const until = (what: string) =>
        new Promise<void>((resolve) => {
          isSeen = (one) => one === what && resolve();
          if (seen.includes(what)) resolve();
        });
      const see = (what: string): void => {
        seen.push(what);
        isSeen(what);
      };
      const watching = watchVersions({
        database,
        embedder,
        held: () => held,
        onChange: async () => {
          held = await fetchCurrent(database, folder, embedder);
          see(`new: ${held}`);
        },
        onAway: (error) => see(error === null ? 'back' : 'away'),
        signal: leaving.signal,
        every: 20,
      });
      await postgres.halt('immediate');
      await until('away');
      const notices: Notice[] = [];
      const onNotice = (notice: Notice) => notices.push(notice);
      const request = { corpusFolder: root, indexFolder: folder, embedder, onNotice };
      const { index } = await openSharedIndex(url, 'published', request);
      expect(index.manifest.counts.passages).toBe(11);
      expect(notices).toMatchObject([{ state: 'away' }]);
      expect(JSON.stringify(notices)).not.toContain(postgres.password);
      await expect(
        openSharedIndex(url, 'published', { ...request, indexFolder: newFolder() }),
      ).rejects.toMatchObject({
        code: 'postgres-unreachable',
      });
      await postgres.start();
      await until('back');
      const next = await build(12);
      await publish(database, next, embedder);
      await until(`new: ${await live(next)}`);
      leaving.abort();
      await watching;
      expect(seen).toEqual(['away', 'back', `new: ${await live(next)}`]);
      expect(await passagesIn(folder)).toBe(12);
    });
  });
}
