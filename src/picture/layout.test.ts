import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawable, isRightToLeft, type Setting, wrapped } from './layout.js';

/** Every character as wide as the next. */
const measure = (text: string) => Array.from(text).length;
const setting = (lines: number): Setting => ({ size: 20, isBold: false, lines });

describe('wrapped', () => {
  it('keeps every word, in order, in lines that fit, where there are lines enough', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 4, max: 40 }),
        (text, width) => {
          const lines = wrapped(drawable(text), width, setting(1_000), measure);
          expect(lines.join('').replace(/ /g, '')).toBe(drawable(text).replace(/ /g, ''));
          // One character of several code points may be wider than a line.
          for (const line of lines) expect(measure(line) <= width || /\p{M}/u.test(line)).toBe(true);
        },
      ),
    );
  });

  it('breaks between words, never at a no-break space', () => {
    const text = 'Qui a fondé le moulin\u202f? Odile\u00a0Ferrand';
    expect(wrapped(text, 15, setting(9), measure)).toEqual(
      ['Qui a fondé le', 'moulin\u202f? ', 'Odile\u00a0Ferrand'].map((line) => line.trimEnd()),
    );
  });

  it('ends with … where it is cut, within the width', () => {
    const lines = wrapped('word '.repeat(100).trim(), 12, setting(2), measure);
    expect(lines).toEqual(['word word', 'word word…']);
    const endless = wrapped('w'.repeat(300), 10, setting(2), measure);
    expect(endless).toEqual(['wwwwwwwwww', 'wwwwwwwww…']);
  });
});

describe('drawable', () => {
  it('leaves out what no typeface has, and what would reorder or break a line', () => {
    expect(drawable('\u202eRocket 🚀 👩‍🚀 Club 🇫🇷\n4️⃣ ©')).toBe('Rocket Club 4 ©');
    expect(drawable('« 3\u202f500\u00a0» œuvre')).toBe('« 3\u202f500\u00a0» œuvre');
    expect(drawable('🚀')).toBe('');
  });
});

describe('isRightToLeft', () => {
  it.each([
    ['1980 ארגון Ashoka', true],
    ['منظمة', true],
    ['Ashoka منظمة', false],
    ['1980', false],
  ])('%s', (text, expected) => expect(isRightToLeft(text)).toBe(expected));
});
