import { type Document, type Language, otherLanguage, type Passage } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import { Failure } from '../failure.js';
import { keyOf } from '../index/keys.js';
import type { Index } from '../index/snapshot.js';
import type { Reader } from '../models/reader.js';
import type { Range } from '../range.js';
import type { Quote, QuoteSide } from './answer.js';
import type { Ordering, Ranked } from './order.js';
import { readableOf, sideOf } from './passage.js';

/**
 * Makes a quote of a pair in a language when the pair has it, with its counterpart; the words that answer a question are marked.
 *
 * @param question null to mark nothing
 * @param read a passage of the pair that has been read for the question already
 * @param isBeside whether it stands beside a first quote: its counterpart is then not read for marks of its own
 * @returns null when there is no such pair
 * @throws Failure `quote-mismatch` when a passage is not, to the letter, what its document holds: such a
 * quote is never shown.
 */
export async function quoteOf(
  position: number,
  language: Language,
  question: string | null,
  { index, reader }: Ordering,
  read?: Ranked,
  isBeside = false,
): Promise<Quote | null> {
  const pair = index.pairs[position];
  const passage = pair === undefined ? null : sideOf(pair, language);
  if (pair === undefined || passage === null) return null;
  const other = pair[otherLanguage(passage.language)];
  const spanIn = async (side: Passage) => {
    if (side === read?.passage) return read.reading.span;
    return isBeside && side === other ? null : await spanOf(side, question, index, reader);
  };
  return {
    pair: pair.id,
    key: keyOf(pair),
    ...quoteSide(passage, await spanIn(passage), index.documents),
    counterpart: other === null ? null : quoteSide(other, await spanIn(other), index.documents),
    score: read?.rank ?? 0,
  };
}

async function spanOf(
  passage: Passage,
  question: string | null,
  index: Index,
  reader: Reader | null,
): Promise<Range | null> {
  if (question === null || reader === null) return null;
  return (await reader.read(question, readableOf(passage, index))).span;
}

function quoteSide(
  passage: Passage,
  span: Range | null,
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
    highlight: span === null ? null : sentencesAround(span, passage),
    span,
    document: passage.document,
    section: passage.section,
    source: document.source,
  };
}

/** From the sentence that a span begins in to the one that it ends in. */
function sentencesAround(span: Range, { text, language }: Passage): Range {
  const sentences = splitSentences(text, language);
  const first = sentences.find(({ end }) => end > span.start);
  const last = sentences.find(({ end }) => end >= span.end);
  return {
    start: Math.min(span.start, first?.start ?? 0),
    end: Math.max(span.end, last?.end ?? text.length),
  };
}
