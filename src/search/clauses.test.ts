import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/hostile-text.js';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { clausesOf } from './clauses.js';

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
