import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeDocx } from './make-docx.js';
import { makePdf } from './make-pdf.js';
import { runCli } from './run-cli.js';

/** Plain documents as people have them: text without mark-up, both languages in one, headings left empty. */
const PROFILE = `Pionnière du réseau Orme
Belgique
Pionnière depuis 2011

IDÉE

Née d’un atelier de réparation, la COOPÉRATIVE DES TISSERANDS s’est peu à peu étendue à 4 métiers: le textile, le bois, le vélo et la cuisine. En formant ses apprentis sur le tas, elle montre qu’un atelier peut vivre de ses ventes…

 

IMPACT

Avec 640 artisans et 27 ateliers, la COOPÉRATIVE DES TISSERANDS est la plus grande de sa région. Plus d’un demi-million d’objets sont réparés chaque année.

 

QUI EST-ELLE ?

Après avoir été menuisière à Namur, Clarisse Vandamme se consacre, à partir de 2003, à la coopérative qu’elle a fondée en 1996. Elle préside aussi la ligue RÉPARE, créée en 2014.

Introduction
Over the last fifteen years, Clarisse Vandamme has taught repair in prisons and schools, and shown that mending costs less than replacing. Her workshops have changed the rules of public purchasing.
L'idée nouvelle
Le problème
La stratégie

Plus d’informations`;

const GUIDE = `# Le guide de l’atelier

## Horaires

L’atelier de Namur ouvre à 9 h 30 et ferme à 18 h, du mardi au samedi.

## Fees

A bicycle repair costs 12 euros for members of the workshop.
`;

const FILES: Record<string, string | Uint8Array> = {
  'profile.txt': PROFILE,
  'guide.md': GUIDE,
  'history.html':
    '<html><body><nav>Menu</nav><main><h1>Histoire</h1><p>Le premier métier à tisser fut offert par Anselme Riquet en 1997.</p><h2>In English</h2><p>The first loom was given by Anselme Riquet in 1997.</p></main></body></html>',
  'minutes.docx': makeDocx([
    { text: 'Décisions', style: 'Titre1' },
    { text: 'L’assemblée de mai a décidé de louer un entrepôt à Charleroi.' },
    { text: 'The May assembly decided to rent a warehouse in Charleroi.' },
  ]),
  'report.pdf': makePdf([
    [
      { text: 'Energy', y: 760, size: 20 },
      { text: 'The solar roof of the workshop produces 85 megawatt hours a year.', y: 720 },
    ],
  ]),
};

const Line = z.object({
  question: z.string(),
  language: z.enum(['fr', 'en']),
  verdict: z.enum(['answered', 'unsure', 'unanswered']),
  quotes: z.array(z.object({ text: z.string(), document: z.string(), section: z.string() })),
});

/** Each question, the document that answers it, and words that the best passage must hold. */
const QUESTIONS = [
  ['Depuis quand est-elle pionnière du réseau Orme ?', 'fr', 'profile.txt', 'Pionnière depuis 2011'],
  ['Since when has she been a pioneer of the Orme network?', 'en', 'profile.txt', '2011'],
  ['Quels sont les 4 métiers de la coopérative ?', 'fr', 'profile.txt', 'le textile, le bois'],
  ['Combien d’artisans compte la Coopérative des Tisserands ?', 'fr', 'profile.txt', '640 artisans'],
  ['How many workshops does the Coopérative des Tisserands have?', 'en', 'profile.txt', '27 ateliers'],
  ['En quelle année Clarisse Vandamme a-t-elle fondé la coopérative ?', 'fr', 'profile.txt', '1996'],
  ['What has Clarisse Vandamme taught in prisons?', 'en', 'profile.txt', 'taught repair in prisons'],
  ['À quelle heure ouvre l’atelier de Namur ?', 'fr', 'guide.md', '9 h 30'],
  ['How much does a bicycle repair cost?', 'en', 'guide.md', '12 euros'],
  ['Qui a offert le premier métier à tisser ?', 'fr', 'history.html', 'Anselme Riquet'],
  ['Who gave the first loom?', 'en', 'history.html', 'Anselme Riquet'],
  ['Qu’a décidé l’assemblée de mai ?', 'fr', 'minutes.docx', 'entrepôt à Charleroi'],
  ['What did the May assembly decide?', 'en', 'minutes.docx', 'warehouse in Charleroi'],
  ['How much does the solar roof produce?', 'en', 'report.pdf', '85 megawatt hours'],
] as const;

describe('documents of every format, in both languages', () => {
  const root = mkdtempSync(join(tmpdir(), 'verbatim-shape-'));
  const where = ['--corpus', root, '--index', `${root}.index`];
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
    await rm(`${root}.index`, { recursive: true, force: true });
  });

  let answers: z.infer<typeof Line>[] = [];
  beforeAll(async () => {
    for (const [name, bytes] of Object.entries(FILES)) writeFileSync(join(root, name), bytes);
    const input = QUESTIONS.map(([question]) => `${question}\n`).join('');
    const { stdout } = await runCli(['ask', '--batch', '-', '--json', ...where], { cwd: root, input });
    answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
  });

  it.each(QUESTIONS.map((row, at) => [...row, at] as const))('%s', (_, language, document, words, at) => {
    const answer = answers[at];
    expect(answer?.language).toBe(language);
    expect(answer?.verdict).not.toBe('unanswered');
    expect(answer?.quotes[0]?.document).toBe(document);
    expect(answer?.quotes[0]?.text).toContain(words);
  });

  it('quotes nothing that is not, to the letter, in its file', () => {
    for (const { text, document } of answers.flatMap(({ quotes }) => quotes)) {
      if (/\.(?:txt|md)$/.test(document)) expect(readFileSync(join(root, document), 'utf8')).toContain(text);
    }
  });

  it('makes no passage of a heading, of an empty section or of a menu', () => {
    const quoted = answers.flatMap(({ quotes }) => quotes.map(({ text }) => text));
    for (const furniture of ['IDÉE', 'L’idée nouvelle', 'Le problème', 'Plus d’informations', 'Menu']) {
      expect(quoted).not.toContain(furniture);
    }
    const sections = answers.flatMap(({ quotes }) => quotes.map(({ section }) => section));
    expect(sections).toContain('QUI EST-ELLE ?');
    expect(sections).not.toContain('La stratégie');
  });
});
