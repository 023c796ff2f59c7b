import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import { PROJECT_ROOT } from '../src/environment.js';
import { phrasesFor } from '../src/i18n/phrases.js';
import { expectCards } from './cards.js';
import { openShippedEngine, shippedCorpus } from './shipped-engine.js';

// Whatever Verbatim proposes to ask, in its help, its suggestions and its READMEs, put to the shipped corpus.
const engine = await openShippedEngine();

/** What the choices of a command hold: see `CHOICES` of the bot. */
const CHOICES = 25;

/** The pair that answers each; a question that comes to be proposed needs its own. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'fellow/overview#who/1': ['Qui est Jean-Marc Borello ?', 'Who is Jean-Marc Borello?'],
  'organisation/overview#what/1': ['Qu’est-ce que le Groupe SOS ?', 'What is Groupe SOS?'],
  'organisation/overview#founder/1': ['Qui a fondé le Groupe SOS ?', 'Who founded Groupe SOS?'],
  'organisation/overview#activities/1': ['Que fait le Groupe SOS ?', 'What does Groupe SOS do?'],
  'organisation/overview#leader/1': ['Qui dirige le Groupe SOS ?', 'Who leads Groupe SOS?'],
  'organisation/size-later#employees-and-establishments/1': [
    'Combien de salariés compte le Groupe SOS ?',
    'How many employees does Groupe SOS have?',
  ],
  'organisation/sectors#eight-sectors/1': [
    'Quels sont les secteurs du Groupe SOS ?',
    'What are the sectors of Groupe SOS?',
  ],
  'organisation/arcat#first-to-join/1': [
    'Quelle association a rejoint le Groupe SOS en premier ?',
    'Which association was the first to join Groupe SOS?',
  ],
  'ashoka/fellow#what/1': ['Qu’est-ce qu’un Fellow d’Ashoka ?', 'What is an Ashoka Fellow?'],
  'ashoka/overview#what/1': ['Qu’est-ce qu’Ashoka ?', 'What is Ashoka?'],
  'mouves/overview#what/1': ['Qu’est-ce que le MOUVES ?', 'What is MOUVES?'],
};
/** Whatever spaces stand before its question mark. */
const spaced = (question: string) => question.replace(/\s/gu, ' ');
const pairOf = new Map(
  Object.entries(ANSWERS).flatMap(([pair, asked]) => asked.map((one) => [spaced(one), pair])),
);

/** Typed in a shell, in a chat, or piped; those about a corpus of one's own, and ellipses, left out. */
function questionsIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => !line.includes('--corpus'));
  return lines.flatMap((line) => {
    const asked = /(?:\bask\b[^"]*"|^Question> |^printf ')([\p{Lu}][^"…\\]*\?)/u.exec(line)?.[1];
    return asked === undefined ? [] : [asked];
  });
}

const READMES = ['README.md', 'README.fr.md', 'corpus/README.md'];
const written = await Promise.all(READMES.map((name) => readFile(join(PROJECT_ROOT, name), 'utf8')));
const proposed = LANGUAGES.flatMap((language) => {
  const { program, ask } = phrasesFor(language).help.examples;
  return [...engine.examples(language), ...questionsIn([...program, ...ask].join('\n'))];
});
const known = [...new Set([...proposed, ...written.flatMap(questionsIn)].map(spaced))];

describe('what help and READMEs propose to ask', () => {
  it('is found: in help, and in every README', () => {
    expect(written.map((text) => questionsIn(text).length > 0)).toEqual(READMES.map(() => true));
    expect(proposed).toHaveLength(2 * 6);
  });

  it.each(known)('is answered by the passage that should: %s', async (question) => {
    const { verdict, quotes } = await engine.ask(question);
    expect(quotes[0]?.pair).toBe(pairOf.get(spaced(question)));
    expect(verdict).not.toBe('unanswered');
  });
});

it('the cards of the main subjects, whose questions the tour proposes first', async () => {
  expect(await expectCards(engine, shippedCorpus, ({ isMain }) => isMain)).toBe(2 * 2);
});

describe('what is suggested before anything is typed', async () => {
  const all = await Promise.all(LANGUAGES.map((language) => engine.suggest('', language, CHOICES)));
  const suggested = all.flat().filter(({ text }) => !known.includes(spaced(text)));
  const { documents } = await readCorpus(shippedCorpus);

  it('begins with a question about each subject, the main ones first', () => {
    for (const [i, language] of LANGUAGES.entries()) {
      const first = engine.subjects(language).flatMap(({ questions }) => questions[0] ?? []);
      expect(all[i]?.slice(0, first.length).map(({ text }) => text)).toEqual(first);
    }
  });

  it.each(suggested)('is answered from the page that lists it: $text', async ({ text, language }) => {
    const { verdict, quotes } = await engine.ask(text, { locale: language });
    const page = documents.find(({ path }) => path === quotes[0]?.document);
    expect(page?.questions).toContain(text);
    expect(verdict).not.toBe('unanswered');
  });
});
