import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import type { Language } from '../corpus/document.js';
import { LONGEST_REMEMBERED, unshared } from '../models/word-memory.js';
import { STOP_WORDS } from './stop-words.js';

const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** Raised and lowered figures behind a figure: a power, cents, a note; they are no part of the number. */
const RAISED = /(?<=\p{N})[\u00B2\u00B3\u00B9\u2070-\u209C]+/gu;
const APOSTROPHES = /[’ʼ‘ʹ`´]/g;
const HYPHENS = /[‐‑]/g;

/**
 * Grouped numbers (14 000, 14,000, 14.000), decimals (1,5), dotted acronyms (U.S.), then words, with their
 * apostrophes and hyphens. NFKC has already made plain spaces of the no-break ones.
 */
const TOKEN =
  /(?<![\p{L}\p{N}.,])(?:\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+[.,]\d{1,2}(?!\d)|\p{L}(?:\.\p{L})+(?!\p{L})\.?)|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'/;
const STEMMERS = { fr: stemFrench, en: stemEnglish } as const;
/** Corpora of 100,000 passages hold fewer distinct words than this. */
const CACHE_LIMIT = 200_000;

/** One word of a text, as the index knows it. */
export interface Word {
  /** Lower case, without accents, as it stands in the text. */
  readonly folded: string;
  /** Its stem: what is searched. */
  readonly term: string;
}

/** Lower case, no accents, ligatures opened (`œ` → `oe`): what two spellings of a word share. */
export function fold(word: string): string {
  const lower = word.normalize('NFKC').toLowerCase();
  // Most words need no decomposition: telling so is ten times quicker.
  if (!/[^\p{ASCII}]/u.test(lower)) return lower;
  return lower
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss');
}

/** The stems of a text's words, in order and with repeats, without its stop words. */
export function terms(text: string, language: Language): string[] {
  return wordsOf(text, language).map((word) => word.term);
}

/**
 * The words of a text without its stop words. A hyphenated word gives its parts and the whole in one piece
 * (`vice-présidence`: `vice`, `presidence`, `vicepresidence`); an elided article falls away; a number is one
 * word whatever separates its thousands.
 */
export function wordsOf(text: string, language: Language): Word[] {
  const tokens = text
    .replace(RAISED, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .match(TOKEN);
  return tokens === null ? [] : tokens.flatMap((token) => cached(token, language));
}

const cache: Record<Language, Map<string, readonly Word[]>> = { fr: new Map(), en: new Map() };

function cached(token: string, language: Language): readonly Word[] {
  const known = cache[language].get(token);
  if (known) return known;
  if (token.length > LONGEST_REMEMBERED) return wordsOfToken(token, language);
  if (cache[language].size >= CACHE_LIMIT) cache[language].clear();
  const own = unshared(token);
  const words = wordsOfToken(own, language);
  cache[language].set(own, words);
  return words;
}

function wordsOfToken(token: string, language: Language): Word[] {
  if (/^\d/.test(token)) {
    const number = plainNumber(token);
    if (number !== null) return [{ folded: number, term: number }];
  }
  if (token.includes('.')) return [wordOf(token.replaceAll('.', ''), language)];
  const bare = token.replace(ELISION, '').replace(language === 'en' ? /'s(?=$|-)/ : /$^/, '');
  const parts = bare.split(/['-]/);
  const kept = parts.filter((part) => !STOP_WORDS[language].has(part));
  const words = kept.map((part) => wordOf(part, language));
  // `compte-t-il` and `2019-2020` are not compounds.
  const compound = parts.length > 1 && kept.length === parts.length && !bare.includes("'");
  if (compound && parts.some((part) => !/^\d+$/.test(part))) words.push(wordOf(parts.join(''), language));
  return words;
}

/** A number without its thousands separators and with a decimal point; null for anything else. */
function plainNumber(token: string): string | null {
  if (/^\d{1,3}(?:[ .,']\d{3})+$/.test(token)) return token.replace(/[ .,']/g, '');
  if (/^\d+(?:[.,]\d{1,2})?$/.test(token)) return token.replace(',', '.');
  return null;
}

/** The stem of a folded word. */
export function stem(folded: string, language: Language): string {
  // The French stemmer tells `nommée` by its accent; folded first, both spellings must still meet.
  const stemmable = language === 'fr' ? folded.replace(/ee(s?)$/, 'e$1') : folded;
  // Of an acronym of two letters (`GS`) the stemmer would leave one.
  return folded.length > 2 ? STEMMERS[language](stemmable) : folded;
}

function wordOf(part: string, language: Language): Word {
  const folded = fold(part);
  return { folded, term: stem(folded, language) };
}
