import type { Language } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import { fold, wordsOf } from '../index/terms.js';
import { amountsIn, datesIn } from './amounts.js';
import { type Asked, whatIsAsked } from './asked.js';
import type { IsName, Names } from './names.js';
import { rarity } from './rarity.js';
import type { TokenSimilarity } from './similarity.js';
import { LIGHT_WORDS, plainlyPut, spelledOut, TOPIC_MARK } from './wording.js';

/** A word of a question that says what it is about. */
export interface QuestionWord extends ComparedWord {
  readonly isName: boolean;
  readonly isNumber: boolean;
  /** How much it says, above 0: the norm of its tokens (1 without tokens) times its rarity in the corpus. */
  readonly weight: number;
  /** Pairs it occurs in. */
  readonly pairs: number;
}

/** A word as it is compared with those of passages. */
export interface ComparedWord {
  /** Lower case, without accents. */
  readonly folded: string;
  /** Its stem. */
  readonly term: string;
  /** Its tokens, loaded; empty when the model is not context-free. */
  readonly tokens: Uint32Array;
}

/** A question, understood. */
export interface Question {
  /** As it is searched for: cleaned, completed, corrected. */
  readonly text: string;
  readonly language: Language;
  readonly asked: Asked;
  /** The words of `asked.noun`, which the question itself may not hold ("effectif" counts "salariés"). */
  readonly counted: readonly ComparedWord[];
  readonly words: readonly QuestionWord[];
  /** Years it names, and its other figures, by value. */
  readonly years: readonly string[];
  readonly figures: readonly string[];
  /** Distinct tokens that weigh enough to be compared, and their weights. */
  readonly tokens: Uint32Array;
  readonly weights: Float64Array;
}

/** What a follow-up's words that come from the question before weigh beside its own. */
const OF_TOPIC = 0.3;
/** Tokens weighing less than this share of the heaviest are function words and punctuation. */
const LIGHT = 0.35;
/** Most tokens of a question that are compared: a pasted page is no longer a question. */
const MOST_TOKENS = 48;
/** Shortest word that is taken for a misspelling. */
const SHORTEST_TYPO = 4;

/** Words of a text that are written with a capital inside it, or of capitals alone (folded). */
export function capitalised(text: string): Set<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(/\p{Lu}[\p{L}\p{M}\p{N}]*/gu)) {
    const word = match[0];
    const before = text.slice(0, match.index).trimEnd();
    const opens = before === '' || /[.!?…:»”"]$/.test(before);
    if (!opens || /^\p{Lu}{2,}$/u.test(word)) found.add(fold(word));
  }
  return found;
}

/**
 * Corrects the words of a question: those of chats are spelled out, and of those that the index does not know,
 * initials of a name of the corpus are written out, and what is nearly a word of the corpus is taken for it.
 */
export function correctWords(
  question: string,
  language: Language,
  index: Index,
  similarity: TokenSimilarity | null,
  names: Names,
): string {
  return question.replace(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) => {
    const isUnknown = index.pairsWith(word, language) === 0;
    const isPart = /['’-]/.test(`${question[at - 1] ?? ''}${question[at + word.length] ?? ''}`);
    const meant =
      isUnknown && !isPart && word === word.toLowerCase() ? spelledOut(fold(word), language) : null;
    if (meant !== null) return meant;
    if (/\p{N}/u.test(word)) return word;
    if (isUnknown && word === word.toUpperCase()) return names.expand(word) ?? word;
    if (word.length < SHORTEST_TYPO || !isUnknown) return word;
    if (wordsOf(word, language).length === 0 || LIGHT_WORDS.has(fold(word))) return word;
    // A word that the encoder has a token of its own for is a word, not a misspelling.
    if (similarity !== null && similarity.encode(word).length < 2) return word;
    const corrected = index.correct(word, language);
    return corrected === null || fold(corrected) === fold(word) ? word : corrected;
  });
}

/**
 * Takes a cleaned, completed and corrected question apart.
 */
export async function understand(
  text: string,
  language: Language,
  index: Index,
  similarity: TokenSimilarity | null,
  isName: IsName,
): Promise<Question> {
  const all = similarity?.encode(text) ?? new Uint32Array();
  await similarity?.load(all);
  const names = capitalised(text);
  // Who writes names with capitals writes other words without: "a good thing" is not of "Tech for Good".
  const capitals = new Set((text.match(/\p{Lu}[\p{L}\p{M}\p{N}]*/gu) ?? []).map(fold));
  const isCased = /(?<=[\p{L}\p{N},'’] ?)\p{Lu}\p{Ll}/u.test(text);
  const [own = '', ...topic] = plainlyPut(text, language).split(TOPIC_MARK);
  const isOwn = new Set(wordsOf(own, language).map(({ term }) => term));
  const seen = new Set<string>();
  const words: QuestionWord[] = [];
  for (const { folded, term } of wordsOf([own, ...topic].join(' '), language)) {
    if (seen.has(term) || LIGHT_WORDS.has(folded)) continue;
    seen.add(term);
    const tokens = similarity?.encode(folded) ?? new Uint32Array();
    await similarity?.load(tokens);
    const pairs = index.pairsWith(folded, language);
    const norm = tokens.reduce((heaviest, token) => Math.max(heaviest, similarity?.weight(token) ?? 0), 0);
    const weight = (isOwn.has(term) ? 1 : OF_TOPIC) * (norm || 1);
    words.push({
      folded,
      term,
      isName: names.has(folded) || (isName(folded) && (!isCased || capitals.has(folded))),
      isNumber: /^\d/.test(folded),
      tokens,
      weight: weight * rarity(pairs, index.pairs.length),
      pairs,
    });
  }
  const asked = whatIsAsked(text, language);
  const counted: ComparedWord[] = [];
  for (const { folded, term } of wordsOf(asked.noun, language)) {
    const tokens = similarity?.encode(folded) ?? new Uint32Array();
    await similarity?.load(tokens);
    counted.push({ folded, term, tokens });
  }
  // "Who is Bill Drayton?" gives the name: what is asked for is who he is.
  return {
    text,
    language,
    asked:
      words.every(({ isName }) => isName) && asked.kind === 'person'
        ? { ...asked, kind: 'definition' }
        : asked,
    counted,
    words,
    years: datesIn(text).map(({ value }) => value.slice(0, 4)),
    figures: amountsIn(text).map(({ value }) => String(value)),
    ...heaviest(all, similarity),
  };
}

/** The tokens of a question worth comparing, heaviest first. */
function heaviest(
  ids: Uint32Array,
  similarity: TokenSimilarity | null,
): { tokens: Uint32Array; weights: Float64Array } {
  const weighed = [...ids].map((id) => {
    const norm = similarity?.weight(id) ?? 0;
    return { id, norm, weight: norm * (similarity?.rarity(id) ?? 1) };
  });
  const least = Math.max(...weighed.map(({ norm }) => norm)) * LIGHT;
  const kept = weighed
    .filter(({ norm }) => norm > 0 && norm >= least)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TOKENS);
  return {
    tokens: Uint32Array.from(kept, ({ id }) => id),
    weights: Float64Array.from(kept, ({ weight }) => weight),
  };
}
