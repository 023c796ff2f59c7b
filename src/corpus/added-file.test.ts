import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { aboutText, isAsOf } from './about.js';
import { newFilePath } from './added-file.js';
import { LANGUAGES } from './document.js';
import { readOne } from './read.js';

const root = mkdtempSync(join(tmpdir(), 'verbatim-added-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('newFilePath', () => {
  it('stays in its folder whatever the title is, in characters that any file system takes', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(null, ...LANGUAGES), (title, language) => {
        const path = newFilePath(root, title, language, '.pdf');
        expect(path).toMatch(/^added\/[a-z0-9]+(?:-[a-z0-9]+)*\.pdf$/);
        expect(normalize(path)).toBe(path);
        expect(path.length).toBeLessThan(90);
      }),
    );
    expect(newFilePath(root, 'L’Écluse (2)', 'fr', '.pdf')).toBe('added/l-ecluse-2-fr.pdf');
    expect(newFilePath(root, 'CON', null, '.md')).toBe('added/con-document.md');
  });

  it('is no name that is taken', async () => {
    await mkdir(join(root, 'added'));
    await writeFile(join(root, 'added', 'lock-en.pdf'), '');
    expect(newFilePath(root, 'Lock', 'en', '.pdf')).toBe('added/lock-2-en.pdf');
  });
});

describe('what is said beside a document', () => {
  it('counts before what the document says of itself, whatever is in it', async () => {
    const words = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\s+/g, ' ').trim());
    await writeFile(join(root, 'page.txt'), 'The lock of the mill was rebuilt with oak from Brocéliande.\n');
    await fc.assert(
      fc.asyncProperty(words, async (title) => {
        const about = { title, source: 'Kersaint: #1 "archives"', asOf: '1962~' };
        await writeFile(join(root, 'page.txt.yaml'), aboutText(about) ?? '');
        const { document, problems } = await readOne(root, 'page.txt');
        expect(problems).toEqual([]);
        expect(document?.source).toEqual({
          title: title === '' ? 'page' : title,
          publisher: 'Kersaint: #1 "archives"',
          quoted: true,
          read: null,
          url: null,
          asOf: '1962~',
        });
      }),
      { numRuns: 30 },
    );
    await writeFile(
      join(root, 'page.txt.yaml'),
      aboutText({ title: '', source: 'https://a.example/b', asOf: '' }) ?? '',
    );
    expect((await readOne(root, 'page.txt')).document?.source.url).toBe('https://a.example/b');
    expect(aboutText({ title: '', source: '', asOf: '' })).toBeNull();
    const plain = await readOne(root, 'page.txt');
    await writeFile(join(root, 'page.txt.yaml'), 'nonsense: [');
    const broken = await readOne(root, 'page.txt');
    expect(broken.passages).toHaveLength(plain.passages.length);
    expect(broken.digest).not.toBe(plain.digest);
    expect(broken.problems.map(({ code }) => code)).toEqual(['front-matter']);
  });

  it.each(['2027', '2027-01', '2027-01-31', '1962~', '0800'])('takes %s for a date', (text) =>
    expect(isAsOf(text)).toBe(true),
  );
  it.each(['', '27', '2027-13', '2027-02-30', '31/01/2027', '2027-1-1', '2027 ', '~', 'soon'])(
    'takes %j for none',
    (text) => expect(isAsOf(text)).toBe(false),
  );
});
