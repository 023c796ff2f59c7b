import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOutline } from './formats/formats.js';
import { outlineMarkdown } from './formats/markdown.js';
import { outlineText } from './formats/text.js';
import type { Outline } from './outline.js';
import { layOut } from './outline.js';
import { cutDocument, cutPage } from './passages.js';
import { countWords } from './pieces.js';
import { splitSentences } from './sentences.js';

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

describe('lists, tables and code', () => {
  const cut = async (markdown: string) => {
    const { outline } = await outlineMarkdown(markdown);
    if (outline === null) throw new Error('no outline');
    return (await cutDocument('a.md', outline)).passages.map(({ text, path }) => [text, ...path]);
  };
  const items = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `- Le membre numéro ${i} vient chaque jeudi soir à la salle des fêtes.`,
    );

  it('keeps a short list together with what introduces it', async () => {
    expect(
      await cut(
        '# Bureau\n\nIl date de 1990.\n\nLes membres sont :\n\n- Ada Lin, présidente\n- Luc Arp\n\nFin de la liste des membres.',
      ),
    ).toEqual([
      ['Il date de 1990.', 'Bureau'],
      ['Les membres sont :\n- Ada Lin, présidente\n- Luc Arp', 'Bureau'],
      ['Fin de la liste des membres.', 'Bureau'],
    ]);
  });

  it('cuts a long list evenly; later parts stand under what introduces it', async () => {
    const passages = await cut(['Les membres sont :', '', ...items(16)].join('\n'));
    expect(passages.map(([text = '']) => text.split('\n').length)).toEqual([6, 6, 5]);
    expect(passages.map(([, ...path]) => path)).toEqual([[], ['Les membres sont :'], ['Les membres sont :']]);
  });

  it('cuts an item as long as several passages like a paragraph', async () => {
    const passages = await cut(`- ${Array(14).fill(SHORT).join(' ')}\n- ${SHORT}`);
    const counts = passages.map(([text = '']) => splitSentences(text, 'fr').length);
    expect(counts.every((count) => count <= 4)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count)).toBe(15);
  });

  it('makes a passage of each row, under its headings and what introduces the table', async () => {
    expect(
      await cut(
        '# Club\n\n## Tarifs\n\nPar saison :\n\n| Âge | Prix |\n|---|---|\n| Enfant | 40 euros |\n| Adulte | 90 euros |',
      ),
    ).toEqual([
      ['Par saison :', 'Club', 'Tarifs'],
      ['Âge: Enfant; Prix: 40 euros', 'Club', 'Tarifs', 'Par saison :'],
      ['Âge: Adulte; Prix: 90 euros', 'Club', 'Tarifs', 'Par saison :'],
    ]);
  });

  it('quotes code with what introduces it', async () => {
    expect(await cut('Pour installer, tapez :\n\n```sh\nnpm ci\nnpm test\n```')).toEqual([
      ['Pour installer, tapez :\nnpm ci\nnpm test'],
    ]);
  });

  it('takes a heading out of the path when one of its rank follows', async () => {
    const passages = await cut(`# Un\n\n## Deux\n\n${SHORT}\n\n## Trois\n\n${SHORT}\n\n# Quatre\n\n${SHORT}`);
    expect(passages.map(([, ...path]) => path)).toEqual([['Un', 'Deux'], ['Un', 'Trois'], ['Quatre']]);
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

describe('a heading with nothing under it', () => {
  const textsOf = async (file: string, text: string) => {
    const { outline } = await readOutline(file, Buffer.from(text));
    return outline === null ? [] : (await cutDocument(file, outline)).passages.map((passage) => passage.text);
  };

  it('is text where several stand in a row: the lines of a table without rules', async () => {
    const rows = ['Jeanne Marin JM Norway', 'Paul Ledoux PL Belgium', 'Aline Costa AC Ireland', 'Minutes'];
    const texts = await textsOf(
      'people.txt',
      `${rows.join('\n\n')}\n\nThe meeting was opened at ten by the chair.\n`,
    );
    expect(texts.join('\n')).toContain('Paul Ledoux PL Belgium');
    expect(texts.join('\n')).not.toContain('Minutes');
  });

  it('stays a heading before another that has text', async () => {
    const texts = await textsOf(
      'book.txt',
      'The first chapter\n\nHow it began\n\nThe mill was built in 1884 by two brothers.\n',
    );
    expect(texts).toEqual(['The mill was built in 1884 by two brothers.']);
  });

  it('is text at the end of its rank', async () => {
    const page =
      '# The mill\n\nIt was built in 1884.\n\n## Closed since the year 1950\n\n# The bridge\n\nIt is of stone.\n';
    expect(await textsOf('page.md', page)).toContain('Closed since the year 1950');
  });
});
