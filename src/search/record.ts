import type { Answer, QuoteSide } from './answer.js';

/** An answer as `--json` prints it: these keys, in this order, are a contract with other programs. */
export function answerRecord(answer: Answer) {
  return {
    question: answer.question,
    language: answer.language,
    verdict: answer.verdict,
    confidence: answer.confidence,
    understoodAs: answer.understoodAs,
    quotes: answer.quotes.map((quote) => ({
      pair: quote.pair,
      ...wordsOf(quote),
      highlight: quote.highlight,
      span: quote.span,
      counterpart: quote.counterpart === null ? null : wordsOf(quote.counterpart),
      document: quote.document,
      section: quote.section,
      source: {
        title: quote.source.title,
        publisher: quote.source.publisher,
        url: quote.source.url,
        asOf: quote.source.asOf,
        quoted: quote.source.quoted,
        read: quote.source.read,
      },
      score: quote.score,
    })),
    timings: {
      embedMs: toMicroseconds(answer.timings.embedMs),
      searchMs: toMicroseconds(answer.timings.searchMs),
      totalMs: toMicroseconds(answer.timings.totalMs),
    },
  };
}

function wordsOf({ passage, language, text }: QuoteSide) {
  return { passage, language, text };
}

/** Milliseconds without the digits that no clock measures. */
function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
