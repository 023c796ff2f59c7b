import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../models/embedder.js';
import { openEncoder } from '../models/encoder.js';
import { type IndexRequest, type Notice, openIndex } from './build.js';
import type { Index } from './snapshot.js';

const MODEL = fileURLToPath(new URL('../../models/verbatim-fr-en', import.meta.url));
const root = await mkdtemp(join(tmpdir(), 'verbatim-index-'));
const embedder = await openEncoder({ id: MODEL, cacheFolder: root });
afterAll(() => rm(root, { recursive: true, force: true }));

const LIGHTHOUSE = 'The lighthouse of Trevignon was lit again in 1962 after a long repair.';
const HARBOUR = 'Fishing boats come back to the harbour every evening with sardines.';
const BAKERY = 'The village bakery sells bread with seaweed on market days.';

let corpusFolder = '';
let indexFolder = '';
let notices: Notice[] = [];

beforeEach(async () => {
  const folder = await mkdtemp(join(root, 'case-'));
  corpusFolder = join(folder, 'corpus');
  indexFolder = join(folder, 'index');
  notices = [];
  await mkdir(corpusFolder);
  await writeText('lighthouse.txt', LIGHTHOUSE);
  await writeText('harbour.txt', HARBOUR);
});

const writeText = (name: string, text: string) => writeFile(join(corpusFolder, name), `${text}\n`);

function open(more: Partial<IndexRequest> = {}) {
  return openIndex({
    corpusFolder,
    indexFolder,
    embedder,
    onNotice: (notice) => notices.push(notice),
    ...more,
  });
}

/** All passages of an index. */
const passagesOf = (index: Index) => index.sample(Number.POSITIVE_INFINITY);

/** The live snapshot's folder. */
async function liveFolder(): Promise<string> {
  return join(indexFolder, (await readFile(join(indexFolder, 'CURRENT'), 'utf8')).trim());
}

async function rewrite(file: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(file, change(await readFile(file)));
}

/** The real embedder, noting what it is given. */
function counting(): { embedder: Embedder; texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    embedder: {
      ...embedder,
      embedPassages: (given, onProgress) => {
        texts.push(...given);
        return embedder.embedPassages(given, onProgress);
      },
    },
  };
}

describe('openIndex', () => {
  it('builds, then opens what it built, with the same answers and problems', async () => {
    const first = await open();
    expect(first.built).toBe(true);
    expect(notices).toEqual([{ state: 'missing' }]);
    const second = await open();
    expect(second).toMatchObject({ built: false, problems: first.problems });
    expect(notices).toHaveLength(1);
    expect(second.index.manifest).toEqual(first.index.manifest);
    const query = await embedder.embedQuery('When was the lighthouse lit?');
    const answersOf = (index: Index) =>
      Promise.all([
        passagesOf(index),
        index.pairs([0, 1, 2]),
        index.files(),
        index.nearest(query, 5),
        index.cosines(query, [0, 1]),
        index.words('boats', 'en', 5),
      ]);
    expect(await answersOf(second.index)).toEqual(await answersOf(first.index));
  });

  it('finds by meaning and by words', async () => {
    const { index } = await open();
    const near = await index.nearest(await embedder.embedQuery('When was the lighthouse lit?'), 1);
    for (const hits of [near, await index.words('lighthouse 1962', 'en', 1)]) {
      const [found] = await index.pairs(hits.map(({ pair }) => pair));
      expect(found?.en?.text).toBe(LIGHTHOUSE);
    }
  });

  it('keeps any text to the letter', async () => {
    const odd =
      'Le prix\u00a0: 14\u202f000\u00a0€ — «\u00a0oui\u00a0» 🐚 e\u0301te\u0301, dit l’ancienne gardienne.';
    await writeText('odd.txt', odd);
    await open();
    const { index, built } = await open();
    expect(built).toBe(false);
    expect((await passagesOf(index)).map((passage) => passage.text)).toContain(odd);
  });

  it('embeds only what has changed, and forgets what was deleted', async () => {
    const query = await embedder.embedQuery('When was the lighthouse lit?');
    const [before] = await (await open()).index.nearest(query, 1);
    await writeText('bakery.txt', BAKERY);
    await rm(join(corpusFolder, 'harbour.txt'));
    const { embedder: counted, texts } = counting();
    const { index, built, embedded } = await open({ embedder: counted });
    expect({ built, embedded, texts }).toEqual({ built: true, embedded: 1, texts: [`bakery\n${BAKERY}`] });
    expect(notices.at(-1)).toEqual({ state: 'stale' });
    expect(await index.words('harbour', 'en', 5)).toEqual([]);
    expect((await passagesOf(index)).map((passage) => passage.text)).toEqual([BAKERY, LIGHTHOUSE]);
    // The very vector that it had, in its new row.
    expect(await index.nearest(query, 1)).toEqual([{ pair: 1, score: before?.score }]);
  });

  it('embeds all again when forced', async () => {
    await open();
    const { embedder: counted, texts } = counting();
    expect((await open({ embedder: counted, force: true })).built).toBe(true);
    expect(texts).toHaveLength(2);
  });

  it('builds nothing for files that are only touched, and remembers that they were', async () => {
    await open();
    await utimes(join(corpusFolder, 'harbour.txt'), 1_000_000, 1_000_000);
    expect((await open()).built).toBe(false);
    const { corpus } = (await open()).index.manifest;
    expect(corpus.files.find(({ path }) => path === 'harbour.txt')?.mtimeMs).toBe(1_000_000_000);
  });

  it('leaves one snapshot behind', async () => {
    await open();
    await writeText('bakery.txt', BAKERY);
    await open();
    expect((await readdir(indexFolder)).sort()).toEqual(['CURRENT', expect.stringMatching(/^snapshot-/)]);
  });

  it('refuses a corpus without a passage', async () => {
    await rm(join(corpusFolder, 'harbour.txt'));
    await rm(join(corpusFolder, 'lighthouse.txt'));
    await expect(open()).rejects.toMatchObject({ code: 'corpus-empty' });
  });

  it('goes on in memory when the index cannot be written, unless it must', async () => {
    await writeFile(indexFolder, 'a file where the folder should be');
    const { index, built } = await open();
    expect(built).toBe(true);
    expect(await index.words('lighthouse', 'en', 1)).toHaveLength(1);
    expect(notices.at(-1)).toMatchObject({ state: 'unwritable', folder: indexFolder });
    await expect(open({ mustWrite: true })).rejects.toMatchObject({ code: 'index-unwritable' });
  });
});

it.runIf(process.platform === 'linux')('gives up on a place where nothing can be made', async () => {
  indexFolder = '/proc/no/such/place';
  const { index } = await open();
  expect(await passagesOf(index)).toHaveLength(2);
  expect(notices.at(-1)).toMatchObject({ state: 'unwritable', folder: indexFolder });
});

describe('a damaged index is told and built anew', () => {
  const FILES = [
    'documents.jsonl',
    'pairs.jsonl',
    'vectors.i8',
    'vector-scales.f32',
    'tokens.u32',
    'token-offsets.u32',
    'words.json',
    'postings.u32',
    'word-lengths.u32',
    'manifest.json',
  ];

  async function expectRebuilt(expected: unknown): Promise<void> {
    notices = [];
    const { built, index } = await open();
    expect(notices).toEqual([expected]);
    expect(built).toBe(true);
    expect((await passagesOf(index)).map((passage) => passage.text)).toEqual([HARBOUR, LIGHTHOUSE]);
    expect((await open()).built).toBe(false);
  }

  it.each(FILES)('%s with a flipped bit', async (file) => {
    await open();
    const path = join(await liveFolder(), file);
    const { length } = await readFile(path);
    for (const place of [0, length >> 1, length - 2]) {
      await rewrite(join(await liveFolder(), file), (bytes) => {
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        return bytes;
      });
      await expectRebuilt({ state: 'corrupt', file });
    }
  });

  it.each(FILES)('%s cut short', async (file) => {
    await open();
    const path = join(await liveFolder(), file);
    await truncate(path, 7);
    await expectRebuilt({ state: file === 'manifest.json' ? 'corrupt' : 'half-written', file });
  });

  it.each(FILES)('%s missing', async (file) => {
    await open();
    await rm(join(await liveFolder(), file));
    await expectRebuilt({ state: 'half-written', file });
  });

  it('CURRENT missing, naming nothing, or naming a place outside', async () => {
    await open();
    const current = join(indexFolder, 'CURRENT');
    await rm(current);
    await expectRebuilt({ state: 'missing' });
    await writeFile(current, 'snapshot-of-nothing\n');
    await expectRebuilt({ state: 'half-written', file: 'manifest.json' });
    await writeFile(current, '../../elsewhere');
    await expectRebuilt({ state: 'corrupt', file: 'CURRENT' });
  });

  it('made by another version, or another model', async () => {
    await open({ embedder: { ...embedder, fileHash: 'another' } });
    await expectRebuilt({ state: 'foreign', what: 'model' });
    await rewrite(join(await liveFolder(), 'manifest.json'), (bytes) => {
      const { manifest } = JSON.parse(bytes.toString());
      const older = { ...manifest, schema: 0 };
      return Buffer.from(JSON.stringify({ crc32: crc32(JSON.stringify(older)), manifest: older }));
    });
    await expectRebuilt({ state: 'foreign', what: 'schema' });
  });
});

describe('several processes', () => {
  it('two builders at once leave one whole index', async () => {
    const texts = [LIGHTHOUSE, HARBOUR];
    for (let round = 0; round < 5; round++) {
      const opened = await Promise.all([open({ force: true }), open({ force: true }), open()]);
      for (const { index } of opened) expect(await passagesOf(index)).toHaveLength(texts.length);
      notices = [];
      expect((await open()).built).toBe(false);
      expect(notices).toEqual([]);
    }
  });
});
