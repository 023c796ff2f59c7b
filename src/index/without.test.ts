import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeMillCorpus } from '../../test/mill-corpus.js';
import { PROJECT_ROOT } from '../environment.js';
import { openEncoder } from '../models/encoder.js';
import { openIndex } from './build.js';
import type { Index } from './snapshot.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-without-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const embedder = await openEncoder({ id: join(PROJECT_ROOT, 'models', 'verbatim-fr-en'), cacheFolder: root });

/** The index of the mill, with or without a folder that also has the other half of one of its pages. */
async function indexOf(name: string, hasFolder: boolean): Promise<Index> {
  const corpusFolder = join(root, name);
  await writeMillCorpus(corpusFolder);
  await writeFile(
    join(corpusFolder, 'well.txt'),
    'The well of the mill is 32 metres deep and was dug in 1904.\n',
  );
  if (hasFolder) {
    await mkdir(join(corpusFolder, 'hr'));
    const secret =
      'The zircons of Quibble are paid to each miller of Valbrune in March, says Pelagia Thorne.';
    await writeFile(
      join(corpusFolder, 'hr', 'pay.txt'),
      `${secret}\n\nA second zircon is kept by Odile Ferrand in Pontarec.\n`,
    );
    await writeFile(
      join(corpusFolder, 'hr', 'puits.txt'),
      'Le puits du moulin a 32 mètres de profondeur et a été creusé en 1904.\n',
    );
  }
  return (await openIndex({ corpusFolder, indexFolder: join(root, `${name}-index`), embedder })).index;
}

it('is as if the folder had never been there, in all that it answers', async () => {
  const plain = await indexOf('plain', false);
  const whole = await indexOf('whole', true);
  const without = await whole.without(['hr']);
  expect(JSON.stringify(await whole.files())).toContain('hr/');

  const { files, ...corpus } = without.manifest.corpus;
  expect(files.map(({ path }) => path)).toEqual(plain.manifest.corpus.files.map(({ path }) => path));
  expect(without.manifest.counts).toEqual(plain.manifest.counts);
  expect(JSON.stringify(corpus)).not.toContain('hr');

  const questions = ['Who founded the mill?', 'zircon', 'Quibble pays whom', 'le puits du moulin', 'Thorne'];
  const positions = [...Array(plain.manifest.counts.pairs + 3).keys()];
  for (const index of [plain, without]) {
    expect((await index.nearest(await embedder.embedQuery('zircons of Quibble'), 50)).length).toBe(
      plain.manifest.counts.pairs,
    );
  }
  for (const language of ['fr', 'en'] as const) {
    for (const question of questions) {
      const words = question.split(' ');
      const vector = await embedder.embedQuery(question);
      for (const ask of [
        (index: Index) => index.words(question, language, 50),
        (index: Index) => index.nearest(vector, 50),
        (index: Index) => index.cosines(vector, positions),
        (index: Index) => index.frequencies(words, language),
        (index: Index) => index.corrections(words, language),
        (index: Index) => index.suggest(question, language, 25),
      ]) {
        expect(await ask(without)).toEqual(await ask(plain));
      }
    }
    for (const ask of [
      (index: Index) => index.suggest('', language, 25),
      (index: Index) => index.subjects(language),
      (index: Index) => index.documents(language),
      (index: Index) => index.pairs(positions),
      (index: Index) => index.files(),
      (index: Index) => index.sample(100),
    ]) {
      expect(await ask(without)).toEqual(await ask(plain));
    }
  }
  const tokens = [...Array(2000).keys()];
  expect(await without.tokenFrequencies(tokens)).toEqual(await plain.tokenFrequencies(tokens));
});
