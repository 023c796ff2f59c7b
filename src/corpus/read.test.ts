import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Corpus } from './document.js';
import { lintCorpus } from './lint.js';
import { readCorpus, stampCorpus } from './read.js';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'corpus-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

function codes(corpus: Corpus): string[] {
  return lintCorpus(corpus).map(
    ({ file, line, code, severity }) => `${file}:${line ?? '-'} ${code} ${severity}`,
  );
}

const FRENCH = 'Le jardin est ouvert à tous les enfants du quartier.';
const ENGLISH = 'The garden is open to all the children around it.';
const page = (body: string) =>
  `---\ntitle: Garden\nsource: The gardeners\nurl: https://example.org/\nasOf: 2019\n---\n\n${body}\n`;

it('reads documents, passages and pairs in path order', async () => {
  const folder = await folderWith({
    'z.txt': `LA COUR\n\n${FRENCH}`,
    'a.fr.md': page(`# Jardin {#garden}\n\n${FRENCH}`),
    'a.en.md': page(`# Garden {#garden}\n\n${ENGLISH}`),
  });
  const corpus = await readCorpus(folder);
  expect(corpus.documents.map(({ path, source }) => [path, source.title, source.asOf])).toEqual([
    ['a.en.md', 'Garden', '2019'],
    ['a.fr.md', 'Garden', '2019'],
    ['z.txt', 'LA COUR', null],
  ]);
  expect(corpus.passages.map(({ id, text }) => [id, text])).toEqual([
    ['a.en#garden/1', ENGLISH],
    ['a.fr#garden/1', FRENCH],
    ['z.txt#1', FRENCH],
  ]);
  expect(corpus.pairs.map(({ id }) => id)).toEqual(['a#garden/1', 'z.txt#1']);
  expect(await stampCorpus(folder)).toEqual(corpus.files);
  const { text = '' } = corpus.documents.find(({ path }) => path === 'z.txt') ?? {};
  const last = corpus.passages.at(-1);
  expect(text.slice(last?.start, last?.end)).toBe(FRENCH);
});

it('tells what is said to be quoted and does not stand in the copy that is given', async () => {
  const quoted = (copy: string, text: string) =>
    `---\nsource: The gardeners\nquoted: true\ncopy: ${copy}\n---\n\n${text}\n`;
  const folder = await folderWith({
    '.copies/garden.html': `<p>The garden is open\n  to all the children around it.</p>`,
    'notes/right.md': quoted('../.copies/garden.html', ENGLISH),
    'notes/wrong.md': quoted('../.copies/garden.html', ENGLISH.replace('open', 'closed')),
    'notes/gone.md': quoted('../.copies/shed.html', ENGLISH),
    'notes/outside.md': quoted('../../.copies/garden.html', ENGLISH),
  });
  const told = codes(await readCorpus(folder)).filter((code) => code.includes('copy'));
  expect(told).toEqual([
    'notes/gone.md:- copy-unreadable error',
    'notes/outside.md:- copy-unreadable error',
    'notes/wrong.md:7 not-in-copy error',
  ]);
});

it('keeps the questions that a page lists apart from what it says', async () => {
  const asked = 'Qui peut entrer dans le jardin\u00a0?';
  const listed = page(`## Jardin {#garden}\n\n${FRENCH}`).replace(
    'asOf: 2019\n',
    `asOf: 2019\nquestions:\n  - ${asked}\n  - ${'a'.repeat(101)}\n`,
  );
  const corpus = await readCorpus(
    await folderWith({ 'a.md': listed, 'b.txt': `${FRENCH}\n`, 'c.html': `<p>${ENGLISH}</p>` }),
  );
  expect(corpus.documents.map(({ path, questions }) => [path, questions])).toEqual([
    ['a.md', [asked]],
    ['b.txt', []],
    ['c.html', []],
  ]);
  expect(corpus.passages.map(({ text }) => text)).toEqual([FRENCH, FRENCH, ENGLISH]);
  expect(codes(corpus)).toContain('a.md:8 front-matter warning');
});

it('hashes paths and bytes, not places or times', async () => {
  const hashOf = async (files: Record<string, string>) => (await readCorpus(await folderWith(files))).hash;
  const one = await hashOf({ 'a.txt': FRENCH, 'b.txt': ENGLISH });
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf({ 'a.txt': FRENCH, 'b.txt': ENGLISH })).toBe(one);
  expect(await hashOf({ 'a.txt': FRENCH, 'c.txt': ENGLISH })).not.toBe(one);
  expect(await hashOf({ 'a.txt': FRENCH, 'b.txt': `${ENGLISH} ` })).not.toBe(one);
});

it('is not stopped by a bad file', async () => {
  const folder = await folderWith({
    'bad.docx': new Uint8Array([1, 2, 3]),
    'empty.txt': '',
    'good.txt': FRENCH,
  });
  const corpus = await readCorpus(folder);
  expect(corpus.passages.map(({ text }) => text)).toEqual([FRENCH]);
  expect(corpus.problems.map(({ file, code }) => [file, code])).toEqual([
    ['bad.docx', 'unreadable'],
    ['empty.txt', 'empty'],
  ]);
  expect(corpus.files).toHaveLength(3);
});

it('titles a document after its file when it does not say', async () => {
  const corpus = await readCorpus(await folderWith({ 'x/La cour.txt': FRENCH }));
  expect(corpus.documents[0]?.source.title).toBe('La cour');
});

it('returns a corpus without a passage', async () => {
  const corpus = await readCorpus(await folderWith({}));
  expect([corpus.documents, corpus.passages, corpus.pairs]).toEqual([[], [], []]);
});

it('refuses a folder that is not there', async () => {
  await expect(readCorpus(join(await folderWith({}), 'nowhere'))).rejects.toMatchObject({
    code: 'corpus-missing',
  });
});

it('finds nothing to mend in good pages', async () => {
  const folder = await folderWith({
    'a.fr.md': page(`# Jardin\n\n## Accueil {#welcome}\n\n${FRENCH}`),
    'a.en.md': page(`# Garden\n\n## Welcome {#welcome}\n\n${ENGLISH}`),
  });
  expect(codes(await readCorpus(folder))).toEqual([]);
});

it('tells what to mend, by file and line', async () => {
  const folder = await folderWith({
    'a.en.md': page(`## Welcome {#welcome}\n\n${ENGLISH}\n\n## Yard {#yard}\n\nThe yard is closed.`),
    'a.fr.md': page(
      `## Accueil {#welcome}\n\n${FRENCH}\n\nIl ferme à midi.\n\n## Cour\n\nLa cour est fermée.`,
    ),
    'b.fr.md': `# Puits {#well}\n\n${'Le puits est vide. '.repeat(5)}\n`,
    'c.txt': `${FRENCH}\n\nDer Garten ist für alle Kinder geöffnet und wird von einem Verein gepflegt.`,
  });
  expect(codes(await readCorpus(folder))).toEqual([
    'a.en.md:14 anchor-mismatch error',
    'a.fr.md:10 paragraph-mismatch error',
    'a.fr.md:14 anchor-missing error',
    'b.fr.md:- no-source error',
    'b.fr.md:- no-date error',
    'b.fr.md:- missing-counterpart error',
    'b.fr.md:3 too-long error',
    'c.txt:- no-source warning',
    'c.txt:- no-date warning',
    'c.txt:1 duplicate warning',
    'c.txt:3 unknown-language warning',
  ]);
});

it('says where a repeated passage stands first', async () => {
  const words =
    'le grand jardin de la maison bleue ouvre chaque matin aux enfants du quartier qui aiment courir et jouer';
  const folder = await folderWith({
    'a.txt': `Hier ${words} dehors.`,
    'b.txt': `Il pleut sur la ville.\n\nDemain ${words} dehors.`,
  });
  const repeated = lintCorpus(await readCorpus(folder)).filter(({ code }) => code === 'near-duplicate');
  expect(repeated).toEqual([
    { code: 'near-duplicate', severity: 'warning', file: 'b.txt', line: 3, details: { other: 'a.txt:1' } },
  ]);
});
