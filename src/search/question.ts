import type { Language } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import { fold, wordsOf } from '../index/terms.js';
import type { TokenTable } from '../models/embedder.js';
import type { Names } from './names.js';

/** A question as it is searched for: cleaned, completed, corrected. */
export interface Question {
  readonly text: string;
  readonly language: Language;
}

/** Shortest word that is taken for a misspelling. */
const SHORTEST_TYPO = 4;
/** Fewest letters that, all in capitals, are shouted rather than initials. */
const SHOUTED = 12;

/** A question typed in capitals alone, in small letters; any other as it is. */
export function unshouted(question: string): string {
  const letters = question.match(/\p{L}/gu) ?? [];
  const isShouted = letters.length >= SHOUTED && letters.every((letter) => letter === letter.toUpperCase());
  return isShouted ? question.toLowerCase() : question;
}

/** French as it is typed in messages, small letters alone: what looks so and has a capital may be a name. */
const SHORTHAND: readonly (readonly [typed: RegExp, meant: string])[] = [
  [/(?<![\p{L}\p{N}'’.-])(?:[ck]|c[eé]|s[eé]) (?=(?:qu|k)(?:oi|i)(?![\p{L}\p{N}'’.-]))/gu, 'c’est '],
  [/(?<![\p{L}\p{N}'’.-])koi(?![\p{L}\p{N}'’.-])/gu, 'quoi'],
  [/(?<![\p{L}\p{N}'’.-])kan[dt]?(?![\p{L}\p{N}'’.-])/gu, 'quand'],
  [/(?<=(?<!\p{L})(?:est|sont) )ne(?=(?:e?s?)(?![\p{L}\p{N}'’.-]))/gu, 'né'],
];

/** A question in whole words where it has such as messages do; only French has them here. */
function spelledOut(question: string, language: Language): string {
  if (language !== 'fr') return question;
  return SHORTHAND.reduce((text, [typed, meant]) => text.replace(typed, meant), question);
}

/**
 * Corrects the words of a question that the index does not know: initials of a name of the corpus are written out, and what
 * is nearly a word of the corpus is taken for it; French of messages is spelled out. Figures, names of addresses and words of other words are left alone.
 */
export async function correctWords(
  typed: string,
  language: Language,
  index: Index,
  tokens: TokenTable | null,
  names: Names,
): Promise<string> {
  const question = spelledOut(typed, language);
  const words = [...question.matchAll(WORD)].map(({ 0: text, index: at }) => ({ text, at }));
  const frequencies = await index.frequencies(
    words.map(({ text }) => text),
    language,
  );
  const unknown = words.filter(({ text }, i) => frequencies[i] === 0 && !/\p{N}/u.test(text));
  const nearest = await index.corrections(
    unknown.map(({ text }) => text),
    language,
  );
  const better = new Map(unknown.map(({ text, at }, i) => [at, correctionOf(text, at, nearest[i] ?? null)]));
  return question.replace(WORD, (word, at: number) => better.get(at) ?? word);

  function correctionOf(word: string, at: number, corrected: string | null): string | null {
    if (word === word.toUpperCase()) return names.expand(word);
    const isPart =
      /[\p{L}\p{N}'’.@/-]$/u.test(question.slice(0, at)) ||
      /^['’@/-]|^\.\p{L}/u.test(question.slice(at + word.length));
    if (isPart || word.length < SHORTEST_TYPO || wordsOf(word, language).length === 0) return null;
    // A word that the encoder has a token of its own for is a word, not a misspelling.
    if (tokens !== null && tokens.encode(word).length < 2) return null;
    return corrected === null || fold(corrected) === fold(word) ? null : corrected;
  }
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
