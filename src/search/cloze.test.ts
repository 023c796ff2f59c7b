import { describe, expect, it } from 'vitest';
import { askingFor, figuresIn, termOfSpan, termsIn, yearsIn } from './cloze.js';
import { learnNames } from './names.js';
import { isStandalone } from './standalone.js';

const wordsOf = (text: string, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));

it.each([
  ['Founded in 1984, it had 2,200 staff (1990-1994) and 3.5 million.', ['1984'], ['2,200', '3.5']],
  [
    'Le 3 mars 2012, 14\u202f000 salariés sur 1 500 m²; v1.2, B12, 12h30.',
    ['2012'],
    ['3', '14\u202f000', '1 500'],
  ],
  ['Rien.', [], []],
])('years and figures of %j', (text, years, figures) => {
  expect(wordsOf(text, yearsIn(text))).toEqual(years);
  expect(wordsOf(text, figuresIn(text))).toEqual(figures);
});

describe('the words to hide of a span', () => {
  const text = 'En Inde, la première fut Gloria de Souza ; Bill Drayton a suivi en 1980 et 1981.';
  const passage = {
    text: `${text} On y vit Gloria et Souza, avec Inde, Bill, Drayton.`,
    language: 'fr',
  } as const;
  const names = learnNames([passage]);
  const hidden = (words: string, type: 'person' | 'place' | 'year') => {
    const start = text.indexOf(words);
    const found = termOfSpan(text, { start, end: start + words.length }, type, termsIn(text, type, names));
    return found && text.slice(found.start, found.end);
  };
  it.each([
    ['Gloria de Souza', 'person', 'Gloria de Souza'],
    ['la première fut Gloria de Souza', 'person', null],
    ['Gloria de Souza ; Bill Drayton', 'person', null],
    ['En Inde', 'place', 'Inde'],
    ['en 1980', 'year', '1980'],
    ['1980 et 1981', 'year', null],
  ] as const)('of %j as a %s: %j', (span, type, found) => expect(hidden(span, type)).toBe(found));
});

it('asks a sentence for what it hides', () => {
  const text = 'Before. In 1984, Odile founded the mill. After.';
  const sentence = { start: 8, end: 40 };
  expect(askingFor(text, sentence, { start: 11, end: 15 }, 'year', 'en')).toBe(
    'In what year, Odile founded the mill?',
  );
});

it.each([
  ['Le Groupe SOS a été fondé en 1984 par Jean-Marc Borello.', 'fr', true],
  ['Jean-Marc Borello était bénévole lorsqu’il a lancé SOS Drogue International.', 'fr', true],
  ['Il a créé cette organisation, tournée vers Ashoka, en 1980.', 'fr', false],
  ['Rosa Quillet l’a présidée dès 1932.', 'fr', false],
  ['Pendant les dix années qui suivent, il dirige le Groupe SOS.', 'fr', false],
  ['In 1997, Jean-Marc Borello moved to Groupe SOS full time.', 'en', true],
  ['Rosa Quillet chaired it from 1932 on.', 'en', false],
  ['The mill has ground rye and wheat ever since.', 'en', false],
  ['But Odile Ferrand founded the mill in 1911.', 'en', false],
  ['How many workers did the Valbrune mill employ?', 'en', false],
] as const)('%j can be understood alone: %s %s', (sentence, language, alone) =>
  expect(isStandalone(sentence, language)).toBe(alone),
);
