import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, hostileText } from '../../test/hostile-text.js';
import type { Range } from '../range.js';
import { addressOfWords } from './text-fragment.js';

const PAGE = 'https://mills.example/valbrune';
const source = { url: PAGE, quoted: true };

const rangeOf = (words: string, text: string, nth = 0): Range => {
  let start = text.indexOf(words);
  for (let i = 0; i < nth; i++) start = text.indexOf(words, start + 1);
  return { start, end: start + words.length };
};

/** The pieces of a text fragment, as the specification takes it apart. */
function piecesOf(address: string): { prefix?: string; start: string; end?: string; suffix?: string } | null {
  const directive = address.split(':~:text=')[1];
  if (directive === undefined) return null;
  expect(directive).toMatch(/^[^&#\s]*$/);
  const pieces = directive.split(',');
  const decoded = (piece = '') => decodeURIComponent(piece);
  const prefix = pieces[0]?.endsWith('-') ? decoded(pieces.shift()?.slice(0, -1)) : undefined;
  const suffix = pieces.at(-1)?.startsWith('-') ? decoded(pieces.pop()?.slice(1)) : undefined;
  expect(pieces.length).toBeGreaterThan(0);
  expect(pieces.length).toBeLessThan(3);
  expect(pieces.join('')).not.toContain('-');
  const [start, end] = pieces.map(decoded);
  return { start: start ?? '', ...(prefix && { prefix }), ...(end && { end }), ...(suffix && { suffix }) };
}

/** Where a browser that searches as the specification says begins to mark a text whose white space is single. */
function firstHit(pieces: NonNullable<ReturnType<typeof piecesOf>>, text: string): Range | null {
  const shown = text.toLowerCase();
  const { prefix, start, end, suffix } = pieces;
  const head = prefix === undefined ? '' : `${prefix} `.toLowerCase();
  const at = shown.indexOf(head + start.toLowerCase());
  if (at < 0) return null;
  const from = at + head.length;
  if (end === undefined) return { start: from, end: from + start.length };
  const tail = suffix === undefined ? '' : ` ${suffix}`.toLowerCase();
  const to = shown.indexOf(end.toLowerCase() + tail, from + start.length);
  return to < 0 ? null : { start: from, end: to + end.length };
}

describe('addressOfWords', () => {
  it('gives short words whole, and longer ones by their two ends', () => {
    const text =
      'Odile Ferrand founded it in 1911. She had been a miller at Kersaint for many years before that day came.';
    const [short, long] = text.split(/(?<=1911\.) /);
    expect(addressOfWords(source, text, rangeOf(short ?? '', text))).toBe(
      `${PAGE}#:~:text=Odile%20Ferrand%20founded%20it%20in%201911.`,
    );
    expect(addressOfWords(source, text, rangeOf(long ?? '', text))).toBe(
      `${PAGE}#:~:text=She%20had%20been%20a%20miller,years%20before%20that%20day%20came.`,
    );
  });

  it('tells a place by what stands beside it where the first hit would be another', () => {
    const text = 'Opening: the mill is closed.\n\nBakery: the mill is closed.\n\nAfterwards.';
    expect(addressOfWords(source, text, rangeOf('the mill is closed.', text, 1))).toBe(
      `${PAGE}#:~:text=Bakery%3A-,the%20mill%20is%20closed.`,
    );
    const rows = 'It is so.\n'.repeat(20);
    expect(addressOfWords(source, rows, rangeOf('It is so.', rows, 3))).toBe(PAGE);
  });

  it('ends at the right one of several ends', () => {
    const list = 'The wheels of the mill are these:\none of oak\none of oak\none of ash, and nothing else';
    const whole = { start: 0, end: rangeOf('one of oak', list, 1).end };
    expect(addressOfWords(source, list, whole)).toBe(
      `${PAGE}#:~:text=The%20wheels%20of%20the%20mill,one%20of%20oak,-one%20of%20ash%2C`,
    );
  });

  it('encodes what would take a directive apart', () => {
    const text = 'Saint-Malo, Dinan & Dol: 50 % off #1';
    const address = addressOfWords(source, text, { start: 0, end: text.length }) ?? '';
    expect(address).toBe(`${PAGE}#:~:text=Saint%2DMalo%2C%20Dinan%20%26%20Dol%3A%2050%20%25%20off%20%231`);
    expect(piecesOf(address)).toEqual({ start: text });
  });

  it('keeps the anchor of an address, and takes the place of another directive', () => {
    const words = { start: 0, end: 5 };
    expect(addressOfWords({ ...source, url: `${PAGE}?a=1#part` }, 'Water.', words)).toBe(
      `${PAGE}?a=1#part:~:text=Water`,
    );
    expect(addressOfWords({ ...source, url: `${PAGE}#:~:text=Fire` }, 'Water.', words)).toBe(
      `${PAGE}#:~:text=Water`,
    );
  });

  it('gives the page alone for words that are not its own, and nothing without an address of the web', () => {
    const words = { start: 0, end: 5 };
    expect(addressOfWords({ url: PAGE, quoted: false }, 'Water.', words)).toBe(PAGE);
    expect(addressOfWords(source, '', words)).toBe(PAGE);
    for (const url of [
      null,
      'javascript:alert(1)',
      'file:///etc/passwd',
      'valbrune',
      'https://u:p@mills.example/',
    ]) {
      expect(addressOfWords({ url, quoted: true }, 'Water.', words)).toBeNull();
    }
  });

  const word = fc.constantFrom('the', 'mill', 'of', 'oak-wood', 'a,b', 'Été', 'R&D', '50%', 'The');
  const sentence = fc.array(word, { minLength: 1, maxLength: 25 });

  it('leads, as a browser searches, to these words and no others', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.nat(), (sentences, nth) => {
        const parts = sentences.map((words) => words.join(' '));
        const text = parts.join('\n\n');
        const at = nth % parts.length;
        const start = parts.slice(0, at).reduce((sum, part) => sum + part.length + 2, 0);
        const range = { start, end: start + (parts[at] ?? '').length };
        const pieces = piecesOf(addressOfWords(source, text, range) ?? '');
        if (pieces === null) return;
        const shown = text.replaceAll('\n\n', ' ');
        const hit = firstHit(pieces, shown);
        const offset = start - at; // each blank line before it is one space
        expect(hit?.start).toBe(offset);
        expect(hit?.end).toBeLessThanOrEqual(offset + range.end - range.start);
        if (hit?.end === offset + range.end - range.start) told++;
      }),
    );
    expect(told).toBeGreaterThan(20);
  });

  it('is an address whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hostileText), fc.nat(), fc.nat(), (text, a, b) => {
        const [x, y] = [a % (text.length + 1), b % (text.length + 1)];
        const address = addressOfWords(source, text, { start: Math.min(x, y), end: Math.max(x, y) });
        expect(address).toMatch(/^https:\/\/mills\.example\/valbrune(?:#:~:text=[\w.!~*'()%,-]+)?$/);
        piecesOf(address ?? '');
      }),
    );
  });
});
