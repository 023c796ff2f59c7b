import type { Language } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import { fold, wordsOf } from '../index/terms.js';
import type { Names } from './names.js';
import type { TokenSimilarity } from './similarity.js';

/** A question, understood. */
export interface Question {
  /** As it is searched for: cleaned, completed, corrected. */
  readonly text: string;
  readonly language: Language;
  /** Distinct tokens that weigh enough to be compared, heaviest first, and their weights. */
  readonly tokens: Uint32Array;
  readonly weights: Float64Array;
}

/** Tokens weighing less than this share of the heaviest are function words and punctuation. */
const LIGHT = 0.35;
/** Most tokens of a question that are compared: a pasted page is no longer a question. */
const MOST_TOKENS = 48;
/** Shortest word that is taken for a misspelling. */
const SHORTEST_TYPO = 4;
/** Fewest letters that, all in capitals, are shouted rather than initials. */
const SHOUTED = 12;

/** Takes a cleaned and completed question apart. */
export async function understand(
  text: string,
  language: Language,
  similarity: TokenSimilarity | null,
): Promise<Question> {
  const ids = similarity?.encode(text) ?? new Uint32Array();
  await similarity?.load(ids);
  const weighed = [...ids].map((id) => {
    const norm = similarity?.weight(id) ?? 0;
    return { id, norm, weight: norm * (similarity?.rarity(id) ?? 1) };
  });
  const least = weighed.reduce((most, { norm }) => Math.max(most, norm), 0) * LIGHT;
  const kept = weighed
    .filter(({ norm }) => norm > 0 && norm >= least)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TOKENS);
  return {
    text,
    language,
    tokens: Uint32Array.from(kept, ({ id }) => id),
    weights: Float64Array.from(kept, ({ weight }) => weight),
  };
}

/** A question typed in capitals alone, in small letters; any other as it is. */
export function unshouted(question: string): string {
  const letters = question.match(/\p{L}/gu) ?? [];
  const isShouted = letters.length >= SHOUTED && letters.every((letter) => letter === letter.toUpperCase());
  return isShouted ? question.toLowerCase() : question;
}

/**
 * Corrects the words of a question that the index does not know: initials of a name of the corpus are written out, and what
 * is nearly a word of the corpus is taken for it. Figures, names of addresses and words of other words are left alone.
 */
export function correctWords(
  question: string,
  language: Language,
  index: Index,
  similarity: TokenSimilarity | null,
  names: Names,
): string {
  return question.replace(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) => {
    const isPart =
      /[\p{L}\p{N}'’.@/-]$/u.test(question.slice(0, at)) ||
      /^['’@/-]|^\.\p{L}/u.test(question.slice(at + word.length));
    if (/\p{N}/u.test(word) || index.pairsWith(word, language) > 0) return word;
    if (word === word.toUpperCase()) return names.expand(word) ?? word;
    if (isPart || word.length < SHORTEST_TYPO || wordsOf(word, language).length === 0) return word;
    // A word that the encoder has a token of its own for is a word, not a misspelling.
    if (similarity !== null && similarity.encode(word).length < 2) return word;
    const corrected = index.correct(word, language);
    return corrected === null || fold(corrected) === fold(word) ? word : corrected;
  });
}
