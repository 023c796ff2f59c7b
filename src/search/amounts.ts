import type { Range } from './answer.js';
import { plain } from './clean.js';

/** A figure as it stands in a text, with what it is worth. */
export interface Amount extends Range {
  /** Its value, words and multipliers worked out ("cinq" 5, "1,5 million" 1500000); NaN when unknown. */
  readonly value: number;
  /** Whether it carries its own unit (%, €, euros). */
  readonly hasUnit: boolean;
}

/** A date as it stands in a text. */
export interface DateMention extends Range {
  /** `YYYY` or `YYYY-MM`; what is written, in plain form, for the rest ("3rd century BC"). */
  readonly value: string;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  one: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
  cinq: 5,
  five: 5,
  six: 6,
  sept: 7,
  seven: 7,
  huit: 8,
  eight: 8,
  neuf: 9,
  nine: 9,
  dix: 10,
  ten: 10,
  onze: 11,
  eleven: 11,
  douze: 12,
  twelve: 12,
  treize: 13,
  thirteen: 13,
  quatorze: 14,
  fourteen: 14,
  quinze: 15,
  fifteen: 15,
  seize: 16,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  vingt: 20,
  vingts: 20,
  twenty: 20,
  trente: 30,
  thirty: 30,
  quarante: 40,
  forty: 40,
  cinquante: 50,
  fifty: 50,
  soixante: 60,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  cent: 100,
  cents: 100,
  hundred: 100,
  mille: 1000,
  thousand: 1000,
  dizaine: 10,
  douzaine: 12,
  dozen: 12,
  vingtaine: 20,
  trentaine: 30,
  quarantaine: 40,
  cinquantaine: 50,
  centaine: 100,
  million: 1e6,
  millions: 1e6,
  milliard: 1e9,
  milliards: 1e9,
  billion: 1e9,
};
const WORD = Object.keys(NUMBER_WORDS).join('|');
const DIGITS = String.raw`\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?`;
const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[€$£]\s?)?(?:${DIGITS}|(?:${WORD})(?:[-\s](?:et[-\s]|and\s)?(?:${WORD}))*)(?:\s?(?:million|milliard|billion)s?|\s?[MkK](?=\s?€))?(?:\s?(?:%|€)|\s(?:d['’]|of\s)?euros?)?(?![\p{L}\p{N}])`,
  'giu',
);
const MONTHS = [
  'janvier|january',
  'fevrier|february',
  'mars|march',
  'avril|april',
  'mai|may',
  'juin|june',
  'juillet|july',
  'aout|august',
  'septembre|september',
  'octobre|october',
  'novembre|november',
  'decembre|december',
];
const MONTH =
  'janvier|january|f[ée]vrier|february|mars|march|avril|april|mai|may|juin|june|juillet|july|ao[ûu]t|august|septembre|september|octobre|october|novembre|november|d[ée]cembre|december';
const DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:\d{1,2}(?:er|st|nd|rd|th)?\s)?(?:${MONTH})(?:\s\d{1,2},)?\s)?(?:1[0-9]|20)\d{2}s?(?![\p{L}\p{N}])(?!\s?(?:%|€))|[IVX]{1,8}e\ssi[èe]cle(?:\s(?:avant|apr[èe]s)\s[\p{L}.-]+)?|\d{1,2}(?:st|nd|rd|th)\scentury(?:\s(?:BC|BCE|AD|CE))?`,
  'giu',
);
/** What is written after figures, and what it multiplies them by. */
const MULTIPLIERS: readonly (readonly [RegExp, number])[] = [
  [/milliard|billion/, 1e9],
  [/million|m\s?€/, 1e6],
  [/k\s?€/, 1e3],
];
/** A bare figure like this is a year, not an amount. */
const YEAR = /^(?:1[89]|20)\d{2}$/;

/** What a folded word is worth as a number, in digits or in letters; null for any other word. */
export function numberOf(folded: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(folded)) return Number(folded);
  return Object.hasOwn(NUMBER_WORDS, folded) ? (NUMBER_WORDS[folded] ?? null) : null;
}

/** The figures of a text, in digits or in words; years and the articles "un", "une", "one" left out. */
export function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const written = match[0].trimEnd();
    if (YEAR.test(written) || /^(?:une?|one|cent|mille)$/i.test(written)) continue;
    found.push({
      start: match.index,
      end: match.index + written.length,
      value: worthOf(written),
      hasUnit: /[%€$£]|euro/i.test(written),
    });
  }
  return found;
}

function worthOf(written: string): number {
  const text = plain(written).replace(/(?<=\d)[\s.,](?=\d{3}(?!\d))/g, '');
  const digits = /\d+(?:[.,]\d+)?/.exec(text);
  const multiplier = MULTIPLIERS.find(([pattern]) => pattern.test(text))?.[1] ?? 1;
  if (digits) return Number(digits[0].replace(',', '.')) * multiplier;
  let total = 0;
  let part = 0;
  for (const word of text.match(/[a-z]+/g) ?? []) {
    const worth = NUMBER_WORDS[word];
    if (worth === undefined) continue;
    if (worth >= 1000) {
      total += Math.max(part, 1) * worth;
      part = 0;
    } else if (worth === 100 || (worth === 20 && part === 4)) {
      // "deux cents"; "quatre-vingts".
      part = Math.max(part, 1) * worth;
    } else {
      part += worth;
    }
  }
  return total + part > 0 ? total + part : Number.NaN;
}

/** The dates of a text: years, months with a year, decades and centuries. */
export function datesIn(text: string): DateMention[] {
  return [...text.matchAll(DATE)].map((match) => {
    const written = plain(match[0]);
    const year = /(?:1[0-9]|20)\d{2}s?/.exec(written)?.[0];
    const month = MONTHS.findIndex((names) => new RegExp(`\\b(?:${names})\\b`).test(written)) + 1;
    const value =
      year === undefined ? written : month > 0 ? `${year}-${String(month).padStart(2, '0')}` : year;
    return { start: match.index, end: match.index + match[0].length, value };
  });
}

/** The dates of a text, those of one period ("entre 1984 et 1986", "from 1984 to 1986") as one. */
export function periodsIn(text: string): DateMention[] {
  const periods: DateMention[] = [];
  for (const date of datesIn(text)) {
    const last = periods.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, date.start);
    const before = last === undefined ? '' : text.slice(0, last.start);
    const isPeriod =
      /^\s?[–-]\s?$/.test(between) ||
      (/^\s(?:et|and|to|à|au|jusqu’en|until)\s$/i.test(between) &&
        /(?:entre|between|from|du|de|d’)\s?$/i.test(before));
    if (last !== undefined && isPeriod) {
      periods[periods.length - 1] = {
        start: last.start,
        end: date.end,
        value: `${last.value}/${date.value}`,
      };
    } else {
      periods.push(date);
    }
  }
  return periods;
}

/** Whether a folded word is the name of a month. */
export function isMonth(folded: string): boolean {
  return MONTHS.some((names) => names.split('|').includes(folded));
}
