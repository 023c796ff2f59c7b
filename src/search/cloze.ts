import type { Language } from '../corpus/document.js';
import { fold } from '../index/terms.js';
import type { Range } from '../range.js';
import { NAME, type Names, opensSentence } from './names.js';

/** What hidden words are. */
export const ANSWER_TYPES = ['person', 'organisation', 'place', 'year', 'figure'] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];

/** What the reader is asked of a passage, for each type; nobody is ever shown it. */
export const GENERIC: Readonly<Record<Language, Readonly<Record<AnswerType, string>>>> = {
  fr: {
    person: 'Quelle personne ?',
    organisation: 'Quelle organisation ?',
    place: 'Dans quelle ville ou quel pays ?',
    year: 'Quand ? En quelle année ?',
    figure: 'Combien ?',
  },
  en: {
    person: 'Which person?',
    organisation: 'Which organisation?',
    place: 'In which city or country?',
    year: 'When? In what year?',
    figure: 'How many? How much?',
  },
};

/** What stands in the place of hidden words when the reader is asked for them by their own sentence. */
const ASKING: Readonly<Record<Language, Readonly<Record<AnswerType, string>>>> = {
  fr: {
    person: 'qui',
    organisation: 'quelle organisation',
    place: 'quel lieu',
    year: 'quelle année',
    figure: 'combien',
  },
  en: {
    person: 'who',
    organisation: 'which organisation',
    place: 'what place',
    year: 'what year',
    figure: 'how many',
  },
};
/** Of a sentence that asks, what stands around the gap, in UTF-16 code units: what a reader takes of a question. */
const AROUND = 90;

const YEAR = /(?<![\p{L}\p{N}.,–-])(?:1\d|20)\d\d(?![\p{L}\p{N}–-]|[.,]\d)/gu;
/** A number with its separators, alone: no part of a word, of a range or of a date. */
const FIGURE =
  /(?<![\p{L}\p{N}.,/–-])(?!0\d)(?:\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+(?:[.,]\d+)?)(?![\p{L}\p{N}/–-]|[.,]\d)/gu;

/** The years of a text. */
export function yearsIn(text: string): Range[] {
  return rangesOf(YEAR, text);
}

/** The figures of a text, its years left out. */
export function figuresIn(text: string): Range[] {
  return rangesOf(FIGURE, text).filter(({ start, end }) => !/^(?:1\d|20)\d\d$/.test(text.slice(start, end)));
}

/** Where words of a type stand in a text. */
export function termsIn(text: string, type: AnswerType, names: Names): Range[] {
  if (type === 'year') return yearsIn(text);
  return type === 'figure' ? figuresIn(text) : namesIn(text, names);
}

/** What may stand in a span beside the name in it. */
const BESIDE_NAME = /^(?:\S{1,6} ?){0,2}$/u;

/** The term that a span marked by a reader is about. Null when it holds none, or several; or, of a name, says more than that name. */
export function termOfSpan(
  text: string,
  span: Range,
  type: AnswerType,
  terms: readonly Range[],
): Range | null {
  const inside = terms.filter(({ start, end }) => start < span.end && end > span.start);
  const [only] = inside;
  if (only === undefined || inside.length > 1 || only.start < span.start || only.end > span.end) return null;
  const isBare = only.end === span.end && BESIDE_NAME.test(text.slice(span.start, only.start));
  return type === 'year' || type === 'figure' || isBare ? only : null;
}

/** The names of a text, without the word that only opens the sentence before one. */
function namesIn(text: string, { isName }: Names): Range[] {
  return rangesOf(NAME, text).flatMap(({ start, end }) => {
    const [first = ''] = text.slice(start, end).split(/\s/);
    const begin = opensSentence(fold(first)) ? start + first.length + 1 : start;
    const words = text.slice(begin, end).match(/\p{Lu}[\p{L}\p{M}-]*/gu) ?? [];
    const isNamed =
      words.length > 0 && words.every((word) => word.split('-').some((part) => isName(fold(part))));
    const name = text.slice(begin, end);
    const before = text.slice(0, begin);
    const isNoName =
      // One word at the head of a sentence may be any, one after an article a word that is defined somewhere,
      (words.length === 1 && begin === start && !/[\p{Ll}\d,]\S? ?$/u.test(before)) ||
      (/^\p{Lu}[\p{Ll}-]+$/u.test(name) && /(?<!\p{L})(?:the|le|la|les|l[’'])\s?$/iu.test(before)) ||
      // two joined are two, and initials in brackets only repeat what stands before them.
      /\s(?:and|et)\s/.test(name) ||
      /\($/.test(before);
    return isNamed && !isNoName && end - begin > 2 ? [{ start: begin, end }] : [];
  });
}

/** The sentence of hidden words as a question for the reader. */
export function askingFor(
  text: string,
  sentence: Range,
  hidden: Range,
  type: AnswerType,
  language: Language,
): string {
  const before = text.slice(sentence.start, hidden.start);
  const after = text.slice(hidden.end, sentence.end).replace(/[.!…]+$/u, '');
  const near = `${before.slice(-AROUND).replace(/^\S*\s/u, (cut) => (before.length > AROUND ? '' : cut))}${
    ASKING[language][type]
  }${after.length > AROUND ? after.slice(0, AROUND).replace(/\s\S*$/u, '') : after}`;
  return `${near}${language === 'fr' ? ' ?' : '?'}`;
}

function rangesOf(pattern: RegExp, text: string): Range[] {
  return [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
}
