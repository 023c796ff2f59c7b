import { createHash } from 'node:crypto';
import type { Language } from '../corpus/document.js';
import { fold } from '../index/terms.js';
import type { AnswerType } from './cloze.js';

/** Words of the corpus that may be hidden, or stand beside those that are. */
export interface Term {
  readonly words: string;
  /** The word before them, in small letters; empty when there is none. */
  readonly before: string;
}

/** Choices of a question. */
export const CHOICES = 4;
/** Of the terms most like the hidden words, how many the wrong choices are drawn from. */
const DRAWN_FROM = 8;

/** The items in an order that the seed alone decides. */
export function shuffled<T>(items: readonly T[], seed: string, nameOf: (item: T) => string): T[] {
  const rank = (item: T) =>
    createHash('sha256')
      .update(`${seed}|${nameOf(item)}`)
      .digest('hex');
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Wrong choices beside hidden words, of the same form, no two alike; fewer than wanted when the terms have no more.
 *
 * @param isRight whether words may be right as well
 */
export function wrongChoices(
  hidden: Term,
  terms: readonly Term[],
  type: AnswerType,
  language: Language,
  seed: string,
  isRight: (words: string) => boolean,
): string[] {
  const fitting = shuffled(terms, seed, ({ words }) => words)
    .filter((term) => isOfForm(term, hidden, type, language) && !isRight(term.words))
    .map((term) => ({ ...term, distance: distanceOf(term, hidden, type, language) }))
    .sort((a, b) => a.distance - b.distance);
  const distinct: string[] = [];
  for (const { words } of fitting) {
    if (distinct.length === DRAWN_FROM) break;
    if (![hidden.words, ...distinct].some((other) => areAlike(other, words, language))) distinct.push(words);
  }
  return shuffled(distinct, `${seed}!`, (words) => words).slice(0, CHOICES - 1);
}

/** Whether two terms may be the same thing: the same number, or a name that holds the other. */
export function areAlike(one: string, other: string, language: Language): boolean {
  if (/^\d/.test(one) && /^\d/.test(other)) return numberOf(one, language) === numberOf(other, language);
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return a.every((word) => b.includes(word)) || b.every((word) => a.includes(word));
}

function wordsOf(name: string): readonly string[] {
  return fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The number that a figure writes in a language. */
export function numberOf(figure: string, language: Language): number {
  const [thousands, decimal] =
    language === 'fr' ? [/[\s.](?=\d{3}(?!\d))/g, ','] : [/[\s,](?=\d{3}(?!\d))/g, '.'];
  return Number(figure.replace(thousands, '').replace(decimal, '.'));
}

function isOfForm(term: Term, hidden: Term, type: AnswerType, language: Language): boolean {
  if (type === 'year') return true;
  if (type === 'figure') {
    const [one, other] = [term, hidden].map(({ words }) => numberOf(words, language));
    const digits = (n = 0) => `${Math.trunc(n)}`.length;
    return digits(one) === digits(other) && Number.isInteger(one) === Number.isInteger(other);
  }
  // An article that is elided, or is not, would tell.
  const isElided = /[’']$/u.test(hidden.before) || /^(?:de|le|la|que|au|du)$/u.test(hidden.before);
  return language === 'en' || !isElided || opensWithVowel(term.words) === opensWithVowel(hidden.words);
}

function opensWithVowel(words: string): boolean {
  return /^[aeiouyh]/.test(fold(words));
}

function distanceOf(term: Term, hidden: Term, type: AnswerType, language: Language): number {
  const [one = 0, other = 0] = [term, hidden].map(({ words }) => numberOf(words, language));
  if (type === 'year') return Math.abs(one - other);
  const zeros = (n: number) => /0*$/.exec(String(n))?.[0].length ?? 0;
  if (type === 'figure') return Math.abs(zeros(one) - zeros(other)) + Math.abs(Math.log(one / (other || 1)));
  const sizes = [term, hidden].map(({ words }) => words.split(/\s/).length);
  return Math.abs((sizes[0] ?? 0) - (sizes[1] ?? 0)) + (term.before === hidden.before ? 0 : 1);
}
