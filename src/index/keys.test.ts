import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../corpus/document.js';
import { keyOf } from './keys.js';

const passage = (text: string, language: 'fr' | 'en'): Passage => {
  return {
    id: `a.${language}#1`,
    document: 'a.md',
    section: '',
    path: [],
    language,
    start: 0,
    end: text.length,
    text,
  };
};
const pairOf = (fr: string | null, en: string | null, id = 'a') => ({
  id,
  fr: fr === null ? null : passage(fr, 'fr'),
  en: en === null ? null : passage(en, 'en'),
});
const side = fc.option(fc.string({ unit: 'binary' }));

describe('keyOf', () => {
  it('is seven characters that fit in a custom id', () => {
    fc.assert(
      fc.property(side, side, (fr, en) => {
        expect(keyOf(pairOf(fr, en))).toMatch(/^[\w-]{7}$/);
      }),
    );
  });

  it('stays the same from one version of the program to the next', () => {
    expect(keyOf(pairOf('Le phare brille.', 'The lighthouse shines.'))).toBe('oVq0f0X');
  });

  it('is the same wherever the words stand, and another for other words', () => {
    const pair = pairOf('Le phare brille.', 'The lighthouse shines.');
    const moved = {
      ...pair,
      fr: { ...passage('Le phare brille.', 'fr'), id: 'b#7', section: 'Phare', path: [], start: 9 },
    };
    expect(keyOf(moved)).toBe(keyOf(pair));
    const others = [
      pairOf('Le phare brille!', 'The lighthouse shines.'),
      pairOf('Le phare brille.', null),
      pairOf(null, 'Le phare brille.'),
      pairOf('Le phare brille.', ''),
      pairOf('', 'Le phare brille.'),
      pairOf('Le phare brille.The', ' lighthouse shines.'),
      pairOf('\ud800', null),
      pairOf('\ud801', null),
    ];
    expect(new Set([pair, ...others].map(keyOf)).size).toBe(others.length + 1);
  });
});
