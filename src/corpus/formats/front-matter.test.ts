import { describe, expect, it } from 'vitest';
import { readFrontMatter } from './front-matter.js';

const read = (file: string) => {
  const { source, end, problems } = readFrontMatter(file);
  return {
    ...source,
    rest: file.slice(end),
    problems: problems.map(({ line, details }) => ({ line, ...details })),
  };
};
const silent = { title: null, publisher: null, url: null, asOf: null };

describe('readFrontMatter', () => {
  it('reads the four keys', () => {
    const file =
      '---\r\ntitle: Le port\r\nsource: La gazette\r\nurl: https://port.example/a\r\nasOf: 2021-05-04\r\n---\r\nTexte';
    expect(read(file)).toEqual({
      title: 'Le port',
      publisher: 'La gazette',
      url: 'https://port.example/a',
      asOf: '2021-05-04',
      rest: 'Texte',
      problems: [],
    });
  });

  it('takes dates as YAML gives them', () => {
    for (const date of ['2021', '2021-05', '2021-05-04', '"2021"']) {
      expect(read(`---\nasOf: ${date}\n---\n`).asOf).toBe(date.replaceAll('"', ''));
    }
  });

  it('takes a date that is only about right', () => {
    expect(read('---\nasOf: 2015~\n---\n').asOf).toBe('2015~');
    expect(read('---\nasOf: 2015~~\n---\n').problems).toMatchObject([{ reason: 'bad-value', key: 'asOf' }]);
    expect(read('---\nread: 2026~\n---\n').problems).toMatchObject([{ reason: 'bad-value', key: 'read' }]);
  });

  it('takes a page that names its source for one written after it, unless it says that it quotes it', () => {
    const declaredBy = (matter: string) => readFrontMatter(`---\n${matter}\n---\n`).declared;
    const silence = { subject: null, quoted: true, read: null, copy: null };
    expect(declaredBy('title: Le port')).toEqual(silence);
    expect(declaredBy('source: La gazette')).toEqual({ ...silence, quoted: false });
    expect(declaredBy('source: La gazette\nquoted: true\nread: 2026-11\ncopy: ../.copies/a.html')).toEqual({
      ...silence,
      read: '2026-11',
      copy: '../.copies/a.html',
    });
  });

  it('reads what a page is about', () => {
    const subjectOf = (matter: string) => readFrontMatter(`---\n${matter}\n---\n`).declared.subject;
    expect(subjectOf('subject: Le port\naliases: [Port, La rade]\nkind: place\nmain: true')).toEqual({
      name: 'Le port',
      aliases: ['Port', 'La rade'],
      kind: 'place',
      isMain: true,
    });
    expect(subjectOf('subject: Le port\naliases: La rade')).toEqual({
      name: 'Le port',
      aliases: ['La rade'],
      kind: null,
      isMain: false,
    });
    expect(subjectOf('kind: place')).toBeNull();
  });

  it('only warns of keys that other programs use for something else', () => {
    const { problems, declared } = readFrontMatter('---\nkind: page\naliases: [{ a: b }]\nmain: menu\n---\n');
    expect(problems.map(({ severity, details }) => [severity, details['key']])).toEqual([
      ['warning', 'kind'],
      ['warning', 'aliases'],
      ['warning', 'main'],
    ]);
    expect(declared.subject).toBeNull();
  });

  it.each([
    'draft: yes',
    'published: "false"',
    'publish: false',
    'status: Draft',
    'private: true',
    'visibility: private',
  ])('takes a page that says “%s” for one that is not published', (line) => {
    expect(readFrontMatter(`---\n${line}\n---\n`)).toMatchObject({ isDraft: true, problems: [] });
  });

  it.each(['draft: false', 'published: true', 'status: published', 'private: false'])(
    'takes “%s” for nothing',
    (line) => {
      expect(readFrontMatter(`---\n${line}\n---\n`)).toMatchObject({ isDraft: false, problems: [] });
    },
  );

  it('lets blank lines pass before the first key', () => {
    expect(read('---\n\r\n \ntitle: Le port\n---\nTexte')).toMatchObject({ title: 'Le port', rest: 'Texte' });
  });

  it('tells unknown keys and bad values with their lines, and keeps the rest', () => {
    const file = '---\ntitle: Le port\nauteur: Ada\nasOf: 2021-02-30\nurl: port\nsource: [a]\n---\nTexte';
    expect(read(file)).toEqual({
      ...silent,
      title: 'Le port',
      rest: 'Texte',
      problems: [
        { line: 3, reason: 'unknown-key', key: 'auteur' },
        { line: 4, reason: 'bad-value', key: 'asOf' },
        { line: 5, reason: 'bad-value', key: 'url' },
        { line: 6, reason: 'bad-value', key: 'source' },
      ],
    });
  });

  it('reads the questions that a page lists', () => {
    const file = '---\ntitle: Le port\nquestions:\n  - Où est le port ?\n  - "Quand : en 1962 ?"\n---\nTexte';
    expect(readFrontMatter(file)).toMatchObject({
      questions: ['Où est le port ?', 'Quand : en 1962 ?'],
      source: { title: 'Le port' },
      problems: [],
    });
    expect(readFrontMatter('---\n\nquestions: [Où ?]\n---\n').questions).toEqual(['Où ?']);
    expect(readFrontMatter('---\nquestions: []\n---\n')).toMatchObject({ questions: [], problems: [] });
  });

  it('leaves out a question that is empty, too long or no text, and tells its line', () => {
    const long = `${'a'.repeat(99)} ?`;
    const items = ['Où ?', '', '"  "', long, `${'a'.repeat(98)} ?`, '1962', 'Quand: en 1962 ?', '[Où ?]'];
    const file = `---\nquestions:\n${items.map((item) => `  - ${item}\n`).join('')}---\nTexte`;
    const { questions, problems } = readFrontMatter(file);
    expect(questions).toEqual(['Où ?', `${'a'.repeat(98)} ?`]);
    const told = problems.map(({ code, severity, line, details }) => [code, severity, line, details]);
    const expected = [
      ['warning', 4, 2],
      ['warning', 5, 3],
      ['warning', 6, 4],
      ['error', 8, 6],
      ['error', 9, 7],
      ['error', 10, 8],
    ].map(([severity, line, n]) => [
      'front-matter',
      severity,
      line,
      { reason: 'bad-value', key: `questions[${n}]` },
    ]);
    expect(told).toEqual(expected);
  });

  it.each(['Où est le port ?', '', '{ a: b }', '3'])('takes %j for no list of questions', (value) => {
    expect(readFrontMatter(`---\ntitle: Le port\nquestions: ${value}\n---\n`)).toMatchObject({
      questions: [],
      source: { title: 'Le port' },
      problems: [{ severity: 'error', line: 3, details: { reason: 'bad-value', key: 'questions' } }],
    });
  });

  it('tells broken YAML with its line, and lets the text be read', () => {
    const { problems, rest } = read('---\ntitle: "Le port\nurl: x\n---\nTexte');
    expect(rest).toBe('Texte');
    expect(problems).toEqual([expect.objectContaining({ reason: 'broken-yaml', line: expect.any(Number) })]);
    expect(read('---\ntitle: a\ntitle: b\n---\n').problems).toEqual([
      expect.objectContaining({ reason: 'broken-yaml', line: 3 }),
    ]);
  });

  it('tells a front matter that never ends', () => {
    expect(read('---\ntitle: Le port\n\nTexte').problems).toEqual([{ line: 1, reason: 'unclosed' }]);
  });

  it.each([
    '',
    'Texte',
    '---\n\nTexte\n\n---\n',
    '---\n\nNote: du texte entre deux filets.\n\n---\n',
    '---\nDu texte entre deux filets.\n---\nTexte',
    '\n---\ntitle: a\n---\n',
  ])('finds none in %j', (file) => {
    expect(read(file)).toEqual({ ...silent, rest: file, problems: [] });
  });
});

describe('a front matter in TOML', () => {
  const read = (...lines: string[]) => readFrontMatter(['+++', ...lines, '+++', 'Un mot.'].join('\n'));

  it('says the same as one in YAML', () => {
    const text = ['title = "Le port"', 'date = 2021-05-04T10:00:00Z', 'questions = ["Où est-il ?"]'];
    const { source, questions, isDraft, problems } = read(...text);
    expect(source).toEqual({ ...silent, title: 'Le port', asOf: '2021-05-04' });
    expect(questions).toEqual(['Où est-il ?']);
    expect(isDraft).toBe(false);
    expect(problems).toEqual([]);
    expect(read('draft = true').isDraft).toBe(true);
    expect(read('asOf = 2020-02-03').source.asOf).toBe('2020-02-03');
  });

  it('tells what is wrong with it, by its line', () => {
    const told = (...lines: string[]) =>
      read(...lines).problems.map(({ line, details }) => ({ line, ...details }));
    expect(told('title = "a"', 'autre = 1')).toEqual([{ line: 3, reason: 'unknown-key', key: 'autre' }]);
    expect(told('title = "a"', 'url = 3')).toEqual([{ line: 3, reason: 'bad-value', key: 'url' }]);
    expect(told('title = "a"', 'url =')).toEqual([
      { line: 3, reason: 'broken-toml', message: expect.any(String) },
    ]);
    expect(readFrontMatter('+++\ntitle = "a"\n').problems[0]?.details).toEqual({ reason: 'unclosed' });
    expect(readFrontMatter('+++\nUn mot.\n')).toMatchObject({ end: 0, problems: [] });
  });
});
