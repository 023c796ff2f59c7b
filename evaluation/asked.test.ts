import { expect, it } from 'vitest';
import { askedOfLabelled } from './asked.js';

const PASSAGE = 'Le moulin a été fondé en 1911. Odile Ferrand l’a dirigé jusqu’en 1930.';
const asked = askedOfLabelled({
  question: 'Qui a dirigé le moulin ?',
  language: 'fr',
  kind: 'who',
  document: 'mill',
  answers: { fr: { passage: PASSAGE, words: 'Odile Ferrand' } },
});

it.each([
  ['the passage itself', { fr: { document: 'mill.md', text: PASSAGE } }, true],
  [
    'a part of it that holds the answer',
    { fr: { document: 'mill.md', text: 'Odile Ferrand l’a dirigé jusqu’en 1930.' } },
    true,
  ],
  [
    'a part of it that does not',
    { fr: { document: 'mill.md', text: 'Le moulin a été fondé en 1911.' } },
    false,
  ],
  ['a longer passage around it', { fr: { document: 'mill.md', text: `${PASSAGE} Il a brûlé.` } }, true],
  ['the page in two languages', { fr: { document: 'mill.fr.md', text: PASSAGE } }, true],
  ['another document', { fr: { document: 'windmill.md', text: PASSAGE } }, false],
  [
    'another passage with the same name',
    { fr: { document: 'mill.md', text: 'Odile Ferrand est née à Kersaint.' } },
    false,
  ],
  ['the same in another language', { en: { document: 'mill.md', text: PASSAGE } }, false],
  ['nothing', {}, false],
])('%s', (_, sides, isRight) => expect(asked.isRight(sides)).toBe(isRight));

it('has no right answer to a near miss', () => {
  const near = askedOfLabelled({
    question: 'q',
    language: 'fr',
    kind: 'near miss',
    document: 'mill',
    answers: null,
  });
  expect(near.isAnswerable).toBe(false);
  expect(near.isRight({ fr: { document: 'mill.md', text: PASSAGE } })).toBe(false);
});
