import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeMillCorpus } from '../../test/mill-corpus.js';
import { PROJECT_ROOT } from '../config.js';
import type { Language } from '../corpus/document.js';
import { openEmbedder } from '../embedding/transformers.js';
import { openIndex } from '../index/build.js';
import { learnNames } from './names.js';
import { capitalised, correctWords, understand } from './question.js';
import { createTokenSimilarity } from './similarity.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-question-'));
afterAll(() => rm(root, { recursive: true, force: true }));
await writeMillCorpus(join(root, 'corpus'));
const embedder = await openEmbedder({
  id: join(PROJECT_ROOT, 'models', 'verbatim-fr-en'),
  cacheFolder: root,
});
const { index } = await openIndex({
  corpusFolder: join(root, 'corpus'),
  indexFolder: join(root, 'index'),
  embedder,
});
if (embedder.tokens === null) throw new Error('the shipped model is a table');
const similarity = createTokenSimilarity(embedder.tokens, index);
const names = learnNames(index.passages);

describe('correctWords', () => {
  it.each<[string, string, Language]>([
    ['Qui est Odile Ferrnad ?', 'Qui est Odile ferrand ?', 'fr'],
    ['le moulin de Valbrunne', 'le moulin de valbrune', 'fr'],
    ['the Valburne mill', 'the valbrune mill', 'en'],
    ['who chairs the GOM?', 'who chairs the GOM?', 'en'],
    ['Qui est OFR ?', 'Qui est OFR ?', 'fr'],
    ['les ouvriers du moulin', 'les ouvriers du moulin', 'fr'],
    // A word that the encoder knows is a word, however near to one of the corpus: no "minutiers" of millers.
    ['la farine et la marine', 'la farine et la marine', 'fr'],
    ['zyx wvu', 'zyx wvu', 'en'],
    ['', '', 'fr'],
  ])('%j: %j', (typed, corrected, language) => {
    expect(correctWords(typed, language, index, similarity, names)).toBe(corrected);
  });

  it('writes initials out', () => {
    const known = {
      ...names,
      expand: (initials: string) => (initials === 'OJF' ? 'Odile J. Ferrand' : null),
    };
    expect(correctWords('Qui est OJF ?', 'fr', index, similarity, known)).toBe('Qui est Odile J. Ferrand ?');
  });
});

it('takes a question apart', async () => {
  const text = 'En quelle année Odile Ferrand a-t-elle fondé le moulin de Valbrune en 1911 ?';
  const { asked, words, tokens, weights } = await understand(text, 'fr', index, similarity, names.isName);
  expect(asked.kind).toBe('date');
  const known = new Map(words.map((word) => [word.folded, word]));
  // Question words and "année" say what kind of thing is asked for, not what about.
  expect([...known.keys()]).toEqual(['odile', 'ferrand', 'fonde', 'moulin', 'valbrune', '1911']);
  expect(words.filter(({ isName }) => isName).map(({ folded }) => folded)).toEqual([
    'odile',
    'ferrand',
    'valbrune',
  ]);
  expect(words.filter(({ isNumber }) => isNumber).map(({ folded }) => folded)).toEqual(['1911']);
  for (const { weight } of words) expect(weight).toBeGreaterThan(0);
  expect(known.get('odile')?.pairs).toBe(3);
  expect(weights).toHaveLength(tokens.length);
  expect([...weights]).toEqual([...weights].sort((a, b) => b - a));
});

it('compares no more than the heaviest tokens of a page', async () => {
  const page = index.passages.map((passage) => passage.text).join(' ');
  const { tokens } = await understand(page, 'fr', index, similarity, names.isName);
  expect(tokens.length).toBeGreaterThan(10);
  expect(tokens.length).toBeLessThanOrEqual(48);
});

it('weighs words by their rarity alone when the model has no token vectors', async () => {
  const { words, tokens } = await understand('le moulin de Kersaint', 'fr', index, null, names.isName);
  expect(tokens).toHaveLength(0);
  const [mill, kersaint] = words;
  expect(kersaint?.weight).toBeGreaterThan(mill?.weight ?? 1);
});

it.each([
  ['Où vit Odile Ferrand ?', ['odile', 'ferrand']],
  ['Odile vit où ? Ici. Vraiment, Rosa ?', ['rosa']],
  ['la GUILDE des meuniers', ['guilde']],
  ['SNCF ou RATP', ['sncf', 'ratp']],
  ['', []],
])('capitals of %j', (text, folded) => expect([...capitalised(text)]).toEqual(folded));
