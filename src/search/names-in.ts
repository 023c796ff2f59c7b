import { LANGUAGES } from '../corpus/document.js';
import { fold, stem } from '../index/terms.js';
import { isMonth } from './amounts.js';
import type { Range } from './answer.js';
import { type IsName, NAME, opensSentence } from './names.js';
import type { Question } from './question.js';

/** Words that make a name that of an organisation or a post, in any corpus (folded); so do initials. */
const ORGANISATION = new Set(
  `groupe group fondation foundation mouvement movement association associations mission entreprise entreprises
   enterprise company societe cooperative comite committee ministere ministry institut institute universite
   university international guilde guild fellow fellows president presidente prime minister premier
   ministre`.split(/\s+/),
);

/** Nouns that ask for the name of an organisation (folded). */
const ORGANISED = new Set(
  `association associations organisation organisations organization organizations entreprise entreprises company
   companies fondation foundation mouvement movement societe institut institute cooperative charity`.split(
    /\s+/,
  ),
);

/** English writes them with a capital; they name nobody (folded). */
const NATIONALITIES = new Set(
  'french english indian european american british german african canadian belgian spanish italian'.split(
    ' ',
  ),
);
const BEFORE_PLACE =
  /(?:^|[\s(])(?:à|a|en|au|aux|dans(?: la ville de?| les?)?|ville de?|ville d[’']|in|at|near|from|to|around|town of|city of|vers)\s*$/iu;

/** Names of countries in both languages (folded), as Unicode's locale data has them. */
const COUNTRIES = countries();

function countries(): Set<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Set(
    LANGUAGES.flatMap((language) => {
      const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
      return codes.flatMap((code) => names.of(code) ?? []).map(fold);
    }),
  );
}

/** Whether a question asks for the name of an organisation. */
export function asksForOrganisation({ words }: Question): boolean {
  return words.some(({ folded, isName }) => !isName && ORGANISED.has(folded));
}

/** Whether a question asks for a country. */
export function asksForCountry({ text }: Question): boolean {
  return /\b(?:pays|country|countries)\b/iu.test(text);
}

/** A name in a text; offsets are in the text. */
export interface Name extends Range {
  readonly value: string;
  readonly isOrganisation: boolean;
  readonly isPlace: boolean;
  readonly isCountry: boolean;
}

/** The names in a text that the question does not give itself. */
export function namesIn(text: string, question: Question, isName: IsName): Name[] {
  const given = new Set(question.words.flatMap(({ folded, term }) => [folded, term]));
  const found: Name[] = [];
  for (const match of text.matchAll(NAME)) {
    let start = match.index;
    let written = match[0];
    // A sentence opens with a capital: an ordinary word there is no name, nor part of one.
    const opening = start === 0 ? (/^[\p{L}\p{M}]+(?=['’\s]|$)/u.exec(written)?.[0] ?? '') : '';
    const isOrdinary = opening === written ? !isName(fold(opening)) : opensSentence(fold(opening));
    if (opening !== '' && isOrdinary) {
      const rest = written.slice(opening.length).replace(/^['’\s]+/u, '');
      start += written.length - rest.length;
      written = rest;
    }
    written = written.replace(/[’'][\p{Ll}]*$/u, '');
    if (written.length < 2) continue;
    const words = written.split(/[\s’'-]+/).map(fold);
    if (words.every((word) => isMonth(word) || NATIONALITIES.has(word))) continue;
    if (words.every((word) => word.length < 3 || given.has(word) || given.has(stem(word, question.language))))
      continue;
    found.push({
      start,
      end: start + written.length,
      value: fold(written),
      isOrganisation: /\p{Lu}{2,}/u.test(written) || words.some((word) => ORGANISATION.has(word)),
      isPlace: BEFORE_PLACE.test(text.slice(Math.max(0, start - 24), start)),
      isCountry: COUNTRIES.has(fold(written)),
    });
  }
  return found;
}
