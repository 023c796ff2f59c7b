import { fold } from '../index/terms.js';
import type { Range } from './answer.js';
import {
  apposition,
  complement,
  enumeration,
  goingOn,
  named,
  negation,
  settling,
  writtenOut,
} from './clauses.js';
import { countedAmounts, countedPlaces, figureOf, SAME_NOUN, unitAfter } from './counted.js';
import { coverage } from './match.js';
import type { IsName } from './names.js';
import { asksForCountry, asksForOrganisation, type Name, namesIn } from './names-in.js';
import type { Question } from './question.js';
import type { Sentence } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';

/** The name, date, number or place in a passage that answers, with what is written there in plain form. */
export interface Span extends Range {
  readonly value: string;
  /** How well it fits what is asked: 0 not at all, 1 and more wholly. */
  readonly fit: number;
}

/** What may be the span of a sentence; offsets are in the sentence. */
export interface Possible extends Range {
  readonly value: string;
  readonly fit: number;
}

/** Characters over which a matched word's pull on a candidate falls to 1/e. */
const REACH = 40;
/** What a name in the question weighs beside other words: it is in every sentence about its bearer. */
const NAME_PULL = 0.3;
/** How well fits what is likely of another kind, and what may be of the kind. */
const LITTLE = 0.2;
const HALF = 0.5;

/**
 * Finds in a sentence the span that answers: a name for "who", a date for "when", a figure with its unit
 * for "how many", a place for "where", the words that settle it for yes-no questions, and for others what the
 * shape of the sentence tells: lists, explanations, denials. Null when nothing in it does.
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
  const { kind } = question.asked;
  const denied = kind === 'boolean' ? null : negation(question, sentence, similarity);
  const listed = kind === 'list' || kind === 'other' ? enumeration(sentence) : null;
  if (listed !== null) return [spanOf(sentence, listed, 1)];
  const formed = formedSpans(question, sentence, similarity, isName).filter(
    ({ fit }) => denied === null || fit > LITTLE,
  );
  if (formed.length > 0) return formed;
  const defined = kind === 'definition' ? defining(question, sentence) : null;
  const range =
    kind === 'boolean'
      ? settling(question, sentence, similarity)
      : (denied ?? defined ?? explaining(question, sentence, similarity));
  return range === null ? [] : [spanOf(sentence, range, kind === 'boolean' || defined !== null ? HALF : 0)];
}

function spanOf({ text }: Sentence, range: Range, fit: number): Possible {
  return { ...range, value: fold(text.slice(range.start, range.end)), fit };
}

/** What has the form that is asked for. */
function formedSpans(
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
      const isOrganisationAsked = asksForOrganisation(question);
      return namesIn(sentence.text, question, isName).map((name) => ({
        ...name,
        fit:
          name.isOrganisation && !isOrganisationAsked ? LITTLE : name.isPlace && isOneWord(name) ? LITTLE : 1,
      }));
    }
    case 'place': {
      const names = namesIn(sentence.text, question, isName);
      const countries = asksForCountry(question) ? names.filter(({ isCountry }) => isCountry) : [];
      const places = countries.length > 0 ? countries : names.filter(({ isPlace }) => isPlace);
      if (places.length > 0) return places.map((name) => ({ ...name, fit: 1 }));
      const others = names.filter((name) => isOneWord(name) && !name.isOrganisation);
      // "35 countries" says where, but not which country.
      const counted = asksForCountry(question) ? [] : countedPlaces(sentence);
      return [...counted, ...others.map((name) => ({ ...name, fit: HALF }))];
    }
    case 'boolean':
    case 'other':
      return figureOf(question, sentence, similarity);
    case 'list':
      return asksForOrganisation(question)
        ? namesIn(sentence.text, question, isName).map((name) => ({ ...name, fit: 1 }))
        : [];
    default:
      return [];
  }
}

/** The words that say what somebody or something is. */
function defining(question: Question, sentence: Sentence): Range | null {
  return writtenOut(question, sentence) ?? apposition(question, sentence);
}

/** The words that explain what a question is about, where no form tells an answer. */
function explaining(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Range | null {
  const purpose = question.asked.isPurpose ? goingOn(sentence) : null;
  if (purpose !== null) return purpose;
  switch (question.asked.kind) {
    case 'other':
    case 'manner':
    case 'list':
      return named(question, sentence, similarity) ?? complement(question, sentence, similarity);
    case 'definition':
      return complement(question, sentence, similarity);
    default:
      return null;
  }
}

function isOneWord({ value }: Name): boolean {
  return !value.includes(' ');
}
