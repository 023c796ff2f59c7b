import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/hostile-text.js';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { clausesOf, enumeration, writtenOut } from './clauses.js';

function clauses(text: string, language: Language): string[] {
  return clausesOf({ text, language }).map(({ start, end }) => text.slice(start, end));
}

describe('the clauses of a sentence', () => {
  it.each<[string, Language, string[]]>([
    ['The mill grinds rye.', 'en', ['The mill grinds rye']],
    [
      'Odile showed, in 1911, that water and wind go together.',
      'en',
      ['Odile showed', 'in 1911', 'water and wind go together'],
    ],
    ['Elle dit que le moulin moud : il moud.', 'fr', ['Elle dit', 'le moulin moud', 'il moud']],
    ['Le moulin (blé, seigle) moud', 'fr', ['Le moulin (blé, seigle) moud']],
    ['', 'fr', []],
    ['...', 'en', []],
  ])('%j', (text, language, parts) => expect(clauses(text, language)).toEqual(parts));

  it('of a sentence of half a million characters are found at once', () => {
    const long = `It is (a, b) ${'x, '.repeat(100_000)}${' '.repeat(200_000)}y`;
    expect(clauses(long, 'en')).toHaveLength(100_001);
  });

  it('follow one another, and are not blank, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string()), fc.constantFrom(...LANGUAGES), (text, language) => {
        let last = 0;
        for (const { start, end } of clausesOf({ text, language })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end).trim()).not.toBe('');
          last = end;
        }
      }),
    );
  });
});

describe('the words that an acronym stands for', () => {
  it.each([
    ['What is the UNO?', 'The Union of Night Observers (UNO) met.', 'Union of Night Observers'],
    ['c’est quoi le MOUVES', 'Le Mouvement des oiseaux verts est né.', null],
    ['c’est quoi le MOVE', 'Le Mouvement des oiseaux verts est né.', 'Mouvement des oiseaux verts est'],
    ['what is a uno', 'The Union of Night Observers met.', null],
    // Every way to spell this one is tried once, not every combination of ways.
    ['AAAAAAAAAAAB?', `A ${'a aa aaa '.repeat(60)}`, null],
  ])('%j in %j', (question, sentence, words) => {
    const range = writtenOut({ text: question }, { text: sentence });
    expect(range && sentence.slice(range.start, range.end)).toBe(words);
  });
});

describe('what a sentence lists', () => {
  it.each([
    ['It grinds three grains: rye, wheat and oats.', 'rye, wheat and oats'],
    ['Il moud : du blé', null],
    ['At 10:30, she and he left', null],
    ['', null],
  ])('%j', (sentence, list) => {
    const range = enumeration({ text: sentence });
    expect(range && sentence.slice(range.start, range.end)).toBe(list);
  });
});
