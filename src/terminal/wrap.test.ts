import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './display.js';
import { wrap } from './wrap.js';

const lines = (text: string, columns: number) =>
  wrap(text, columns).map(({ start, end }) => text.slice(start, end));

describe('wrap', () => {
  it('loses no word, keeps their order, and is never too wide', () => {
    const words = fc.array(
      fc.constantFrom(
        'a',
        'moulin',
        '14\u202f000',
        'vu\u00a0:',
        '日本語',
        'שלום',
        '👩‍👩‍👧',
        'x'.repeat(50),
        '\n',
        ' ',
        '  ',
      ),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 8, max: 60 }), (parts, columns) => {
        const text = parts.join(' ');
        const wrapped = lines(text, columns);
        // Breaking spaces only: no-break spaces are letters of their word.
        const letters = (value: string) => value.replace(/[ \n]/g, '');
        expect(letters(wrapped.join(''))).toBe(letters(text));
        for (const line of wrapped) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('never breaks at a no-break space', () => {
    expect(lines('aaa bbb\u00a0ccc', 8)).toEqual(['aaa', 'bbb\u00a0ccc']);
    expect(lines('il y a 14\u202f000 sacs', 10)).toEqual(['il y a', '14\u202f000', 'sacs']);
  });

  it('starts no line with French punctuation, even after a plain space', () => {
    expect(lines('Qui a bâti ce moulin ?', 20)).toEqual(['Qui a bâti ce', 'moulin ?']);
    expect(lines('Elle dit : « Oui, bien »', 14)).toEqual(['Elle dit :', '« Oui, bien »']);
  });

  it('fills hard-wrapped lines anew, but keeps the lines of a list that fits', () => {
    expect(lines('une phrase\ncoupée trop tôt en deux', 20)).toEqual([
      'une phrase coupée'.replace(' coupée', '\ncoupée'),
      'trop tôt en deux',
    ]);
    expect(lines('Valbrune\nFrance\ndepuis 1911', 20)).toEqual(['Valbrune', 'France', 'depuis 1911']);
  });

  it('counts wide characters and cuts only between graphemes', () => {
    expect(lines('日本語日本語', 8)).toEqual(['日本語日', '本語']);
    expect(lines('👩‍👩‍👧'.repeat(5), 8)).toEqual(['👩‍👩‍👧'.repeat(4), '👩‍👩‍👧']);
  });
});
