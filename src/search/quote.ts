import { type Document, type Language, otherLanguage, type Passage } from '../corpus/document.js';
import { dot } from '../embedding/vector.js';
import { Failure } from '../failure.js';
import { keyOf } from '../index/keys.js';
import type { Index } from '../index/snapshot.js';
import type { Quote, QuoteSide, Range } from './answer.js';
import type { Question } from './question.js';
import type { ReadPair } from './rank.js';
import type { Reading, Side } from './reading.js';
import type { Sentence } from './sentences.js';
import { findSameSpan, findSpan, type Span } from './span.js';

/**
 * Makes a quote of a pair read for a question, in the language asked for when the pair has it, with its
 * counterpart.
 *
 * @throws Failure `quote-mismatch` when a passage is not, to the letter, what its document holds: such a
 * quote is never shown.
 */
export async function quoteOf(
  read: ReadPair,
  score: number,
  question: Question,
  language: Language,
  reading: Reading,
): Promise<Quote> {
  const { index } = reading;
  // The sentence is chosen on the side that speaks the question's language, and found again on the other.
  const { side } = read;
  const other = read.sides[otherLanguage(side.passage.language)];
  const chosen = { side, sentence: side.best, span: side.span };
  const matched = other === undefined ? null : counterpartOf(chosen, other, question, reading);
  const shown = matched !== null && side.passage.language !== language ? matched : chosen;
  const beside = shown === chosen ? matched : chosen;
  return {
    ...namesOf(read.pair, index),
    ...quoteSide(shown, index.documents),
    counterpart: beside === null ? null : quoteSide(beside, index.documents),
    score,
  };
}

/**
 * Makes a quote of a pair, by its position in the index, that no question marks anything in; null when there
 * is no such pair.
 *
 * @throws Failure as `quoteOf` does.
 */
export function quoteUnmarked(position: number, language: Language, index: Index): Quote | null {
  const pair = index.pairs[position];
  const [first, second] = [pair?.[language], pair?.[otherLanguage(language)]].filter((each) => each != null);
  if (first === undefined) return null;
  const sideOf = (passage: Passage) => quotePassage(passage, null, null, index.documents);
  return {
    ...namesOf(position, index),
    ...sideOf(first),
    counterpart: second === undefined ? null : sideOf(second),
    score: 0,
  };
}

function namesOf(position: number, index: Index): Pick<Quote, 'pair' | 'key'> {
  const pair = index.pairs[position];
  return { pair: pair?.id ?? '', key: pair === undefined ? '' : keyOf(pair) };
}

interface Shown {
  readonly side: Side;
  readonly sentence: Sentence;
  readonly span: Span | null;
}

/** The sentence of the other side that says what the chosen one says: by place, else by meaning. */
function counterpartOf(chosen: Shown, other: Side, question: Question, reading: Reading): Shown {
  const place = chosen.side.sentences.indexOf(chosen.sentence);
  const aligned =
    other.sentences.length === chosen.side.sentences.length ? other.sentences[place] : undefined;
  const sentence =
    aligned ??
    other.sentences.reduce((best, next) =>
      dot(next.vector, chosen.sentence.vector) > dot(best.vector, chosen.sentence.vector) ? next : best,
    );
  const { similarity, isName } = reading;
  const span =
    chosen.span === null
      ? findSpan(question, sentence, similarity, isName)
      : findSameSpan(question, chosen.span, sentence, similarity, isName);
  return { side: other, sentence, span };
}

function quoteSide({ side, sentence, span }: Shown, documents: ReadonlyMap<string, Document>): QuoteSide {
  return quotePassage(side.passage, sentence, span, documents);
}

function quotePassage(
  passage: Passage,
  sentence: Sentence | null,
  span: Span | null,
  documents: ReadonlyMap<string, Document>,
): QuoteSide {
  const document = documents.get(passage.document);
  const { start, end } = passage;
  if (document === undefined || document.text.slice(start, end) !== passage.text) {
    throw new Failure('quote-mismatch', { document: passage.document, start, end });
  }
  return {
    passage: passage.id,
    language: passage.language,
    text: passage.text,
    highlight: sentence === null ? null : rangeOf(sentence),
    span: span === null ? null : rangeOf(span),
    document: passage.document,
    section: passage.section,
    source: document.source,
  };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
