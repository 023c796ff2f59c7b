import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.js';

const SAMPLE = 'L’été\u00A0: « naïve » déjà vu…\r\nDeuxième ligne.\n';

describe('decodeText', () => {
  it.each([
    ['UTF-8', iconv.encode(SAMPLE, 'utf-8')],
    ['UTF-8 with a mark', iconv.encode(SAMPLE, 'utf-8', { addBOM: true })],
    ['UTF-16 LE with a mark', iconv.encode(SAMPLE, 'utf-16le', { addBOM: true })],
    ['UTF-16 BE with a mark', iconv.encode(SAMPLE, 'utf-16be', { addBOM: true })],
    ['UTF-16 LE', iconv.encode(SAMPLE, 'utf-16le')],
    ['UTF-16 BE', iconv.encode(SAMPLE, 'utf-16be')],
    ['Windows-1252', iconv.encode(SAMPLE, 'windows-1252')],
  ])('reads %s to the character', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: SAMPLE, badLine: null });
  });

  it('reads Latin-1', () => {
    expect(decodeText(iconv.encode('Où ça ?', 'latin1'))).toEqual({ text: 'Où ça ?', badLine: null });
  });

  it('follows a declared encoding, unless the bytes are UTF-8 or nobody knows it', () => {
    const bytes = iconv.encode('cœur, 5 €', 'iso-8859-15');
    expect(decodeText(bytes, 'iso-8859-15')).toEqual({ text: 'cœur, 5 €', badLine: null });
    expect(decodeText(iconv.encode('cœur', 'utf-8'), 'iso-8859-15')).toEqual({ text: 'cœur', badLine: null });
    expect(decodeText(iconv.encode('été', 'latin1'), 'x-none')).toEqual({ text: 'été', badLine: null });
  });

  it.each([
    [
      'a stray byte of Latin-1',
      [...Buffer.from('élève, théâtre\n'), 0x66, 0xea, 0x74, 0x65],
      'élève, théâtre\nfête',
      2,
    ],
    [
      'a part in Latin-1',
      [...Buffer.from('Été à Dôle\n\n'), ...iconv.encode('Émile, à Dôle', 'latin1')],
      'Été à Dôle\n\nÉmile, à Dôle',
      3,
    ],
    ['a character cut at the end', [...Buffer.from('né à Besançon'), 0xc3], 'né à Besançon\ufffd', 1],
    [
      'a character of three bytes cut in the middle',
      [...Buffer.from('né « '), 0xe2, 0x80, ...Buffer.from(' là')],
      'né « \ufffd là',
      1,
    ],
  ])('reads UTF-8 with %s: only that is at fault, and its line is told', (_, bytes, text, badLine) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ text, badLine });
  });

  it('gives an empty text for no bytes and for a mark alone', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', badLine: null });
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf))).toEqual({ text: '', badLine: null });
  });

  it('refuses what is no text', () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251);
    expect(decodeText(noise)).toEqual({ reason: 'binary' });
    expect(decodeText(noise.filter((byte) => byte !== 0))).toEqual({ reason: 'binary' });
    expect(decodeText(Buffer.from('a word\0and another, after a zero byte'))).toEqual({ reason: 'binary' });
  });

  it.each(['hex', 'base64', 'utf-7'])('does not take %s for an encoding of text', (declared) => {
    expect(decodeText(Uint8Array.from([0x63, 0xe9]), declared)).toEqual({ text: 'cé', badLine: null });
  });

  it('gives back any well-formed text written in UTF-8', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'éœ’\u00A0\u202F\r\n\t'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(text, (sample) => {
        fc.pre(!/[\p{Cc}\uFFFD\uFEFF]/u.test(sample.replace(/[\r\n\t]/g, '')));
        expect(decodeText(Buffer.from(sample))).toEqual({ text: sample, badLine: null });
      }),
    );
  });
});
