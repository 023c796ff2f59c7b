import { type Language, otherLanguage } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import { Failure } from '../failure.js';
import { keyOf } from '../index/keys.js';
import type { Index, IndexedPair, Side } from '../index/snapshot.js';
import type { Reader } from '../models/reader.js';
import type { Range } from '../range.js';
import type { Quote, QuoteSide } from './answer.js';
import type { Ranked } from './order.js';
import { readableOf, sideOf } from './passage.js';
import { addressOfWords } from './text-fragment.js';

/**
 * Makes a quote of a pair in a language when the pair has it, with its counterpart; the words that answer a question are marked.
 *
 * @param question null to mark nothing
 * @param parts without a reader nothing is marked
 * @param read a passage of the pair that has been read for the question already
 * @param isBeside whether it stands beside a first quote: its counterpart is then not read for marks of its own
 * @throws Failure `quote-mismatch` when a passage is not, to the letter, what its document holds: such a
 * quote is never shown.
 */
export async function quoteOf(
  pair: IndexedPair,
  language: Language,
  question: string | null,
  { index, reader }: { readonly index: Index; readonly reader: Reader | null },
  read?: Ranked,
  isBeside = false,
): Promise<Quote | null> {
  const passage = sideOf(pair, language);
  if (passage === null) return null;
  const other = pair[otherLanguage(passage.language)];
  const spanIn = async (side: Side) => {
    if (side === read?.passage) return read.reading.span;
    if (question === null || reader === null || (isBeside && side === other)) return null;
    return (await reader.read(question, readableOf(side))).span;
  };
  const span = await spanIn(passage);
  const beside = other === null ? null : await spanIn(other);
  // A figure of another measure is not marked: better none.
  const agrees =
    span === null ||
    beside === null ||
    other === null ||
    agree(wordsIn(passage, span), wordsIn(other, beside));
  return {
    pair: pair.id,
    key: keyOf(pair),
    ...(await quoteSide(passage, span, index)),
    counterpart: other === null ? null : await quoteSide(other, agrees ? beside : null, index),
    score: read?.rank ?? 0,
  };
}

function wordsIn({ text }: Side, { start, end }: Range): string {
  return text.slice(start, end);
}

/** Whether words in two languages have a figure in common, or one of them has none. */
export function agree(one: string, other: string): boolean {
  const [figures = [], others = []] = [one, other].map((words) =>
    (words.match(/\d+(?:[\s.,]\d+)*/gu) ?? []).map((figure) => figure.replace(/\D/gu, '')),
  );
  return figures.length === 0 || others.length === 0 || figures.some((figure) => others.includes(figure));
}

async function quoteSide(side: Side, span: Range | null, index: Index): Promise<QuoteSide> {
  const { id, document, section, language, source, text, original, start, end } = side;
  if (original !== text) throw new Failure('quote-mismatch', { document, start, end });
  const highlight = span === null ? null : sentencesAround(span, side);
  const { start: from, end: to } = highlight ?? { start: 0, end: text.length };
  const page = source.url === null || !source.quoted ? '' : await index.text(document);
  const address = addressOfWords(source, page, { start: start + from, end: start + to });
  return { passage: id, language, text, highlight, span, document, section, source, address };
}

/** From the sentence that a span begins in to the one that it ends in. */
function sentencesAround(span: Range, { text, language }: Side): Range {
  const sentences = splitSentences(text, language);
  const first = sentences.find(({ end }) => end > span.start);
  const last = sentences.find(({ end }) => end >= span.end);
  return {
    start: Math.min(span.start, first?.start ?? 0),
    end: Math.max(span.end, last?.end ?? text.length),
  };
}
