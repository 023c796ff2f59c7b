import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../../../test/damage.js';
import { readMarkdown, wordsOf } from '../../../test/discord-markdown.js';
import { anyText, hostileText } from '../../../test/hostile-text.js';
import { LANGUAGES } from '../../corpus/document.js';
import { splitSentences } from '../../corpus/sentences.js';
import { withoutControls } from '../markdown.js';
import { partsOf, showPassages } from './passage.js';

const SIGN = '[…]';
const LONG = Array.from({ length: 40 }, (_, i) => `Voici la phrase numéro ${i} d’un long passage.`).join(' ');
const rangeOf = (text: string, part: string) => ({
  start: text.indexOf(part),
  end: text.indexOf(part) + part.length,
});
const plain = { text: LONG, language: 'fr', highlight: null, span: null } as const;
const shownWords = (content: string) => wordsOf(readMarkdown(content));

describe('showPassages', () => {
  it('shows a short passage whole', () => {
    const passage = { ...plain, text: 'Un. Deux.', highlight: { start: 4, end: 9 } };
    expect(showPassages([passage], 200)).toEqual([{ content: '> Un. **Deux.**', readOn: null }]);
  });

  it('shows of a long one whole sentences around the one that answers, and says where it goes on', () => {
    const sentence = 'Voici la phrase numéro 20 d’un long passage.';
    const [shown] = showPassages([{ ...plain, highlight: rangeOf(LONG, sentence) }], 400);
    const words = shownWords(shown?.content ?? '');
    expect(words.startsWith(`${SIGN} Voici la phrase`)).toBe(true);
    expect(words.endsWith(`passage. ${SIGN}`)).toBe(true);
    expect(LONG).toContain(words.slice(SIGN.length + 1, -SIGN.length - 1));
    expect(shown?.content).toContain(`**${sentence}**`);
    // One more sentence would not fit.
    expect(words.length).toBeGreaterThan(400 - 2 * sentence.length);
  });

  it('puts no sign where the passage begins or ends', () => {
    const first = showPassages([plain], 400)[0]?.content ?? '';
    expect(first.startsWith('> Voici la phrase numéro 0')).toBe(true);
    expect(first.endsWith(SIGN)).toBe(true);
    const last = rangeOf(LONG, 'Voici la phrase numéro 39 d’un long passage.');
    const end = showPassages([{ ...plain, highlight: last }], 400)[0]?.content ?? '';
    expect(end.startsWith(`> ${SIGN} `)).toBe(true);
    expect(end.endsWith('numéro 39 d’un long passage.**')).toBe(true);
  });

  it('shows the span of a sentence that is too long itself', () => {
    const text = `${'mot '.repeat(3000)}Odile Ferrand ${'mot '.repeat(3000)}`.trim();
    const span = rangeOf(text, 'Odile Ferrand');
    const [shown] = showPassages([{ ...plain, text, highlight: { start: 0, end: text.length }, span }], 400);
    expect(wordsOf(readMarkdown(shown?.content ?? ''), 'underline')).toBe('Odile Ferrand');
  });

  it('gives to one passage the room that the other leaves', () => {
    const short = { ...plain, text: 'Court.' };
    const [a, b] = showPassages([short, plain], 1000);
    expect(a).toEqual({ content: '> Court.', readOn: null });
    expect(b?.content.length).toBeGreaterThan(900);
    const [c, d] = showPassages([plain, plain], 1000);
    expect(c?.content.length).toBeGreaterThan(400);
    expect(d).toEqual(c);
  });

  it('reads on with the first part that holds what is not shown', () => {
    const text = Array.from({ length: 400 }, (_, i) => `Voici la phrase numéro ${i} d’un long passage.`).join(
      ' ',
    );
    const passage = {
      ...plain,
      text,
      highlight: rangeOf(text, 'Voici la phrase numéro 200 d’un long passage.'),
    };
    const [shown] = showPassages([passage], 1000);
    const words = shownWords(shown?.content ?? '');
    const next = Number(/numéro (\d+) d’un long passage\. \[…\]$/.exec(words)?.[1]) + 1;
    expect(partsOf(passage)[shown?.readOn ?? -1]).toContain(`numéro ${next} `);
  });

  it('keeps to its room, and shows words of the passage only, of whatever passage', () => {
    const passage = fc
      .tuple(anyText, fc.constantFrom(...LANGUAGES), fc.nat(), fc.nat())
      .map(([text, language, a, b]) => {
        const sentences = splitSentences(text, language);
        const highlight = sentences[a % Math.max(sentences.length + 1, 1)] ?? null;
        const size = highlight === null ? 0 : highlight.end - highlight.start;
        const start = (highlight?.start ?? 0) + (b % Math.max(size, 1));
        const span = highlight === null ? null : { start, end: Math.min(start + 20, highlight.end) };
        return { text, language, highlight, span };
      });
    const some = fc.array(passage, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(some, fc.integer({ min: 400, max: 3000 }), (passages, most) => {
        const shown = showPassages(passages, most);
        expect(shown.map(({ content }) => content).join('').length).toBeLessThanOrEqual(most);
        shown.forEach(({ content, readOn }, i) => {
          const { text = '' } = passages[i] ?? {};
          const whole = withoutControls(text).trim();
          const words = shownWords(content).trim();
          const bare = words.replace(/^\[…\] /, '').replace(/ ?\[…\]$/, '');
          if (readOn === null) expect(words).toBe(whole);
          else expect(whole.includes(bare) || whole.includes(words)).toBe(true);
        });
      }),
      fuzzRuns(75),
    );
  });
});

describe('partsOf', () => {
  it('cuts any passage into parts that fit a message, and that together are all of it', () => {
    const withoutSpace = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(anyText, fc.constantFrom(...LANGUAGES), (text, language) => {
        const parts = partsOf({ ...plain, text, language });
        for (const content of parts) {
          expect(content.length).toBeLessThanOrEqual(3000);
          expect(content).not.toMatch(/\p{Cs}/u);
        }
        expect(withoutSpace(parts.map(shownWords).join(''))).toBe(withoutSpace(withoutControls(text)));
      }),
      fuzzRuns(50),
    );
  });

  it('ends parts where sentences end', () => {
    const parts = partsOf({ ...plain, text: `${LONG} ${LONG} ${LONG}` });
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(shownWords(part)).toMatch(/^Voici.*passage\.$/s);
  });

  it('marks the answering sentence in the part that holds it', () => {
    const passage = { ...plain, highlight: rangeOf(LONG, 'numéro 3 d’un') };
    expect(partsOf(passage)[0]).toContain('phrase **numéro 3 d’un** long');
  });

  it('has one part for nothing', () => {
    expect(partsOf({ ...plain, text: ' ' })).toEqual(['> ']);
  });
});

describe('hostile passages', () => {
  it('show nothing but quotes and marks', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [shown] = showPassages([{ ...plain, text, highlight: { start: 0, end: text.length } }], 400);
        for (const { styles } of readMarkdown(shown?.content ?? '')) {
          for (const style of styles) expect(['quote', 'strong']).toContain(style);
        }
      }),
      fuzzRuns(250),
    );
  });
});
