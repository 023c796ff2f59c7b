import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/hostile-text.js';
import { cut, cutAt, largest, MESSAGE_TEXT, sizeOf } from './limits.js';

describe('cut', () => {
  it('cuts between two words near the end, and says that it did', () => {
    expect(cut('Qui a fondé le groupe ?', 15)).toBe('Qui a fondé le…');
    expect(cut('Qui a fondé le groupe ?', 14)).toBe('Qui a fondé…');
    expect(cut('Anticonstitutionnellement', 10)).toBe('Anticonst…');
    expect(cut('court', 5)).toBe('court');
  });

  it('never cuts a character in two', () => {
    expect(cut('😀😀😀', 4)).toBe('😀…');
    expect(cut('xxxxxx👩\u200d👩\u200d👧', 13)).toBe('xxxxxx…');
    expect(cut('ne\u0301ne\u0301ne\u0301', 5)).toBe('ne\u0301n…');
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 50 }), (text, most) => {
        fc.pre(!/\p{Cs}/u.test(text));
        const shown = cut(text, most);
        expect(shown.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(shown).not.toMatch(/\p{Cs}/u);
        if (shown !== text) expect(text.startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('takes what it must of a character made of very many', () => {
    const zalgo = `e${'\u0301'.repeat(500)}`;
    expect(cutAt(zalgo, 100)).toBe(100);
    expect(cutAt('😀'.repeat(100), 99)).toBe(98);
  });
});

describe('sizeOf', () => {
  it('is the length of a text, unless its bytes weigh more', () => {
    expect(sizeOf('Qui a fondé le groupe\u00a0?')).toBe(23);
    expect(sizeOf('😀')).toBe(2);
    expect(sizeOf('漢字')).toBe(3);
  });

  it('never is more for a text than for its pieces together', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        fc.pre(!/\p{Cs}/u.test(a + b));
        expect(sizeOf(a + b)).toBeLessThanOrEqual(sizeOf(a) + sizeOf(b));
      }),
    );
  });

  it.each(['x', 'é', '漢', '😀', 'a漢'])(
    'keeps a message of as many %s as there is room for below what Discord bears, in up to 14 texts',
    (piece) => {
      for (const displays of [1, 2, 7, 14]) {
        const room = Math.floor(MESSAGE_TEXT / displays);
        const text = piece.repeat(largest(MESSAGE_TEXT, (n) => sizeOf(piece.repeat(n)) <= room));
        expect(displays * text.length).toBeLessThanOrEqual(4000);
        expect(displays * (Buffer.byteLength(text) + 12)).toBeLessThanOrEqual(10_170);
      }
    },
  );
});

describe('largest', () => {
  it('finds the largest that fits', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (most, bound) => {
        expect(largest(most, (n) => n <= bound)).toBe(Math.min(most, bound));
      }),
    );
  });
});
