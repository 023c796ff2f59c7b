import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areAlike, numberOf, shuffled, wrongChoices } from './choices.js';

const termsOf = (...words: string[]) => words.map((each) => ({ words: each, before: '' }));
const never = () => false;

describe('shuffled', () => {
  it('is the same for a seed, loses nothing, and differs between seeds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), fc.string(), (items, seed) => {
        const once = shuffled(items, seed, String);
        expect(shuffled([...items].reverse(), seed, String)).toEqual(once);
        expect([...once].sort()).toEqual([...items].sort());
      }),
    );
    const items = [...'abcdefgh'];
    expect(shuffled(items, '1', String)).not.toEqual(shuffled(items, '2', String));
  });
});

it.each([
  ['14 000', 'fr', 14_000],
  ['14\u202f000', 'fr', 14_000],
  ['14,000', 'en', 14_000],
  ['1,36', 'fr', 1.36],
  ['1.36', 'en', 1.36],
  ['2 300 000', 'fr', 2_300_000],
] as const)('%s in %s is %d', (figure, language, value) => expect(numberOf(figure, language)).toBe(value));

it.each([
  ['Borello', 'Jean-Marc Borello', true],
  ['Groupe SOS', 'Groupe SOS Santé', true],
  ['14 000', '14.000', true],
  ['Paris', 'Lyon', false],
  ['140', '14', false],
])('%s and %s may be the same: %s', (one, other, alike) => expect(areAlike(one, other, 'fr')).toBe(alike));

describe('wrongChoices', () => {
  const [hidden] = termsOf('14,000');
  const choose = (...words: string[]) =>
    hidden ? wrongChoices(hidden, termsOf(...words), 'figure', 'en', 's', never) : [];

  it('are three of the same form, no two alike, none the hidden words', () => {
    expect(
      choose('14,000', '14 000', '31,000', '31,000', '9', '3.5', '20,000', '140', '15,500').sort(),
    ).toEqual(['15,500', '20,000', '31,000']);
  });

  it('are those nearest', () => {
    const year = { words: '1984', before: 'in' };
    const years = termsOf('1500', ...Array.from({ length: 12 }, (_, i) => String(1980 + i)));
    for (const choice of wrongChoices(year, years, 'year', 'en', 's', never))
      expect(Math.abs(Number(choice) - 1984)).toBeLessThanOrEqual(4);
  });

  it('are none that may be right, and fewer when there are no more', () => {
    const year = { words: '1984', before: 'in' };
    expect(
      wrongChoices(year, termsOf('1985', '1986'), 'year', 'en', 's', (words) => words === '1985'),
    ).toEqual(['1986']);
  });

  it('take the same elision as the hidden words', () => {
    const name = { words: 'Ashoka', before: 'd’' };
    const names = termsOf('Orléans', 'Paris', 'Lille', 'Amiens');
    expect(wrongChoices(name, names, 'organisation', 'fr', 's', never).sort()).toEqual(['Amiens', 'Orléans']);
  });
});
