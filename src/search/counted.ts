import type { Language } from '../corpus/document.js';
import { wordsOf } from '../index/terms.js';
import type { Amount } from './amounts.js';
import { wordSimilarity } from './match.js';
import type { Question } from './question.js';
import type { Sentence } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';
import type { Possible } from './span.js';

/** Similarity from which what a figure counts is what was asked for. */
export const SAME_NOUN = 0.45;

/** What is counted when an age is asked for. */
const AGE = /^(?:ans|years old)$/;
/** What says when somebody was born. */
const BIRTH = /(?<!\p{L})(?:née?s?|naît|naissance|born|birth)(?!\p{L})/iu;

/** Figures with what they count, those that count what was asked for first. */
export function countedAmounts(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Possible[] {
  const { text, language } = sentence;
  const asked = question.counted;
  if (AGE.test(question.asked.noun)) return agesIn(question, sentence);
  return sentence.amounts.flatMap((amount): Possible[] => {
    const { start } = qualified(text, amount);
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
    return [{ start, end: together(text, end), value: String(amount.value), fit: 2 * fit }];
  });
}

/** Ages; where nothing is said of when ("How old is she?"), a date of birth rather, from which one is told. */
function agesIn(question: Question, { text, amounts, periods }: Sentence): Possible[] {
  const ages = amounts.flatMap((amount) => agedIn(text, amount));
  if (question.words.some(({ isName, folded }) => !isName && !/^(?:age|old)$/.test(folded))) return ages;
  const births = BIRTH.test(text) ? periods.map((date) => ({ ...date, fit: 2 })) : [];
  return [...births, ...ages.map((age) => ({ ...age, fit: SAME_NOUN }))];
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
export function unitAfter(text: string, from: number, language: Language): { end: number; reach: number } {
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

/** "35 countries", for "where" when no place is named. */
export function countedPlaces(sentence: Sentence): Possible[] {
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

/** What comes before a figure and is part of what it says: "more than one million". */
function qualified(text: string, { start }: Amount): { start: number } {
  const before =
    /(?:plus (?:de |d[’'])|moins (?:de |d[’'])|pr[èe]s (?:de |d[’'])|au moins |more than |fewer than |less than |at least |nearly |almost )?(?:(?<!\p{L})an? )?$/iu.exec(
      text.slice(Math.max(0, start - 18), start),
    )?.[0];
  return { start: start - (before?.length ?? 0) };
}

/** The end of what is counted together: "550 establishments and services". */
function together(text: string, end: number): number {
  return end + (/^\s(?:et|and)\s\p{Ll}+s(?=[,;:.)]|$)/u.exec(text.slice(end))?.[0].length ?? 0);
}

/**
 * A figure for a question that asks for none by its form but names what it counts: "MOUVES members 2019", or a
 * yes-no question with a figure of its own.
 */
export function figureOf(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Possible[] {
  const isKeywords =
    question.asked.kind === 'other' && !/[?]|\b(?:what|which|how|quel|que|qu)/iu.test(question.text);
  if (!isKeywords && (question.asked.kind !== 'boolean' || question.figures.length === 0)) return [];
  const plain = question.words.filter(({ isName, isNumber }) => !isName && !isNumber);
  if (plain.length === 0) return [];
  return countedAmounts({ ...question, counted: plain }, sentence, similarity).filter(({ fit }) => fit >= 1);
}
