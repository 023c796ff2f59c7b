import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../environment.js';
import { openEncoder } from '../models/encoder.js';
import { openIndex } from './build.js';
import { keyOf } from './keys.js';
import type { Index } from './snapshot.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-memory-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const corpusFolder = join(root, 'corpus');
await mkdir(corpusFolder);
const page = (title: string, question: string, ...paragraphs: readonly string[]) =>
  `---\ntitle: ${title}\nquestions:\n  - ${question}\n---\n\n## ${title} {#here}\n\n${paragraphs.join('\n\n')}\n`;
await writeFile(
  join(corpusFolder, 'light.fr.md'),
  page(
    'Le phare',
    'Quand le phare a-t-il été rallumé ?',
    'Le phare a été rallumé en 1962.',
    'Il a 112 marches.',
  ),
);
await writeFile(
  join(corpusFolder, 'light.en.md'),
  page(
    'The lighthouse',
    'When was the lighthouse lit again?',
    'It was lit again in 1962.',
    'It has 112 steps.',
  ),
);
await writeFile(join(corpusFolder, 'note.txt'), 'It was lit again in 1962.\n');
const embedder = await openEncoder({ id: join(PROJECT_ROOT, 'models', 'verbatim-fr-en'), cacheFolder: root });
const { index } = await openIndex({ corpusFolder, indexFolder: join(root, 'index'), embedder });
const keysOf = async (positions: readonly number[], of: Index = index) =>
  (await of.pairs(positions)).map(keyOf);

it('finds every pair by its key, the first of those with the same words, and none that is not there', async () => {
  const pairs = await index.pairs([...Array(index.manifest.counts.pairs).keys()]);
  expect(pairs).toHaveLength(index.manifest.counts.pairs);
  for (const pair of pairs) {
    const first = pairs.find((each) => keyOf(each) === keyOf(pair));
    expect(await index.find(keyOf(pair))).toEqual(first);
  }
  for (const key of ['', 'AAAAAAA', 'constructor']) expect(await index.find(key)).toBeNull();
  expect(await index.pairs([999])).toEqual([]);
});

it('gives each passage its source and what its document holds there', async () => {
  const [pair] = await index.pairs([0]);
  expect(pair?.fr).toMatchObject({ source: { title: 'Le phare' }, original: pair?.fr?.text });
  expect(pair?.en?.original).toBe('It was lit again in 1962.');
});

it('lists the pairs of the pages that list a question, however it is typed', async () => {
  const expected = await index.listed('Quand le phare a-t-il été rallumé ?');
  expect(await keysOf(expected)).toHaveLength(2);
  expect(await index.listed('quand le PHARE a t il ete rallume')).toEqual(expected);
  expect(await index.listed('Quand le phare ?')).toEqual([]);
});

it('knows what stands in a section, in either language', async () => {
  const [first = '', second = ''] = await keysOf([0, 1]);
  const keys = [first, second];
  expect(await index.section(second, 'fr')).toEqual({ title: 'Le phare', documentTitle: 'Le phare', keys });
  expect(await index.section(first, 'en')).toMatchObject({ title: 'The lighthouse', keys });
  expect(await index.section('AAAAAAA', 'fr')).toBeNull();
});

it('compares a vector with the better language of a pair', async () => {
  const vector = await embedder.embedQuery('Il a 112 marches.');
  const near = await index.nearest(vector, 3);
  const cosines = await index.cosines(
    vector,
    near.map(({ pair }) => pair),
  );
  for (const [i, { score }] of near.entries())
    expect(Math.max(cosines[i]?.fr ?? -1, cosines[i]?.en ?? -1)).toBeCloseTo(score, 3);
});

it('counts and corrects words', async () => {
  expect(await index.frequencies(['marches', 'zzz', 'le'], 'fr')).toEqual([1, 0, 0]);
  expect(await index.corrections(['lighthuose', 'lighthouse'], 'en')).toEqual(['lighthouse', null]);
});

it('takes a sample that is spread over the corpus', async () => {
  const all = await index.sample(Number.POSITIVE_INFINITY);
  expect(all).toHaveLength(index.manifest.counts.passages);
  const some = await index.sample(2);
  expect(some).toEqual([all[0], all[Math.floor(all.length / 2)]]);
});

it('counts a document with its counterpart', async () => {
  expect((await index.files()).map(({ path }) => path)).toEqual(['light.en.md', 'light.fr.md', 'note.txt']);
  expect((await index.documents('fr')).map(({ source, isInBoth }) => [source.title, isInBoth])).toEqual([
    ['Le phare', true],
    ['note', false],
  ]);
});
