import { describe, expect, it } from 'vitest';
import type { Language, Pair, Passage } from '../corpus/document.js';
import { decodeWords, encodeWords } from './codec.js';
import { editDistance } from './spelling.js';
import { buildWords, type Words, type WordTables, wordsOver } from './words.js';

function passage(language: Language, text: string, section = ''): Passage {
  return {
    id: text,
    document: `d.${language}.md`,
    section,
    path: section === '' ? [] : [section],
    language,
    start: 0,
    end: text.length,
    text,
  };
}

function pair(fr: string | null, en: string | null, section = ''): Pair {
  return {
    id: fr ?? en ?? '',
    fr: fr === null ? null : passage('fr', fr, section),
    en: en === null ? null : passage('en', en, section),
  };
}

const PAIRS = [
  pair('Le phare de Trévignon compte 14 000 tuiles.', 'The Trévignon lighthouse has 14,000 tiles.'),
  pair('Une gardienne y habite depuis la vice-présidence de Zorbec.', 'A keeper has lived there since.'),
  pair(null, 'The MUDEX acronym names a harbour of boats.'),
  pair('La marée monte deux fois par jour.', 'The tide rises twice a day.', 'Horaires'),
  pair('Les bateaux rentrent au port du village.', 'Boats return to the village harbour.'),
];

const built = await buildWords(PAIRS);

function writtenAndRead(tables: WordTables): WordTables {
  const { fr, en } = tables.postings;
  const numbers = {
    entries: Uint32Array.from([...fr.entries, ...en.entries]),
    lengths: Uint32Array.from([...fr.lengths, ...en.lengths]),
  };
  const read = decodeWords(JSON.parse([...encodeWords(tables)].join('')), numbers);
  if (read === null) throw new Error('what was written is not read');
  return read;
}

const best = (words: Words, question: string, language: Language) =>
  words.words(question, language, 10)[0]?.pair;

describe.each([
  ['built', built],
  ['written and read', wordsOver(writtenAndRead(built.tables))],
])('words, %s', (_, words) => {
  it.each([
    ['Combien de tuile a le phare ?', 'fr', 0],
    ['14000', 'en', 0],
    ['14\u202f000', 'fr', 0],
    ['qui est viceprésidente', 'fr', 1],
    ['vice présidence', 'fr', 1],
    ['Que veut dire MUDEX ?', 'fr', 2],
    ['horaire', 'fr', 3],
    ['maree', 'fr', 3],
    ['marrée', 'fr', 3],
    ['Boat', 'en', 4],
  ] as const)('%s (%s) finds pair %i first', (question, language, expected) => {
    expect(best(words, question, language)).toBe(expected);
  });

  it('finds nothing for stop words, punctuation and words of no passage', () => {
    for (const question of ['', '?!', 'qui est-ce', 'hippopotamesque 99']) {
      expect(words.words(question, 'fr', 5)).toEqual([]);
    }
  });

  it('finds nothing near a word of a hundred thousand letters, and takes no memory to look for it', () => {
    const endless = 'x'.repeat(100_000);
    expect(words.words(`${endless} phare`, 'fr', 5).map((hit) => hit.pair)).toEqual([0]);
    expect(words.correct(endless, 'fr')).toBeNull();
  });

  it('gives a pair once, best first, and no more than asked for', () => {
    const hits = words.words('Trévignon Zorbec bateaux marée', 'fr', 2);
    expect(hits).toHaveLength(2);
    expect(new Set(hits.map((hit) => hit.pair)).size).toBe(2);
    expect(hits[0]?.score).toBeGreaterThanOrEqual(hits[1]?.score ?? Number.POSITIVE_INFINITY);
  });

  it('counts the pairs of a word in the language that has more of them', () => {
    expect(words.pairsWith('bateau', 'fr')).toBe(1);
    expect(words.pairsWith('harbour', 'en')).toBe(2);
    expect(words.pairsWith('harbour', 'fr')).toBe(2);
    expect(words.pairsWith('Vice‑Présidence', 'fr')).toBe(1);
    expect(words.pairsWith('girafe', 'fr')).toBe(0);
    expect(words.pairsWith('bateau-girafe', 'fr')).toBe(0);
  });

  it('corrects slips in words and names, and leaves alone what it knows or cannot tell', () => {
    expect(words.correct('Trevigonn', 'fr')).toBe('trevignon');
    expect(words.correct('zobrec', 'en')).toBe('zorbec');
    expect(words.correct('lighthuose', 'en')).toBe('lighthouse');
    expect(words.correct('Zorbec', 'fr')).toBeNull();
    expect(words.correct('mre', 'fr')).toBeNull();
    expect(words.correct('14001', 'fr')).toBeNull();
    expect(words.correct('hippopotame', 'fr')).toBeNull();
  });
});

describe('words of a large corpus', async () => {
  const words = await buildWords(
    Array.from({ length: 6_000 }, (_, i) =>
      pair(
        `Le registre porte la ligne x${i} ${i % 60 === 0 ? 'bleue' : ''} ${i % 30 === 0 ? 'verte' : ''}.`,
        null,
      ),
    ),
  );
  const pairsOf = (question: string) => words.words(question, 'fr', 6_000).map((hit) => hit.pair);

  it('are left out of a search when they are common, unless nothing rarer is asked', () => {
    expect(pairsOf('registre ligne x42 porte')).toEqual([42]);
    for (const question of ['registre', 'registre hippopotamesque']) {
      expect(pairsOf(question)).toHaveLength(6_000);
    }
  });

  it('are all looked for while they are few', () => {
    expect(pairsOf('verte bleue x42')).toHaveLength(201);
    expect(pairsOf('verte bleue x60')[0]).toBe(60);
  });

  it('are completed when unknown, and corrected when asked to', () => {
    expect(pairsOf('x42 bleu')).toHaveLength(101);
    expect(pairsOf('regisstre')).toEqual([]);
    expect(words.correct('regisstre', 'fr')).toBe('registre');
  });
});

it.each([
  ['port', 'port', 0],
  ['port', 'pont', 1],
  ['port', 'prot', 1],
  ['marée', 'marrée', 1],
  ['abcd', '', 4],
])('from %s to %s are %i edits', (one, two, edits) => {
  expect(editDistance(one, two)).toBe(edits);
  expect(editDistance(two, one)).toBe(edits);
});
