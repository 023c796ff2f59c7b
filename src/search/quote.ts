import { type Document, type Language, otherLanguage } from '../corpus/document.js';
import { dot } from '../embedding/vector.js';
import { Failure } from '../failure.js';
import type { Quote, QuoteSide, Range } from './answer.js';
import type { Question } from './question.js';
import type { Ranked } from './rank.js';
import type { Reading, Side } from './reading.js';
import type { Sentence } from './sentences.js';
import { findSameSpan, findSpan, type Span } from './span.js';

/**
 * Makes a quote of a candidate, in the language asked for when the pair has it, with its counterpart.
 *
 * @throws Failure `quote-mismatch` when a passage is not, to the letter, what its document holds: such a
 * quote is never shown.
 */
export async function quoteOf(
  candidate: Ranked,
  question: Question,
  language: Language,
  reading: Reading,
): Promise<Quote> {
  const { index } = reading;
  // The sentence is chosen on the side that speaks the question's language, and found again on the other.
  const { side } = candidate;
  const other = candidate.sides[otherLanguage(side.passage.language)];
  const chosen = { side, sentence: side.best, span: side.span };
  const matched = other === undefined ? null : counterpartOf(chosen, other, question, reading);
  const shown = matched !== null && side.passage.language !== language ? matched : chosen;
  const beside = shown === chosen ? matched : chosen;
  return {
    pair: index.pairs[candidate.pair]?.id ?? '',
    ...quoteSide(shown, index.documents),
    counterpart: beside === null ? null : quoteSide(beside, index.documents),
    score: candidate.rank,
  };
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
  const { passage } = side;
  const document = documents.get(passage.document);
  const { start, end } = passage;
  if (document === undefined || document.text.slice(start, end) !== passage.text) {
    throw new Failure('quote-mismatch', { document: passage.document, start, end });
  }
  return {
    passage: passage.id,
    language: passage.language,
    text: passage.text,
    highlight: rangeOf(sentence),
    span: span === null ? null : rangeOf(span),
    document: passage.document,
    section: passage.section,
    source: document.source,
  };
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
