import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type OpenedEngine, openEngine } from '../src/search/engine.js';
import { documentsIn, expectFaithful } from './expect-faithful.js';
import { writeMillCorpus } from './mill-corpus.js';
import { writeTinyModel } from './tiny-model.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-contextual-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const corpusFolder = join(root, 'corpus');
const id = join(root, 'model');
await writeMillCorpus(corpusFolder);
await writeTinyModel(id, {
  words: 'odile ferrand valbrune moulin mill fonde founded ouvriers workers nee born guilde guild'.split(' '),
});

const open = (): Promise<OpenedEngine> =>
  openEngine({
    corpusFolder,
    indexFolder: join(root, 'index'),
    model: { id, cacheFolder: root },
    reader: null,
  });

it('asks any model of the hub’s layout, one without token vectors too', async () => {
  const { built, embedded, index, embedder } = await open();
  expect(built).toBe(true);
  expect(embedded).toBe(index.manifest.counts.passages);
  expect(embedder.tokens).toBeNull();
  const engine = await open();
  expect(engine.built).toBe(false);

  for (const [question, passage] of [
    ['Qui a fondé le moulin de Valbrune ?', 'founder.fr#founding/1'],
    ['Where was Odile Ferrand born?', 'founder.en#birth/1'],
  ]) {
    const answer = await engine.ask(question ?? '');
    expectFaithful(answer, await documentsIn(corpusFolder));
    const [first] = answer.quotes;
    expect(first?.passage).toBe(passage);
    // Nobody has read them: the closest passages are said to be only that, and nothing in them is marked.
    expect(answer).toMatchObject({ verdict: 'unsure', confidence: 0 });
    expect(first).toMatchObject({ span: null, highlight: null, counterpart: { span: null } });
  }
});
