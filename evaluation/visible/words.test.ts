import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutDressing } from './references.js';
import { common, compare, count, minus, wordsOf } from './words.js';

const listed = (words: ReadonlyMap<string, number>) => Object.fromEntries(words);

it('counts words, however they are written', () => {
  expect(listed(wordsOf('L’été, l\u00ADété : 10⁶ km² — ÉTÉ'))).toEqual({
    l: 1,
    été: 2,
    lété: 1,
    106: 1,
    km2: 1,
  });
  expect(count(wordsOf('a b a'))).toBe(3);
  expect(listed(minus(wordsOf('a a b'), wordsOf('a c')))).toEqual({ a: 1, b: 1 });
  expect(listed(common(wordsOf('a a b'), wordsOf('a a a c')))).toEqual({ a: 2 });
});

it('tells what is lost and what is read too often', () => {
  const { lost, added } = compare(wordsOf('le port et le phare'), wordsOf('le port port'));
  expect(listed(lost)).toEqual({ le: 1, et: 1, phare: 1 });
  expect(listed(added)).toEqual({ port: 1 });
});

it('takes a word in two parts for the whole word, each part once', () => {
  expect(compare(wordsOf('asso ciation'), wordsOf('association'))).toEqual(compare(wordsOf(''), wordsOf('')));
  expect(compare(wordsOf('bonbon'), wordsOf('bon bon')).lost.size).toBe(0);
  expect(listed(compare(wordsOf('bonbon'), wordsOf('bon')).lost)).toEqual({ bonbon: 1 });
});

it('finds nothing lost in what is all read, and all in nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const words = wordsOf(texts.join(' '));
      expect(count(compare(words, words).lost)).toBe(0);
      expect(count(compare(words, new Map()).lost)).toBe(count(words));
    }),
  );
});

it('leaves out contents, and the lines that head and close several pages', () => {
  const page = (n: number) => `Le guide du port\n\n\nPage ${n} propre\ntexte\nici\nlà\nencore\n- ${n} -\n`;
  expect(withoutDressing([1, 2, 3].map(page).join('\f'))).not.toMatch(/guide|-/);
  expect(withoutDressing([1, 2].map(page).join('\f'))).toMatch(/guide/);
  expect(withoutDressing('Le port . . . . . 12\nLe port.\n')).toBe('Le port.');
});
