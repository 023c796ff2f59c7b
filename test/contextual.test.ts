import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../src/search/engine.js';
import { expectFaithful } from './expect-faithful.js';
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

const open = (): Promise<Engine> =>
  openEngine({ corpusFolder, indexFolder: join(root, 'index'), model: { id, cacheFolder: root } });

it('asks any model of the hub’s layout, one without token vectors too', async () => {
  const { built, embedded, index, embedder } = await open();
  expect(built).toBe(true);
  expect(embedded).toBe(index.passages.length);
  expect(embedder.tokens).toBeNull();
  expect(index.tokensOf(0)).toHaveLength(0);
  const engine = await open();
  expect(engine.built).toBe(false);

  for (const [question, passage, span, counterpart] of [
    ['Qui a fondé le moulin de Valbrune ?', 'founder.fr#founding/1', 'Odile Ferrand', 'Odile Ferrand'],
    ['Where was Odile Ferrand born?', 'founder.en#birth/1', 'Kersaint', 'Kersaint'],
    ['How many workers in 1930?', 'size-1930.en#workers/1', '140 workers', '140 ouvriers'],
  ]) {
    const answer = await engine.ask(question ?? '');
    expectFaithful(answer, engine.index.documents);
    const [first] = answer.quotes;
    expect(answer.verdict).toBe('answered');
    expect(first?.passage).toBe(passage);
    expect(first?.text.slice(first.span?.start, first.span?.end)).toBe(span);
    const beside = first?.counterpart;
    expect(beside?.text.slice(beside.span?.start, beside.span?.end)).toBe(counterpart);
  }
  const stranger = await engine.ask('What does a litre of petrol cost in Lisbon?');
  expect(stranger.verdict).toBe('unanswered');
});
