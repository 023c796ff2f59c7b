import type { Language } from '../corpus/document.js';
import { dot } from '../embedding/vector.js';
import { numberOf } from './amounts.js';
import type { ComparedWord, Question, QuestionWord } from './question.js';
import type { Sentence, SentenceWord } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';
import { synonymGroups } from './synonyms.js';

/** How alike two words count as when they only share a group of synonyms. */
const SYNONYM = 0.75;

/**
 * Cosines of two words' tokens: up to the first they have nothing to do with one another, from the second on
 * they mean the same. Chosen on the tune questions: of words that are not translations one in a hundred lies above
 * the first, of translations one in five above the second and one in six below the first.
 */
const UNRELATED = 0.2;
const SAME = 0.8;

/** What a name that the heading gives weighs in the choice of a sentence. */
const NAME_OF_HEADING = 0.3;

/** What cosine and late interaction weigh beside the words covered, chosen on the tune questions. */
const IN_SENTENCE = { cosine: 0.5, late: 0.2 } as const;

/** How alike a word of a question and a word of a text are, 0–1: the same stem, a synonym, near vectors. */
export function wordSimilarity(
  asked: ComparedWord,
  askedLanguage: Language,
  word: ComparedWord,
  language: Language,
  similarity: TokenSimilarity | null,
): number {
  if (asked.folded === word.folded || (askedLanguage === language && asked.term === word.term)) return 1;
  // Figures are equal, in digits or in letters, or different: 350 is not nearly 35.
  if (/^\d/.test(asked.folded) || /^\d/.test(word.folded)) {
    const number = numberOf(asked.folded);
    return number !== null && number === numberOf(word.folded) ? 1 : 0;
  }
  let best = 0;
  if (similarity !== null && asked.tokens.length > 0) {
    for (const token of asked.tokens) best += similarity.best(token, word.tokens);
    best = Math.min(1, Math.max(0, (best / asked.tokens.length - UNRELATED) / (SAME - UNRELATED)));
  }
  if (best >= SYNONYM) return best;
  const groups = synonymGroups(asked.term, askedLanguage);
  if (groups.length > 0 && synonymGroups(word.term, language).some((group) => groups.includes(group))) {
    return SYNONYM;
  }
  return best;
}

/** Where in a sentence a word of a question is best met, and how well, 0–1. */
export interface Coverage {
  readonly score: number;
  readonly at: SentenceWord | null;
}

/** Coverage already worked out: ranking, spans and the judge all ask for it. */
const known = new WeakMap<Question, WeakMap<Sentence, readonly Coverage[]>>();

/** How well a sentence covers each word of a question, in their order. */
export function coverage(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): readonly Coverage[] {
  let bySentence = known.get(question);
  if (bySentence === undefined) {
    bySentence = new WeakMap();
    known.set(question, bySentence);
  }
  let covered = bySentence.get(sentence);
  if (covered === undefined) {
    covered = question.words.map((word) => coverageOf(word, question.language, sentence, similarity));
    bySentence.set(sentence, covered);
  }
  return covered;
}

function coverageOf(
  word: QuestionWord,
  language: Language,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Coverage {
  let best: Coverage = { score: 0, at: null };
  for (const candidate of sentence.words) {
    const score = wordSimilarity(word, language, candidate, sentence.language, similarity);
    if (score > best.score) {
      best = { score, at: candidate };
      if (score === 1) break;
    }
  }
  return best;
}

/**
 * Late interaction (ColBERT's MaxSim, Khattab & Zaharia 2020) over the tokens of a context-free model,
 * 0–1: the mean over a question's tokens of the best cosine in the text, each weighted by its norm.
 */
export function lateInteraction(
  question: Question,
  tokens: Uint32Array,
  similarity: TokenSimilarity | null,
): number {
  if (similarity === null) return 0;
  let sum = 0;
  let total = 0;
  for (const [i, token] of question.tokens.entries()) {
    const weight = question.weights[i] ?? 0;
    sum += weight * similarity.best(token, tokens);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}

/**
 * How well a sentence answers a question, by meaning, tokens and words together. A name that the heading
 * or the title gives weighs little: every sentence under them is about it, whether it says so or not.
 */
export function sentenceScore(
  question: Question,
  vector: Float32Array,
  sentence: Sentence,
  heading: Sentence,
  similarity: TokenSimilarity | null,
): number {
  const inHeading = coverage(question, heading, similarity);
  let covered = 0;
  let total = 0;
  const covering = coverage(question, sentence, similarity);
  for (const [i, { weight, isName }] of question.words.entries()) {
    const share = isName && inHeading[i]?.score === 1 ? NAME_OF_HEADING * weight : weight;
    covered += share * (covering[i]?.score ?? 0);
    total += share;
  }
  return (
    IN_SENTENCE.cosine * dot(vector, sentence.vector) +
    IN_SENTENCE.late * lateInteraction(question, sentence.tokens, similarity) +
    (total > 0 ? covered / total : 0)
  );
}
