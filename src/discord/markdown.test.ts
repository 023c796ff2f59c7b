import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../../test/damage.js';
import { readMarkdown, stylesOf, wordsOf } from '../../test/discord-markdown.js';
import { hostileText } from '../../test/hostile-text.js';
import type { Range } from '../range.js';
import {
  escapedHead,
  escapeMarkdown,
  escapeWithin,
  oneLine,
  quoteBlock,
  unescapeMarkdown,
  withoutControls,
} from './markdown.js';

const FORMATTED = [
  '**gras**',
  '*italique*',
  '_italic_',
  '__underlined__',
  '~~struck~~',
  '||spoiler||',
  '`code`',
  '```\nfence\n```',
  '# Title',
  '  ### Title',
  '-# small',
  '- item',
  '1. item',
  '> quote',
  '>>> quote',
  '<@80351110224678912>',
  '<@&80351110224678912>',
  '<#80351110224678912>',
  '</ask:80351110224678912>',
  '<id:customize>',
  '@everyone',
  '@here',
  '<t:1618953630:R>',
  '<:mmLol:216154654256398347>',
  ':smile:',
  'https://example.com/a',
  '<https://example.com/a>',
  '[text](https://example.com)',
  '<help@example.com>',
];

describe('escapeMarkdown', () => {
  it.each(FORMATTED)('takes away what Discord would make of %s, and nothing else', (text) => {
    expect(stylesOf(readMarkdown(text)), 'Discord formats it').not.toEqual([]);
    const runs = readMarkdown(escapeMarkdown(text));
    expect(stylesOf(runs)).toEqual([]);
    expect(wordsOf(runs)).toBe(text);
  });

  it('escapes what opens a mention, whatever white space follows it', () => {
    expect(escapeMarkdown('<\u00a0<@!123> < 5')).toBe('\\<\u00a0\\<@!123> < 5');
  });

  it('leaves nothing that Discord would obey in any text, and every word of it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const runs = readMarkdown(escapeMarkdown(text));
        expect(stylesOf(runs)).toEqual([]);
        expect(wordsOf(runs)).toBe(withoutControls(text));
      }),
      fuzzRuns(750),
    );
  });

  it('is undone by unescapeMarkdown', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
        expect(unescapeMarkdown(escapeMarkdown(text))).toBe(withoutControls(text));
      }),
      fuzzRuns(500),
    );
  });

  it.each([
    'Le Groupe SOS (fondé en 1984) compte 14\u202f000 salariés\u00a0: 3 < 5, a - b, 10:30, c’est « tout » !',
    'Cf. [3], [sic] et ~50 % ; e.g. p. 12.\nSeconde ligne – 2. suite.',
  ])('adds nothing to ordinary prose', (text) => {
    expect(escapeMarkdown(text)).toBe(text);
  });

  it('leaves out what would reorder or break a line', () => {
    expect(escapeMarkdown('a\u202eb\u2066c\u200fd\u061ce\0f\u009bg\r\nh\u2028i\tj')).toBe('abcdefg\nh\ni\tj');
    expect(escapeMarkdown('a\ud83d b')).toBe('a\ufffd b');
  });
});

describe('escapedHead', () => {
  it('fits, never ends inside an escape or a character, and is the beginning of the text', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 60 }), (text, most) => {
        const { content, isCut } = escapedHead(text, most);
        expect(content.length).toBeLessThanOrEqual(most);
        const words = unescapeMarkdown(content);
        expect(content).toBe(escapeMarkdown(words));
        expect(isCut || words === withoutControls(text)).toBe(true);
        expect(escapeWithin(text, most).length).toBeLessThanOrEqual(most);
      }),
      fuzzRuns(500),
    );
  });

  it('cuts between two words where it can', () => {
    expect(escapeWithin('Un *titre* assez long', 12)).toBe('Un \\*titre…');
    expect(escapeWithin('Un *titre* assez long', 14)).toBe('Un \\*titre\\*…');
    expect(escapeWithin('Un *titre* assez long', 40)).toBe('Un \\*titre\\* assez long');
  });
});

/** A text and two places in it, between characters, the second inside the first. */
const marked = hostileText.chain((text) => {
  const characters = Array.from(text);
  const offset = (n: number) => characters.slice(0, n).join('').length;
  return fc.array(fc.nat(characters.length), { minLength: 4, maxLength: 4 }).map((places) => {
    const [a = 0, b = 0, c = 0, d = 0] = places.sort((x, y) => x - y).map(offset);
    return { text, highlight: { start: a, end: d }, span: { start: b, end: c } };
  });
});

describe('quoteBlock', () => {
  it('sets the sentence in bold and the span underlined', () => {
    const text = 'Avant. Bâti par Odile Ferrand, meunière. Après.';
    const range = (part: string): Range => ({
      start: text.indexOf(part),
      end: text.indexOf(part) + part.length,
    });
    const marks = { highlight: range('Bâti par Odile Ferrand, meunière.'), span: range('Odile Ferrand') };
    expect(quoteBlock({ text, ...marks })).toBe('> Avant. **Bâti par __Odile Ferrand__, meunière.** Après.');
    expect(quoteBlock({ text, ...marks, span: null })).toBe(
      '> Avant. **Bâti par Odile Ferrand, meunière.** Après.',
    );
    expect(quoteBlock({ text, highlight: null, span: null })).toBe(`> ${text}`);
    expect(quoteBlock({ text, highlight: range(text), span: range(text) })).toBe(`> **__${text}__**`);
  });

  it('ends marks with each line, and leaves white space and the text’s own stars out of them', () => {
    expect(
      quoteBlock({ text: 'a b \n c* d', highlight: { start: 1, end: 8 }, span: { start: 3, end: 7 } }),
    ).toBe('> a **b** \n>  **__c__\\*** d');
    expect(quoteBlock({ text: 'a\n\nb', highlight: { start: 0, end: 4 }, span: null })).toBe(
      '> **a**\n> \n> **b**',
    );
  });

  it('shows the words of any text, character for character, and those marked as marked', () => {
    fc.assert(
      fc.property(marked, ({ text, highlight, span }) => {
        const content = quoteBlock({ text, highlight, span });
        for (const line of content.split('\n')) expect(line).toMatch(/^> /);
        const runs = readMarkdown(content);
        expect(wordsOf(runs)).toBe(withoutControls(text));
        for (const style of stylesOf(runs)) expect(['quote', 'strong', 'underline']).toContain(style);
        const bare = (words: string) => withoutControls(words).replace(/\s/g, '');
        if (withoutControls(text) === text && !/\p{Cs}/u.test(text)) {
          expect(bare(wordsOf(runs, 'strong'))).toBe(bare(text.slice(highlight.start, highlight.end)));
          expect(bare(wordsOf(runs, 'underline'))).toBe(bare(text.slice(span.start, span.end)));
        }
      }),
      fuzzRuns(750),
    );
  });
});

describe('oneLine', () => {
  it('has no line break and no edge of white space', () => {
    expect(oneLine(' a\r\n\tb\u2028c  d\u202e ')).toBe('a b c d');
  });
});
