import { describe, expect, it } from 'vitest';
import type { Language } from '../corpus/document.js';
import { completeFollowUp, remember, startConversation } from './follow-up.js';

const NAMES = new Set(['odile', 'ferrand', 'valbrune', 'guilde', 'meuniers']);
const isName = (folded: string) => NAMES.has(folded);
const NOON = Date.UTC(2020, 0, 1, 12);
const MINUTE = 60_000;

/** How a question is completed after another one, answered with a name or without. */
function complete(
  question: string,
  answer: string | null,
  followUp: string,
  language: Language = 'fr',
  minutes = 1,
): string | null {
  const conversation = startConversation();
  remember(conversation, { question, language, answer }, NOON);
  return completeFollowUp(followUp, language, conversation, isName, NOON + minutes * MINUTE);
}

it.each([
  ['Who founded the mill of Valbrune?', 'And what about the Guilde?', 'Who founded the mill of Guilde', 'en'],
  ['Who founded the mill of Valbrune?', 'and how about the Guilde?', 'Who founded the mill of Guilde', 'en'],
  [
    'Qui a fondé le moulin de Valbrune ?',
    'et qu’en est-il de la Guilde ?',
    'Qui a fondé le moulin de Guilde',
    'fr',
  ],
] as const)('after %j, %j asks the same of another name', (question, followUp, completed, language) => {
  expect(complete(question, null, followUp, language)).toBe(completed);
});

it.each([
  'How many mills are there in the valley?',
  'Is there a mill in the valley?',
  'there are how many mills',
])('%j stands by itself', (question) =>
  expect(complete('Who is Odile Ferrand?', null, question, 'en')).toBeNull(),
);

it('keeps a subject with a dash in it whole', () => {
  const completed = complete('Who runs Odile — Ferrand?', null, 'and since when?', 'en');
  expect(completed).toMatch(/^since when — .*Odile.*Ferrand/);
});

describe('in French', () => {
  it.each([
    [
      'Combien d’ouvriers emploie le moulin de Valbrune ?',
      null,
      'et depuis quand ?',
      /^depuis quand — .*Valbrune/,
    ],
    [
      'Combien d’ouvriers emploie le moulin de Valbrune ?',
      null,
      'Depuis quand ?',
      /^Depuis quand — .*Valbrune/,
    ],
    ['Combien d’ouvriers emploie le moulin de Valbrune ?', null, 'pourquoi ?', /^pourquoi — .*Valbrune/],
    [
      'Quels sont les ateliers de Valbrune ?',
      null,
      'combien y en a-t-il ?',
      /^combien y en a-t-il — ateliers/,
    ],
    ['Qui a fondé le moulin de Valbrune ?', 'Odile Ferrand', 'qui est-ce ?', /^Qui est Odile Ferrand \?$/],
    [
      'Qui a fondé le moulin de Valbrune ?',
      'Odile Ferrand',
      'Et quand est-elle née ?',
      /née — Odile Ferrand$/,
    ],
    ['Qui a fondé le moulin de Valbrune ?', 'Odile Ferrand', 'où est née sa mère ?', /mère — Odile Ferrand$/],
    ['Qui est Odile Ferrand ?', 'Valbrune', 'et quand est-elle née ?', /née — Odile Ferrand$/],
    ['C’est qui Odile Ferrand ?', 'Valbrune', 'qui est-ce ?', /^Qui est Odile Ferrand \?$/],
    ['Qui a fondé le moulin de Valbrune ?', null, 'quand a-t-il ouvert ?', /ouvert — .*Valbrune$/],
    ['Où est née Odile Ferrand ?', null, 'que fait-elle ?', /^que fait-elle — .*Odile Ferrand$/],
    ['Où est née Odile Ferrand ?', null, 'et ses parents ?', /^ses parents — .*Odile Ferrand$/],
  ])('after %j (%s), %j', (question, answer, followUp, completed) => {
    expect(complete(question, answer, followUp)).toMatch(completed);
  });

  it('asks the same of another name', () => {
    const question = 'Qui a fondé le moulin de Valbrune ?';
    expect(complete(question, null, 'et la Guilde ?')).toBe('Qui a fondé le moulin de Guilde');
    expect(complete('Où est née Odile Ferrand ?', null, 'et Jean-Paul Mercier ?')).toBe(
      'Où est née Jean-Paul Mercier',
    );
  });

  it('asks the same of another year', () => {
    const question = 'Combien d’ouvriers emploie Valbrune ?';
    expect(complete(question, null, 'et en 2012 ?')).toBe('Combien d’ouvriers emploie Valbrune en 2012');
    expect(complete('Combien d’ouvriers en 2012 à Valbrune ?', null, 'et en 1998 ?')).toBe(
      'Combien d’ouvriers en 1998 à Valbrune',
    );
  });
});

describe('in English', () => {
  it.each([
    ['How many workers does Valbrune employ?', null, 'and since when?', /^since when — .*Valbrune/],
    ['How many workers does Valbrune employ?', null, 'and how many of them?', /^how many of them — workers/],
    ['How many workers does Valbrune employ?', null, 'Why?', /^Why — workers Valbrune/],
    ['Who founded Valbrune?', 'Odile Ferrand', 'who is that?', /^Who is Odile Ferrand\?$/],
    [
      'Who founded Valbrune?',
      'Odile Ferrand',
      'and when was she born?',
      /^when was she born — Odile Ferrand$/,
    ],
    ['Who founded Valbrune?', 'Odile Ferrand', 'how many workers does it have?', /have — Valbrune$/],
    ['Who is Odile Ferrand?', 'Valbrune', 'and when was she born?', /^when was she born — Odile Ferrand$/],
    ['Where was Odile Ferrand born?', null, 'What did her parents do?', /do — Odile Ferrand$/],
  ])('after %j (%s), %j', (question, answer, followUp, completed) => {
    expect(complete(question, answer, followUp, 'en')).toMatch(completed);
  });

  it('asks the same of another name or year', () => {
    expect(complete('Who founded Valbrune?', null, 'what about the Guilde?', 'en')).toBe(
      'Who founded Guilde',
    );
    expect(complete('How many workers in 2012?', null, 'and in 1998?', 'en')).toBe(
      'How many workers in 1998',
    );
    expect(complete('How many workers?', null, 'and in 1998?', 'en')).toBe('How many workers in 1998');
  });
});

describe('what stands by itself', () => {
  it.each<[string, Language]>([
    ['Combien d’ouvriers emploie la Guilde ?', 'fr'],
    ['Et où est née Odile Ferrand ?', 'fr'],
    ['Il y a combien de salariés ici ?', 'fr'],
    ['Il n’y a pas de pain ?', 'fr'],
    ['Y a-t-il une boulangerie ?', 'fr'],
    ['Est-il vrai que le pain est bon ?', 'fr'],
    ['Combien de sacs, s’il te plaît ?', 'fr'],
    ['Quels ateliers existent ?', 'fr'],
    ['Is it true that bread is good?', 'en'],
    ['Which workshops exist?', 'en'],
  ])('%j', (question, language) => {
    expect(complete('Qui a fondé le moulin de Valbrune ?', 'Odile Ferrand', question, language)).toBeNull();
  });

  it('anything, when nothing was said before', () => {
    expect(completeFollowUp('et depuis quand ?', 'fr', startConversation(), isName)).toBeNull();
  });

  it('anything, a quarter of an hour later', () => {
    const ask = (minutes: number) =>
      complete('Qui dirige Valbrune ?', null, 'et depuis quand ?', 'fr', minutes);
    expect(ask(15)).not.toBeNull();
    expect(ask(15.01)).toBeNull();
  });
});

it('follows up on the last question only', () => {
  const conversation = startConversation();
  remember(
    conversation,
    { question: 'Qui dirige Valbrune ?', language: 'fr', answer: 'Odile Ferrand' },
    NOON,
  );
  remember(conversation, { question: 'Où est la Guilde ?', language: 'fr', answer: null }, NOON);
  expect(completeFollowUp('et depuis quand ?', 'fr', conversation, isName, NOON)).toBe(
    'depuis quand — Guilde',
  );
});

it('takes any name as it is', () => {
  expect(complete('Qui dirige Valbrune ?', null, 'et $& ou Valbrune ?')).not.toContain(
    'Valbrune ou Valbrune',
  );
});
