import type { Language } from '../corpus/document.js';
import { fold, stem, wordsOf } from '../index/terms.js';
import { type Amount, isMonth } from './amounts.js';
import type { Range } from './answer.js';
import { coverage, wordSimilarity } from './match.js';
import { type IsName, NAME, opensSentence } from './names.js';
import type { Question } from './question.js';
import type { Sentence } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';

/** The name, date, number or place in a passage that answers, with what is written there in plain form. */
export interface Span extends Range {
  readonly value: string;
  /** How well it fits what is asked: 0 not at all, 1 and more wholly. */
  readonly fit: number;
}

interface Possible extends Range {
  readonly value: string;
  readonly fit: number;
}

/** Similarity from which what a figure counts is what was asked for. */
const SAME_NOUN = 0.45;
/** Characters over which a matched word's pull on a candidate falls to 1/e. */
const REACH = 40;
/** What a name in the question weighs beside other words: it is in every sentence about its bearer. */
const NAME_PULL = 0.3;
/** Longest run of words, in characters, shown for a yes-no question. */
const LONGEST_PREDICATE = 90;

/** What is counted when an age is asked for. */
const AGE = /^(?:ans|years old)$/;

/** Words that make a name that of an organisation or a post, in any corpus (folded); so do initials. */
const ORGANISATION = new Set(
  `groupe group fondation foundation mouvement movement association associations mission entreprise entreprises
   enterprise company societe cooperative comite committee ministere ministry institut institute universite
   university international guilde guild fellow fellows president presidente prime minister premier
   ministre`.split(/\s+/),
);

/** English writes them with a capital; they name nobody (folded). */
const NATIONALITIES = new Set(
  'french english indian european american british german african canadian belgian spanish italian'.split(
    ' ',
  ),
);
const BEFORE_PLACE =
  /(?:^|[\s(])(?:à|a|en|au|aux|dans(?: la ville de?| les?)?|ville de?|ville d[’']|in|at|near|from|to|around|town of|city of|vers)\s*$/iu;

/**
 * Finds in a sentence the span that answers: a name for "who", a date for "when", a figure with its unit
 * for "how many", a place for "where", the words that settle it for yes-no questions. Null when nothing in
 * the sentence is of the kind asked for, or nothing of a kind is asked for.
 */
export function findSpan(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
  isName: IsName,
): Span | null {
  const possible = possibleSpans(question, sentence, similarity, isName);
  if (possible.length === 0) return null;
  const pull = pulls(question, sentence, similarity);
  let best: { span: Possible; score: number } | null = null;
  for (const span of possible) {
    const at = sentence.start + (span.start + span.end) / 2;
    let score = span.fit;
    for (const { position, strength } of pull) score += strength * Math.exp(-Math.abs(position - at) / REACH);
    if (best === null || score > best.score) best = { span, score };
  }
  return best === null ? null : within(sentence, best.span);
}

/** The span of a counterpart's sentence that says the same as `span`: the same figure, date or name. */
export function findSameSpan(
  question: Question,
  span: Span,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
  isName: IsName,
): Span | null {
  const possible = possibleSpans(question, sentence, similarity, isName);
  const same = possible.find(({ value }) => value === span.value) ?? sameFigure(question, span, sentence);
  return same ? within(sentence, same) : findSpan(question, sentence, similarity, isName);
}

/** A figure is the same whatever the other language calls what it counts. */
function sameFigure(
  question: Question,
  span: Span,
  { text, language, amounts }: Sentence,
): Possible | undefined {
  if (question.asked.kind !== 'number') return undefined;
  const amount = amounts.find(({ value }) => String(value) === span.value);
  if (amount === undefined) return undefined;
  const end = amount.hasUnit ? amount.end : unitAfter(text, amount.end, language).end;
  return { start: amount.start, end, value: span.value, fit: span.fit };
}

/** From offsets in the sentence to offsets in the passage. */
function within(sentence: Sentence, { start, end, value, fit }: Possible): Span {
  return { start: sentence.start + start, end: sentence.start + end, value, fit };
}

/** Where the words of the question are met in the sentence, and how strongly. */
function pulls(question: Question, sentence: Sentence, similarity: TokenSimilarity | null) {
  const covering = coverage(question, sentence, similarity);
  return question.words.flatMap((word, i) => {
    const { score, at } = covering[i] ?? { score: 0, at: null };
    if (at === null || score < SAME_NOUN) return [];
    const strength = score * word.weight * (word.isName ? NAME_PULL : 1);
    return [{ position: (at.start + at.end) / 2, strength }];
  });
}

function possibleSpans(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
  isName: IsName,
): Possible[] {
  switch (question.asked.kind) {
    case 'date':
      return sentence.periods.map((date) => ({ ...date, fit: 1 }));
    case 'number':
      return countedAmounts(question, sentence, similarity);
    case 'person': {
      const names = namesIn(sentence.text, question, isName);
      return names.map((name) => ({ ...name, fit: name.isOrganisation || name.isPlace ? 0.2 : 1 }));
    }
    case 'place': {
      const names = namesIn(sentence.text, question, isName);
      const places = names.filter(({ isPlace }) => isPlace);
      if (places.length > 0) return places.map((name) => ({ ...name, fit: 1 }));
      const others = names.filter(isOneWord);
      return [...countedPlaces(sentence), ...others.map((name) => ({ ...name, fit: 0.5 }))];
    }
    case 'boolean':
      return predicate(question, sentence, similarity);
    default:
      return [];
  }
}

/** Figures with what they count, those that count what was asked for first. */
function countedAmounts(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Possible[] {
  const { text, language } = sentence;
  const asked = question.counted;
  const isAge = AGE.test(question.asked.noun);
  return sentence.amounts.flatMap((amount): Possible[] => {
    if (isAge) return agedIn(text, amount);
    const unit = unitAfter(text, amount.end, language);
    const counted = sentence.words.filter(
      ({ start, end }) =>
        start - sentence.start >= amount.start && end - sentence.start <= Math.max(unit.reach, amount.end),
    );
    let fit = asked.length === 0 ? SAME_NOUN : 0;
    let end = Math.max(amount.end, unit.end);
    for (const word of counted) {
      const alike = Math.max(
        0,
        ...asked.map((noun) => wordSimilarity(noun, question.language, word, language, similarity)),
      );
      if (alike > fit) {
        fit = alike;
        if (word.end - sentence.start > end && alike >= SAME_NOUN) end = word.end - sentence.start;
      }
    }
    if (amount.hasUnit) {
      end = amount.end;
      if (/euro|€|montant|money|turnover|chiffre|budget/i.test(question.asked.noun)) fit = 1;
    }
    if (asked.length > 0 && fit < SAME_NOUN) return [];
    return [{ start: amount.start, end, value: String(amount.value), fit: 2 * fit }];
  });
}

/** "À 19 ans", "aged 19", "19 years old": an age, which "ten years" is not. */
function agedIn(text: string, { start, end, value }: Amount): Possible[] {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = /^\s(?:ans|years? old)/iu.exec(text.slice(end))?.[0] ?? '';
  const isAge = /(?:^|\s)(?:à|âgée? de)\s$/iu.test(before) && /ans/i.test(after);
  if (!isAge && !/aged\s$/iu.test(before) && !/old/i.test(after)) return [];
  return [{ start, end: end + after.length, value: String(value), fit: 2 }];
}

/** The words after a figure that say what it counts: where the first of them ends, and how far they reach. */
function unitAfter(text: string, from: number, language: Language): { end: number; reach: number } {
  const after =
    /^\s(?:d['’]\s?|de\s|of\s)?([\p{L}\p{M}][\p{L}\p{M}’'-]*)((?:\s[\p{L}\p{M}][\p{L}\p{M}’'-]*){0,3})/u.exec(
      text.slice(from),
    );
  if (after === null) return { end: from, reach: from };
  const [whole, first = '', rest = ''] = after;
  const isWord = wordsOf(first, language).length > 0;
  let end = from + whole.length - rest.length;
  // "53 retirement homes": an English noun before its plural.
  const second = /^\s[\p{L}’'-]+s(?![\p{L}])/u.exec(rest)?.[0];
  if (language === 'en' && second && !first.endsWith('s') && wordsOf(second, language).length > 0)
    end += second.length;
  return { end: isWord ? end : from, reach: from + whole.length };
}

function isOneWord({ value, isOrganisation }: Name): boolean {
  return !isOrganisation && !value.includes(' ');
}

/** "35 countries", for "where" when no place is named. */
function countedPlaces(sentence: Sentence): Possible[] {
  return sentence.amounts.flatMap((amount): Possible[] => {
    const unit =
      /^\s(?:pays|régions?|villes?|départements?|territoires?|countries|regions?|cities|towns|territories)/iu.exec(
        sentence.text.slice(amount.end),
      );
    return unit
      ? [{ ...amount, end: amount.end + unit[0].length, value: String(amount.value), fit: 0.5 }]
      : [];
  });
}

interface Name extends Range {
  readonly value: string;
  readonly isOrganisation: boolean;
  readonly isPlace: boolean;
}

/** The names in a text that the question does not give itself. */
function namesIn(text: string, question: Question, isName: IsName): Name[] {
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
    });
  }
  return found;
}

/** For a yes-no question: from the first to the last word that settles it. */
function predicate(question: Question, sentence: Sentence, similarity: TokenSimilarity | null): Possible[] {
  const hits = coverage(question, sentence, similarity).flatMap(({ score, at }, i) =>
    at !== null && score >= 0.6 && !question.words[i]?.isName && !question.words[i]?.isNumber ? [at] : [],
  );
  if (hits.length === 0) return [];
  const start = Math.min(...hits.map((hit) => hit.start)) - sentence.start;
  const end = Math.max(...hits.map((hit) => hit.end)) - sentence.start;
  if (end - start > LONGEST_PREDICATE) return [];
  return [{ start, end, value: fold(sentence.text.slice(start, end)), fit: 1 }];
}
