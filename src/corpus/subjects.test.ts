import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lintCorpus } from './lint.js';
import { readCorpus } from './read.js';
import { firstQuestions, subjectsOf } from './subjects.js';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function corpusOf(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-subjects-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return readCorpus(folder);
}

const page = (matter: string, text: string) =>
  `---\nsource: The miller\nasOf: 1911\n${matter}\n---\n\n## Part {#part}\n\n${text}\n`;

const MILL = page(
  'subject: Valbrune mill\naliases: [the mill of Odile]\nkind: place\nmain: true\nquestions: ["What is the mill?", "Who built it?"]',
  'The Valbrune mill is a water mill that was built in 1911.',
);
const ODILE = page(
  'subject: Odile Ferrand\nkind: person\nquestions: [Who is Odile Ferrand?]',
  'Odile Ferrand is the miller who built the water mill of Valbrune.',
);

const subjectProblems = async (files: Record<string, string>) =>
  lintCorpus(await corpusOf(files))
    .filter(({ code }) => /subject|alias/.test(code))
    .map(({ file, code, severity, details }) => [file, code, severity, details]);

describe('the subjects of a corpus', () => {
  it('are those that its pages present, the main ones first, with what all of their pages list', async () => {
    const corpus = await corpusOf({
      'a.en.md': ODILE,
      'b.en.md': MILL,
      'c.en.md': page(
        'subject: Valbrune mill\nquestions: [How many wheels has the mill?]',
        'The Valbrune mill has had three wheels since 1930, all of oak.',
      ),
    });
    expect(subjectsOf(corpus, 'en')).toEqual([
      {
        name: 'Valbrune mill',
        aliases: ['the mill of Odile'],
        kind: 'place',
        isMain: true,
        isDeclared: true,
        questions: ['What is the mill?', 'Who built it?', 'How many wheels has the mill?'],
        pages: ['b.en.md', 'c.en.md'],
      },
      {
        name: 'Odile Ferrand',
        aliases: [],
        kind: 'person',
        isMain: false,
        isDeclared: true,
        questions: ['Who is Odile Ferrand?'],
        pages: ['a.en.md'],
      },
    ]);
    expect(subjectsOf(corpus, 'fr')).toEqual([]);
    expect(firstQuestions(subjectsOf(corpus, 'en'))).toEqual([
      'What is the mill?',
      'Who is Odile Ferrand?',
      'Who built it?',
      'How many wheels has the mill?',
    ]);
  });

  it('are the names that most documents speak of when no page presents one, those in a title first', async () => {
    const corpus = await corpusOf({
      'a.txt': 'Every winter the river floods the fields, and then Anselme Riquet closes the mill.',
      'b.txt': 'In the spring it is Anselme Riquet who opens the locks near Bourg Neuf again.',
      'c.md': '# The letters of Odile Ferrand\n\nThe mill was built by Odile Ferrand, they say.',
    });
    const subjects = subjectsOf(corpus, 'en');
    expect(subjects.map(({ name, isMain }) => [name, isMain])).toEqual([
      ['Odile Ferrand', true],
      ['Anselme Riquet', false],
      ['Bourg Neuf', false],
    ]);
    expect(subjects.every(({ isDeclared, kind }) => !isDeclared && kind === null)).toBe(true);
    expect(firstQuestions(subjectsOf(corpus, 'en'))).toEqual([]);
  });

  it('are no words that only happen to have a capital', async () => {
    const corpus = await corpusOf({
      'a.txt': 'It is written in French, says Anselme Riquet, who has the Guide.',
      'b.txt': 'Every guide says so: ask your guide.',
      'c.txt': 'A guide waits at the door.',
    });
    expect(subjectsOf(corpus, 'en').map(({ name }) => name)).toEqual(['French', 'Anselme Riquet']);
  });

  it('are none of a corpus without pages, or without names', async () => {
    expect(subjectsOf(await corpusOf({}), 'en')).toEqual([]);
    expect(subjectsOf(await corpusOf({ 'a.txt': 'The mill is closed.' }), 'en')).toEqual([]);
  });
});

describe('what is told of subjects', () => {
  it('is a name that two subjects of one language have, whatever its capitals', async () => {
    const other = page(
      'subject: Ferrand\naliases: [VALBRUNE MILL]\nkind: person',
      'Ferrand lived at the mill.',
    );
    expect(await subjectProblems({ 'a.en.md': MILL, 'b.en.md': other })).toEqual([
      ['b.en.md', 'subject-repeated', 'error', { name: 'VALBRUNE MILL', other: 'a.en.md' }],
    ]);
    const twice = page('subject: Ferrand\naliases: [ferrand]\nkind: person', 'Ferrand lived at the mill.');
    expect(await subjectProblems({ 'a.en.md': twice })).toEqual([]);
    expect(await subjectProblems({ 'a.en.md': MILL, 'b.en.md': MILL })).toEqual([
      ['b.en.md', 'subject-repeated', 'error', { name: 'Valbrune mill', other: 'a.en.md' }],
      ['b.en.md', 'subject-repeated', 'error', { name: 'the mill of Odile', other: 'a.en.md' }],
    ]);
  });

  it('is an alias that the corpus writes as a common word, or that every sentence may hold', async () => {
    const impact = page(
      'subject: Impact France\naliases: [Impact, For, IF, Impact FR]\nkind: organisation',
      'Impact France measures the impact of what its members do.',
    );
    expect(await subjectProblems({ 'a.en.md': impact })).toEqual(
      ['Impact', 'For', 'IF'].map((alias) => ['a.en.md', 'alias-common', 'warning', { alias }]),
    );
  });

  it('is a subject that no page of the language presents', async () => {
    const page1 = page('subject: The dam', 'The dam holds the water back above the village.');
    expect(await subjectProblems({ 'a.en.md': MILL, 'b.en.md': page1 })).toEqual([
      ['b.en.md', 'subject-unpresented', 'warning', { subject: 'The dam' }],
    ]);
  });
});
