import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from './document.js';
import { splitSentences } from './sentences.js';

/** Sentences of a text in which `|` marks the expected ends. */
function check(language: Language, marked: string) {
  const text = marked.replaceAll('|', '');
  const found = splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(marked.split('|').map((sentence) => sentence.trim()));
}

const FRENCH = [
  'M. Dupont est arrivé hier. |Il repart demain.',
  'Mme Leroy et Mme. Petit saluent le Dr. Blanc. |Le Pr. Noir les suit.',
  'Voir p. 3 et pp. 12 du rapport. |Voir aussi (p. 7) la carte.',
  '« Oui ! » dit-il en riant. |Puis il se tut.',
  '« Oui ! » |Il partit aussitôt.',
  '« Viendra-t-elle ? » demanda Paul. |Personne ne savait.',
  '« Qui est là ? » |« Moi. » |Elle ouvrit.',
  'La ville compte 14 000 habitants. |Elle en comptait 1,5 million jadis.',
  'Il vit aux U.S. depuis dix ans. |Il y reste.',
  'Le n° 4 de la rue, art. 5 du code, est vide. |L’al. 2 le dit.',
  'Des pommes, des poires, etc. sont vendues. |On vend des noix, etc. |Le marché ferme.',
  'J.-M. Borello parle à J. Le Goff. |A. Martin écoute.',
  'Rien ne presse… |Tout arrive. |Il hésite… puis part.',
  'Lisez https://exemple.org/a.html?x=1.2 demain. |Ou www.exemple.org.',
  'Le taux est de 3.5 points.',
  'Fondé en 2008.Introduction du livre. |Fin.',
  'Il a fini (enfin !). |Elle aussi.',
  'Il cite [...] la loi. |[...] Puis il se tait.',
  'Elle est née en 1957. |14 ans plus tard elle part.',
  'Une ligne coupée\nau milieu. |Une autre\nPhrase.',
  'Nos services :\n|- la crèche\n|- l’école\n|- le refuge',
  'Une liste :\n|1. Les pommes\n|2. Les poires',
  'Premier titre\n\n|Second bloc',
  'Pourquoi ?! |Parce que.',
  'Quoi ? rien du tout.',
  'Il le dit.[1] |Elle le nie.',
  'Il est venu en sept. 2010. |Elle en oct. |Voilà.',
  'Cf. art. 12 pour la suite. |Fin.',
] as const;

const ENGLISH = [
  '"Really?" she said. |He nodded.',
  '“Really?” |She left.',
  'Mr. Smith met Dr. Jones at 5 p.m. |They talked.',
  'He arrived at 5 p.m. and left. |Good.',
  'See No. 4, e.g. the red one, i.e. this. |It works.',
  'Cats vs. Dogs is a book. |Read it.',
  'Acme Inc. sells anvils. |Acme Inc. Europe does too. |He works at Acme Inc. |He likes it.',
  'She lives in the U.S. |The house is big.',
  'The U.S. Army came. |It left.',
  'It costs 3.5 dollars. |Cheap!',
  'J. R. R. Tolkien wrote. |We read.',
  'He stopped... |Then he ran.',
  'He stopped... then ran.',
  'It opened in 1999. |14 people came.',
  'He said "No." |Then he left.',
  '(It rained.) |We stayed.',
  'Open Node.js or v1.2.3 now. |Done.',
  'Founded in Jan. 1990 by Gen. Lee. |Closed since.',
  'Three goals:\n|- eat\n|- sleep',
  'What? |Why? |Who knows!',
  'Is it so?Yes it is. |Fine.',
] as const;

describe('splitSentences', () => {
  it.each(FRENCH)('fr: %s', (marked) => check('fr', marked));
  it.each(ENGLISH)('en: %s', (marked) => check('en', marked));

  it('finds nothing in white space', () => {
    expect(splitSentences('', 'fr')).toEqual([]);
    expect(splitSentences(' \n\u00a0 ', 'en')).toEqual([]);
  });

  const texts = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '. ',
          ' ! ',
          '? ',
          '… ',
          '...',
          '\n',
          '\n\n',
          '- ',
          ' »',
          '« ',
          'M.',
          'p. ',
          '1. ',
          '\u00a0',
        ),
        fc.constantFrom(':\n', '[...]', ' ', 'Le', 'the', '"', ')', 'J.-M.', '3', '\u202f', '😀'),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it('is ordered, trimmed and covers all that is not white space', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom<Language>('fr', 'en'), (text, language) => {
        let at = 0;
        for (const { start, end } of splitSentences(text, language)) {
          expect(end).toBeGreaterThan(start);
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

it('takes time in proportion to the text, whatever is in it', () => {
  // A rule that looks at everything before or after each stop would not end within the test's time limit.
  for (const unit of ['.', '? ', '.)', ' ', 'a. ', '! »', '- \n']) {
    expect(splitSentences(unit.repeat(300_000), 'fr').length).toBeLessThan(300_001);
  }
});
