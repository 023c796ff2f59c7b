import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usedBytes } from '../../test/garbage.js';
import { fold, terms, wordsOf } from './terms.js';

describe('terms', () => {
  it.each([
    ['établissements', 'etablissement'],
    ['nommée', 'nommee'],
    ['Hôpitaux', 'hopital'],
    ['l’œuvre', "l'oeuvre"],
    ['14 000', '14000'],
    ['14\u00a0000', '14\u202f000'],
    ['14,000', '14.000'],
    ['1,5', '1.5'],
    ['G.S.', 'GS'],
    ['vice\u2011présidence', 'vice-presidence'],
    ['sou\u00adligner', 'souligner'],
  ])('makes the same of %s and %s in French', (one, two) => {
    expect(terms(one, 'fr')).toEqual(terms(two, 'fr'));
    expect(terms(one, 'fr')).not.toEqual([]);
  });

  it.each([
    ['homes', 'home'],
    ['U.S.', 'US'],
    ['Zorbec’s', 'Zorbec'],
    ['22,000', '22000'],
  ])('makes the same of %s and %s in English', (one, two) => {
    expect(terms(one, 'en')).toEqual(terms(two, 'en'));
    expect(terms(one, 'en')).not.toEqual([]);
  });

  it('gives a hyphenated word in parts and in one piece', () => {
    expect(terms('vice-présidence', 'fr')).toEqual(expect.arrayContaining(terms('viceprésidence', 'fr')));
    expect(terms('vice-présidence', 'fr')).toEqual(expect.arrayContaining(terms('présidence', 'fr')));
  });

  it('makes no compound of inverted verbs and of years', () => {
    expect(terms('compte-t-il', 'fr')).toEqual(terms('compte', 'fr'));
    expect(terms('2019-2020', 'fr')).toEqual(['2019', '2020']);
  });

  it('drops stop words and elided articles, and keeps `né` apart from `ne`', () => {
    expect(terms("qu'est-ce que l'on a de la", 'fr')).toEqual([]);
    expect(terms('what is the', 'en')).toEqual([]);
    expect(terms('il est né', 'fr')).toEqual(['ne']);
    expect(terms('il ne dort', 'fr')).toEqual(terms('dort', 'fr'));
  });

  it('keeps two neighbouring numbers apart', () => {
    expect(terms('en 2019 300 personnes', 'fr')).toEqual(expect.arrayContaining(['2019', '300']));
  });

  it('never gives an empty term or one with a space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('fr' as const, 'en' as const),
        (text, language) => {
          for (const term of terms(text, language)) expect(term).toMatch(/^\S+$/u);
        },
      ),
    );
  });
});

it.each([
  ['a word', (i: number) => `anticonstitutionnellement${i} ${'de '.repeat(30_000)}`],
  ['an endless word', (i: number) => `${i}${'z'.repeat(90_000)}`],
])('remembers of a text with %s no more than its words', (_, textOf) => {
  wordsOf(textOf(0), 'fr');
  const before = usedBytes();
  for (let i = 1; i <= 50; i++) wordsOf(textOf(i), 'fr');
  // The texts are 4.5 MB together.
  expect(usedBytes() - before).toBeLessThan(2.5e6);
});

describe('fold', () => {
  it('is the same twice over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
