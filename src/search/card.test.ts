import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentsIn } from '../../test/expect-faithful.js';
import { shippedModels } from '../../test/shipped-models.js';
import type { Subject } from '../corpus/subjects.js';
import { type Engine, openEngine } from './engine.js';
import { findSubject, subjectsMeant } from './find-subject.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-card-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
async function engineOver(
  pages: Readonly<Record<string, string>>,
): Promise<{ engine: Engine; folder: string }> {
  const folder = join(root, String(count++));
  await mkdir(folder);
  for (const [name, text] of Object.entries(pages)) await writeFile(join(folder, name), text);
  return {
    engine: await openEngine({
      corpusFolder: folder,
      indexFolder: `${folder}-index`,
      ...shippedModels(root),
    }),
    folder,
  };
}

const MILL = `---
title: The Valbrune mill
subject: Valbrune mill
aliases: [mill of Odile]
kind: place
main: true
asOf: "1930"
questions:
  - What is the Valbrune mill?
  - Who founded the Valbrune mill?
  - How many workers did the Valbrune mill employ in 1930?
  - How many windows has the Valbrune mill?
---

The Valbrune mill is a water mill on the river Oise that grinds rye and wheat.

Odile Ferrand founded the Valbrune mill in 1911, with her friend Rosa Quillet. She led it for nine years.

In 1930, the Valbrune mill employed 140 workers.

The Valbrune mill has three wheels of oak.
`;
const ODILE = `---
title: Odile Ferrand
subject: Odile Ferrand
kind: person
---

The Valbrune mill was sold by Odile Ferrand in 1935, who moved to Kersaint.
`;
const { engine, folder } = await engineOver({ 'mill.en.md': MILL, 'odile.en.md': ODILE });
const named = (name: string): Subject => {
  const found = findSubject(name, 'en', engine.subjects);
  if (found === null) throw new Error(`no subject ${name}`);
  return found.subject;
};

describe('the card of a subject that a page presents', async () => {
  const card = await engine.card(named('Valbrune mill'), 'en');

  it('says what it is, then what its pages answer and say of it, no sentence twice', () => {
    expect(card.definition?.sentence).toBe(
      'The Valbrune mill is a water mill on the river Oise that grinds rye and wheat.',
    );
    expect(card.facts.map(({ sentence }) => sentence)).toEqual([
      'Odile Ferrand founded the Valbrune mill in 1911, with her friend Rosa Quillet.',
      'In 1930, the Valbrune mill employed 140 workers.',
      'The Valbrune mill has three wheels of oak.',
    ]);
    for (const { source } of card.facts) expect(source.asOf).toBe('1930');
  });

  it('has each sentence to the letter from its document, and none of another subject’s page', async () => {
    const documents = await documentsIn(folder);
    for (const { document, sentence } of card.facts) {
      expect(document).toBe('mill.en.md');
      expect(documents.get(document)?.text).toContain(sentence);
    }
  });

  it('offers questions that have an answer, and none that has not', async () => {
    const texts = card.questions.map(({ text }) => text);
    expect(texts).toContain('Who founded the Valbrune mill?');
    expect(texts).not.toContain('How many windows has the Valbrune mill?');
    for (const question of texts) expect((await engine.ask(question)).verdict).toBe('answered');
  });

  it('is made once', async () => {
    expect(await engine.card(named('mill of odile'), 'en')).toBe(card);
  });
});

describe('the card of a subject that is only named', async () => {
  const bare = await engineOver({
    'a.md':
      '# Work\n\nThe Valbrune mill is a water mill that grinds rye. Before the war the Valbrune mill was sold.',
    'b.md':
      '# Wheels\n\nThe Valbrune mill has three wheels of oak. They are old, and so is the Valbrune mill.',
  });
  it('is made of the sentences that begin with its name, with sections to look up', async () => {
    const [subject] = bare.engine.subjects('en');
    expect(subject?.name).toBe('Valbrune');
    const mill: Subject = {
      name: 'Valbrune mill',
      aliases: [],
      kind: null,
      isMain: true,
      isDeclared: false,
      questions: [],
      pages: [],
    };
    const card = await bare.engine.card(mill, 'en');
    const sentences = [card.definition, ...card.facts].map((fact) => fact?.sentence);
    expect(sentences).toContain('The Valbrune mill is a water mill that grinds rye.');
    expect(sentences).toContain('The Valbrune mill has three wheels of oak.');
    expect(card.questions).toEqual([]);
    expect(card.topics.map(({ title }) => title).sort()).toEqual(['Wheels', 'Work']);
  });

  it('is empty where nothing is said of it', async () => {
    const nobody: Subject = {
      name: 'Quillet',
      aliases: [],
      kind: null,
      isMain: true,
      isDeclared: false,
      questions: [],
      pages: [],
    };
    expect(await bare.engine.card(nobody, 'en')).toMatchObject({
      definition: null,
      facts: [],
      questions: [],
    });
  });

  it('of a corpus of one sentence is that sentence', async () => {
    const one = await engineOver({ 'a.txt': 'The mill of Bourg Neuf is closed.' });
    const [subject] = one.engine.subjects('en');
    expect(subject?.name).toBe('Bourg Neuf');
    expect(one.engine.subjects('fr')).toEqual([]);
  });
});

describe('subjectsMeant', () => {
  const subject = (name: string, ...aliases: string[]): Subject => ({
    name,
    aliases,
    kind: 'idea',
    isMain: false,
    isDeclared: true,
    questions: [],
    pages: [name],
  });
  const subjects = [
    subject('Économie sociale', 'ESS'),
    subject('Mouvement Impact France', 'Impact'),
    subject('/help'),
    subject('économie sociale'),
    subject('Jean-Marc Borello'),
  ];
  const names = (typed: string) => subjectsMeant(typed, subjects).map(({ name }) => name);

  it.each([
    ['economie', ['Économie sociale']],
    ['ESS', ['Économie sociale']],
    ['impact', ['Mouvement Impact France']],
    ['/HELP', ['/help']],
    ['jean marc', ['Jean-Marc Borello']],
    ['borel', ['Jean-Marc Borello']],
    ['qui est Jean-Marc Borello ?', ['Jean-Marc Borello']],
    ['Quillet', []],
    ['🚀', []],
  ])('of “%s”', (typed, expected) => expect(names(typed)).toEqual(expected));

  it('of nothing are all, each name once', () => {
    expect(names('')).toEqual(['Économie sociale', 'Mouvement Impact France', '/help', 'Jean-Marc Borello']);
  });

  it('is looked for in the other language too, an exact name before all', () => {
    const inLanguage = (language: 'fr' | 'en') =>
      language === 'fr' ? [subject('Fellow d’Ashoka')] : [subject('Ashoka')];
    expect(findSubject('ashoka', 'fr', inLanguage)).toMatchObject({
      language: 'en',
      subject: { name: 'Ashoka' },
    });
    expect(findSubject('fellow', 'en', inLanguage)).toMatchObject({ language: 'fr' });
    expect(findSubject('  ', 'fr', inLanguage)).toBeNull();
  });
});
