import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inline, safeJson, visible } from './display.js';

/** What a terminal would obey, told without the code under test. */
function obeyed(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    const control =
      (code < 0x20 && character !== '\n' && character !== '\t') || (code >= 0x7f && code < 0xa0);
    const bidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return control || bidi || [0x200e, 0x200f, 0x61c].includes(code);
  });
}

const hostile = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u202e', '\u2066', '\u200f', '\u061c', '\u009b', 'é', '\u00a0', '😀'),
  ),
});

describe('visible', () => {
  it('leaves nothing that a terminal obeys, and keeps every offset', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(obeyed(visible(text))).toEqual([]);
        expect(visible(text)).toHaveLength(text.length);
      }),
    );
  });

  it('shows an escape sequence instead of sending it', () => {
    expect(visible('a\u001b[31mb\u009b2Jc\u202ed')).toBe('a␛[31mb�2Jc�d');
  });

  it('changes no ordinary text', () => {
    const text = 'L’été\u00a0: «\u202f14\u202f000\u00a0» — ﬁn, שלום, 日本 👩‍👩‍👧 œuvre';
    expect(visible(text)).toBe(text);
  });
});

describe('inline', () => {
  it('puts everything on one line', () => {
    expect(inline('a\r\nb\tc\u2028d')).toBe('a b c d');
  });
});

describe('safeJson', () => {
  it('is the same value, and safe to look at', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = safeJson({ text });
        expect(JSON.parse(line)).toEqual({ text });
        expect(obeyed(line)).toEqual([]);
        expect(line).not.toContain('\n');
      }),
    );
  });
});
