import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline } from './outline.js';
import { layOut } from './outline.js';
import { countWords, cutDocument, cutPage } from './passages.js';
import { splitSentences } from './sentences.js';
import { outlineText } from './text.js';

const SILENT = { title: null, publisher: null, url: null, asOf: null };

/** An outline of paragraphs and `# headings {#anchor}`. */
function outlineOf(...blocks: string[]): Outline {
  const extracted = blocks.map((block) => {
    const [, text = '', anchor] = /^# (.*?)(?: \{#(.*)\})?$/.exec(block) ?? [];
    return text
      ? ({ kind: 'heading', text, anchor: anchor ?? null } as const)
      : ({ kind: 'paragraph', text: block, anchor: null } as const);
  });
  return { ...layOut(extracted), source: SILENT, questions: [] };
}

async function textsOf(...blocks: string[]): Promise<string[]> {
  return (await cutDocument('a.txt', outlineOf(...blocks))).passages.map(({ text }) => text);
}

const SHORT = 'Le jardin est ouvert à tous les enfants.';
const LONG = `Le jardin ${'est ouvert et la cour est fermée et '.repeat(8)}voilà tout.`;

describe('cutDocument', () => {
  it('names passages by path and number, with section and language', async () => {
    const { passages } = await cutDocument(
      'x/a.txt',
      outlineOf(SHORT, '# La cour', SHORT, 'The yard is closed to them.'),
    );
    expect(passages.map(({ id, section, language }) => [id, section, language])).toEqual([
      ['x/a.txt#1', '', 'fr'],
      ['x/a.txt#2', 'La cour', 'fr'],
      ['x/a.txt#3', 'La cour', 'en'],
    ]);
  });

  it('cuts long paragraphs evenly at sentence ends', async () => {
    expect(await textsOf(Array(4).fill(SHORT).join(' '))).toHaveLength(1);
    const six = await textsOf(Array(6).fill(SHORT).join(' '));
    expect(six).toEqual([Array(3).fill(SHORT).join(' '), Array(3).fill(SHORT).join(' ')]);
    expect(await textsOf(`${LONG} ${LONG}`)).toEqual([LONG, LONG]);
  });

  it('never cuts a sentence', async () => {
    const endless = `Le jardin ${'et la cour '.repeat(60)}dorment.`;
    expect(await textsOf(endless)).toEqual([endless]);
  });

  it('cuts where the language changes, when both sides are sure', async () => {
    const { passages } = await cutDocument(
      'a.txt',
      outlineOf(`${SHORT} The yard is closed to them all. Berlin Oslo Rome Paris.`),
    );
    expect(passages.map(({ language, text }) => [language, text])).toEqual([
      ['fr', SHORT],
      ['en', 'The yard is closed to them all. Berlin Oslo Rome Paris.'],
    ]);
    const quoting = `${SHORT} Il chante « Yellow Submarine » le soir.`;
    expect(await textsOf(quoting)).toEqual([quoting]);
  });

  it('joins fragments to their neighbour and drops a word that stands alone', async () => {
    const list = 'On y trouve des arbres :\n- pommiers\n- poiriers\n- noyers\n- pruniers\n- figuiers';
    const passages = (await cutDocument('a.txt', outlineText(list))).passages.map(({ text }) => text);
    expect(passages).toEqual([list]);
    expect(await textsOf('# Un', 'Contact', '# Deux', SHORT)).toEqual([SHORT]);
    expect(await textsOf('# Fondatrice', 'Anne Martin', '# Année', '1999')).toEqual(['Anne Martin', '1999']);
  });

  it('does not join across what it left out', async () => {
    expect(await textsOf('Anne Martin', 'Page 3', SHORT)).toEqual(['Anne Martin', SHORT]);
  });

  it('gives undecided passages the language of their neighbours', async () => {
    const { passages } = await cutDocument(
      'a.txt',
      outlineOf('Anne Martin 1999', 'The yard is closed to them all.', 'Paul Petit 2001'),
    );
    expect(passages.map(({ language }) => language)).toEqual(['en', 'en', 'en']);
  });

  it('tells passages in a third language and leaves them out', async () => {
    const german = 'Der Garten ist für alle Kinder geöffnet und wird von einem Verein gepflegt.';
    const { passages, problems } = await cutDocument('a.txt', outlineOf(SHORT, german));
    expect(passages.map(({ text }) => text)).toEqual([SHORT]);
    expect(problems).toEqual([{ code: 'unknown-language', severity: 'warning', line: 3, details: {} }]);
  });

  it('leaves out page furniture of every format', async () => {
    expect(await textsOf(SHORT, '© 2019 Maison bleue', 'Read more')).toEqual([SHORT]);
  });

  it('keeps unbreakable spaces and curly quotes', async () => {
    const exact = 'Il dit\u00a0: «\u202fL’année 2010 fut\u00a0belle\u00a0»\u00a0!';
    expect(await textsOf(`${exact} `)).toEqual([exact]);
  });

  const sentence = fc.constantFrom(
    'Il dort.',
    'The dog sleeps.',
    'Oui.',
    SHORT,
    LONG,
    'Anne',
    '12',
    '« Non ! » dit-il.',
    '…',
  );
  const paragraph = fc.array(sentence, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(' '));
  const block = fc.oneof(
    paragraph,
    fc.constantFrom('# Un', '# Deux'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );

  it('gives exact slices in order without overlap, never too many sentences', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 12 }), async (blocks) => {
        const outline = outlineOf(...blocks);
        let at = 0;
        for (const { start, end, text, language } of (await cutDocument('a.txt', outline)).passages) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text).toBe(outline.text.slice(start, end));
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
          const sentences = splitSentences(text, language).filter(
            (one) => countWords(text.slice(one.start, one.end)) > 2,
          );
          expect(sentences.length).toBeLessThanOrEqual(4);
          at = end;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('cutPage', () => {
  const page = { topic: 'garden', language: 'fr', counterpart: 'garden.en.md' } as const;

  it('makes a passage of every paragraph, named by its anchor', () => {
    const long = Array(6).fill(SHORT).join(' ');
    const { passages, problems } = cutPage(
      'garden.fr.md',
      outlineOf('Anne', '# Cour {#yard}', long, 'Oui.', '# Puits {#well}', SHORT),
      page,
    );
    expect(passages.map(({ id, text, section }) => [id, section, text])).toEqual([
      ['garden.fr#/1', '', 'Anne'],
      ['garden.fr#yard/1', 'Cour', long],
      ['garden.fr#yard/2', 'Cour', 'Oui.'],
      ['garden.fr#well/1', 'Puits', SHORT],
    ]);
    expect(problems).toEqual([]);
  });

  it('tells missing and repeated anchors, and keeps ids apart', () => {
    const { passages, problems } = cutPage(
      'garden.fr.md',
      outlineOf('# Titre', '# Cour', SHORT, '# Puits {#well}', SHORT, '# Four {#well}', SHORT),
      page,
    );
    expect(problems).toEqual([
      { code: 'anchor-missing', severity: 'error', line: 3, details: { heading: 'Cour' } },
      { code: 'anchor-duplicate', severity: 'error', line: 11, details: { anchor: 'well' } },
    ]);
    expect(new Set(passages.map(({ id }) => id)).size).toBe(3);
  });
});
