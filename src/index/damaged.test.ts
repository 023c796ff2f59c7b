import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { anyDamage, damage, fuzzRuns } from '../../test/damage.js';
import { PROJECT_ROOT } from '../environment.js';
import { openEncoder } from '../models/encoder.js';
import { type Notice, openIndex } from './build.js';
import { decodeDocuments, decodePairs, decodeProblems, decodeWords, valuesOf } from './codec.js';
import { decodeManifest, parseJson } from './manifest.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-damaged-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const model = join(PROJECT_ROOT, 'models', 'verbatim-fr-en');
const embedder = await openEncoder({ id: model, cacheFolder: root });
const corpusFolder = join(root, 'corpus');
const indexFolder = join(root, 'index');
await mkdir(corpusFolder);
const TEXTS = [
  'The lighthouse of Trevignon was lit again in 1962 after a long repair.',
  'Les bateaux de pêche rentrent au port chaque soir avec des sardines.',
];
for (const [i, text] of TEXTS.entries()) await writeFile(join(corpusFolder, `${i}.txt`), `${text}\n`);
const question = await embedder.embedQuery('When was the lighthouse lit?');

async function open() {
  const notices: Notice[] = [];
  const onNotice = (notice: Notice) => notices.push(notice);
  const { index, built } = await openIndex({ corpusFolder, indexFolder, embedder, onNotice });
  const answer = {
    passages: await index.sample(Number.POSITIVE_INFINITY),
    near: await index.nearest(question, 5),
    words: await index.words('bateaux lighthouse', 'fr', 5),
  };
  return { notices, built, answer };
}

const live = async () => join(indexFolder, (await readFile(join(indexFolder, 'CURRENT'), 'utf8')).trim());

describe('an index', () => {
  it('of which a file is damaged at random is told and built anew, or is as it was', async () => {
    const { answer } = await open();
    const files = ['CURRENT', ...(await readdir(await live()))];
    expect(files).toHaveLength(12);
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), anyDamage, async (name, harms) => {
        const file = join(name === 'CURRENT' ? indexFolder : await live(), name);
        const before = await readFile(file);
        const after = damage(before, harms);
        await writeFile(file, after);
        const opened = await open();
        expect(opened.answer).toEqual(answer);
        expect(opened.notices).toHaveLength(opened.built ? 1 : 0);
        // Of these two, white space around what they say may change.
        if (name !== 'CURRENT' && name !== 'manifest.json') expect(opened.built).toBe(!after.equals(before));
        told += opened.notices.length;
        expect((await open()).notices).toEqual([]);
      }),
      fuzzRuns(60),
    );
    expect(told).toBeGreaterThan(30);
  });
});

describe('what is no snapshot', () => {
  const text = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));

  it('is told from one, whatever it is', () => {
    fc.assert(
      fc.property(text, (json) => {
        expect(decodeManifest(json, embedder)).toEqual({ state: 'corrupt', file: 'manifest.json' });
        const value = [parseJson(json)];
        expect(decodeDocuments(value)).toBeNull();
        expect(decodePairs(value, [])).toBeNull();
        expect(decodeProblems(value)).toBeNull();
        const numbers = { entries: new Uint32Array(), lengths: new Uint32Array() };
        expect(decodeWords(parseJson(json), numbers)).toBeNull();
      }),
      fuzzRuns(500),
    );
  });

  it('is told by its texts, whatever places they name', async () => {
    const written = [...valuesOf(await readFile(join(await live(), 'documents.jsonl')))];
    expect(decodeDocuments(written)).not.toBeNull();
    const number = fc.oneof(fc.integer({ min: -3, max: 90 }), fc.double());
    const passage = fc.tuple(
      ...[
        fc.string(),
        fc.string(),
        fc.array(fc.string(), { maxLength: 2 }),
        fc.constantFrom('fr', 'en', 'de'),
      ],
      ...[number, number, number],
    );
    const pair = fc.tuple(fc.string(), fc.option(number), fc.option(number));
    fc.assert(
      fc.property(
        fc.array(passage, { maxLength: 3 }),
        fc.array(pair, { maxLength: 3 }),
        (passages, pairs) => {
          const texts = decodeDocuments(written.map((line) => Object.assign({}, line, { passages })));
          for (const { start, end, document, text: words } of texts?.passages ?? []) {
            const whole = texts?.documents.find(({ path }) => path === document)?.text;
            expect(whole?.slice(start, end)).toBe(words);
          }
          for (const { fr, en } of decodePairs(pairs, []) ?? []) expect([fr, en]).toEqual([null, null]);
        },
      ),
      fuzzRuns(500),
    );
  });
});
