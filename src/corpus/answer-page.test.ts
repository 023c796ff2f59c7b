import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AnswerDraft, answerPages, newAnswerPath, takeNameOff, writePages } from './answer-page.js';
import { lintCorpus } from './lint.js';
import { readCorpus } from './read.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-answers-'));
afterAll(() => rm(root, { recursive: true, force: true }));
let count = 0;
const newFolder = async () => {
  const folder = join(root, String(count++));
  await mkdir(folder);
  return folder;
};

const draft: AnswerDraft = {
  title: 'Where is the key of the lock?',
  texts: {
    fr: 'La clé de l’écluse est chez Odile Ferrand, au bureau du moulin.',
    en: 'The key of the lock is with Odile Ferrand, in the office of the mill.',
  },
  source: 'Staff handbook, p. 3',
  verified: { fr: 'vérifié par Léa le 1er mars 2026', en: 'verified by Léa on 1 March 2026' },
  asOf: '2026-03-01',
};

async function written(given: AnswerDraft) {
  const folder = await newFolder();
  await writePages(folder, answerPages(newAnswerPath(folder, given), given));
  return readCorpus(folder);
}

describe('answerPages', () => {
  it('are read as a pair with their source and date, and nothing is to be mended', async () => {
    const corpus = await written(draft);
    expect(lintCorpus(corpus)).toEqual([]);
    expect(corpus.pairs).toHaveLength(1);
    expect(corpus.pairs[0]).toMatchObject({ fr: { text: draft.texts.fr }, en: { text: draft.texts.en } });
    const [english] = corpus.documents.filter(({ path }) => path.endsWith('.en.md'));
    expect(english).toMatchObject({
      path: 'answers/2026-03-01-where-is-the-key-of-the-lock.en.md',
      source: {
        title: draft.title,
        publisher: 'Staff handbook, p. 3 · verified by Léa on 1 March 2026',
        quoted: false,
        url: null,
        asOf: '2026-03-01',
      },
      questions: [draft.title],
    });
  });

  it('are one plain page in one language, with the address of its source', async () => {
    const { fr } = draft.texts;
    const corpus = await written({ ...draft, texts: { fr, en: ' \n' }, source: 'https://mills.example/key' });
    expect(corpus.documents.map(({ path }) => path)).toEqual([
      'answers/2026-03-01-where-is-the-key-of-the-lock.md',
    ]);
    expect(corpus.documents[0]?.source).toMatchObject({
      publisher: 'vérifié par Léa le 1er mars 2026',
      quoted: true,
      url: 'https://mills.example/key',
    });
    expect(corpus.passages).toMatchObject([{ language: 'fr', text: fr }]);
  });

  it('read as they were typed, whatever looks like mark-up at the start of a line', async () => {
    const text =
      'The key of the lock is in the office.\n# 12 is the number of the door.\n---\nAsk <Odile Ferrand> for it.';
    const corpus = await written({ ...draft, texts: { en: text }, title: '---\n"a": {b}' });
    expect(corpus.problems).toEqual([]);
    expect(corpus.documents[0]?.source.title).toBe('--- "a": {b}');
    const read = corpus.passages.map((passage) => passage.text).join('\n');
    for (const piece of ['# 12 is the number', '<Odile Ferrand>']) expect(read).toContain(piece);
    expect(corpus.passages.every(({ section }) => section === '')).toBe(true);
  });

  it('lose no word of any title, source or text', async () => {
    const line = fc.constantFrom(
      ...[
        '# key',
        '- mill',
        '1. lock',
        '> door',
        '---',
        '===',
        'a <b> tag',
        '"quoted": yes',
        '&amp; co',
        '```',
        '   four',
      ],
      ...['The office of the mill is open.', 'title: none', '{#anchor}'],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        line,
        line,
        async (lines, title, source) => {
          const text = `The lock is by the mill.\n${lines.join('\n')}\nThe mill is by the lock.`;
          const [page] = answerPages('answers/x', { ...draft, texts: { en: text }, title, source });
          const folder = await newFolder();
          await writePages(folder, page === undefined ? [] : [page]);
          const corpus = await readCorpus(folder);
          expect(corpus.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          const read = corpus.documents.map((document) => document.text).join('\n');
          for (const word of text.replaceAll('&amp;', '&').match(/[a-z]{3,}/gi) ?? [])
            expect(read).toContain(word);
          expect(corpus.documents[0]?.source.publisher).toContain(draft.verified.en);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('newAnswerPath', () => {
  it('names no page that is there, in either language', async () => {
    const folder = await newFolder();
    const first = newAnswerPath(folder, draft);
    await writePages(folder, answerPages(first, { ...draft, texts: { fr: 'Oui.' } }));
    const second = newAnswerPath(folder, draft);
    expect(second).toBe(`${first}-2`);
    await writePages(folder, answerPages(second, draft));
    expect(newAnswerPath(folder, draft)).toBe(`${first}-3`);
  });

  it('is a plain name of the corpus folder, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(newAnswerPath(root, { ...draft, title })).toMatch(
          /^answers\/2026-03-01-[a-z0-9]+(?:-[a-z0-9]+)*$/,
        );
        expect(newAnswerPath(root, { ...draft, title }).length).toBeLessThanOrEqual(70);
      }),
    );
  });
});

describe('writePages', () => {
  it('leaves nothing behind where it cannot write all', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'answers'));
    const pages = answerPages('answers/x', draft);
    // A folder stands where the second page is to go.
    await mkdir(join(folder, 'answers', 'x.en.md'));
    await writeFile(join(folder, 'answers', 'x.en.md', 'kept'), '');
    await expect(writePages(folder, pages)).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await readdir(join(folder, 'answers'))).toEqual(['x.en.md']);
    expect(await readFile(join(folder, 'answers', 'x.en.md', 'kept'), 'utf8')).toBe('');
  });

  it('says what the system says', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'answers'), '');
    await expect(writePages(folder, answerPages('answers/x', draft))).rejects.toMatchObject({
      code: 'file-unwritable',
      details: { reason: 'EEXIST' },
    });
  });
});

describe('takeNameOff', () => {
  it('names another in the place of who verified a page, in either language, and changes nothing else', async () => {
    const folder = await newFolder();
    const said = (name: string) => `verified by ${name} on 1 March 2026`;
    const name = 'Léa "the *boss*" on duty: yes';
    const path = newAnswerPath(folder, draft);
    const given = { ...draft, verified: { ...draft.verified, en: said(name) } };
    await writePages(folder, answerPages(path, given));
    const before = await readFile(join(folder, `${path}.fr.md`), 'utf8');
    await takeNameOff(folder, path, said, 'the team');
    const text = await readFile(join(folder, `${path}.en.md`), 'utf8');
    expect(text).not.toContain('boss');
    const { documents } = await readCorpus(folder);
    expect(documents.find((document) => document.path.endsWith('.en.md'))?.source.publisher).toBe(
      'Staff handbook, p. 3 · verified by the team on 1 March 2026',
    );
    expect(await readFile(join(folder, `${path}.fr.md`), 'utf8')).toBe(before);
    await takeNameOff(folder, 'answers/none', said, 'the team');
  });
});
