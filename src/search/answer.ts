import type { Language, Source } from '../corpus/document.js';
import type { Range } from '../range.js';

export type { Section, SourceDocument, SourceFile } from '../index/snapshot.js';

/** `answered`; `unsure`: the closest passages, said to be only that; `unanswered`. */
export type Verdict = 'answered' | 'unsure' | 'unanswered';

/** A passage in one language, with the places in it to show. */
export interface QuoteSide {
  /** Passage id. */
  readonly passage: string;
  readonly language: Language;
  readonly text: string;
  /** The sentence that answers, in `text`. */
  readonly highlight: Range | null;
  /** The words that answer, in `text`, inside the highlight: a name, a date, a figure, a clause. */
  readonly span: Range | null;
  readonly document: string;
  readonly section: string;
  readonly source: Source;
  /** What opens the source, at these words where they are its own: see `addressOfWords`. Null without an address of the web. */
  readonly address: string | null;
}

/** What is shown of a pair: a passage, and its counterpart in the other language. */
export interface Quote extends QuoteSide {
  /** Pair id. */
  readonly pair: string;
  /** What the pair is looked up by later: see `keyOf`. */
  readonly key: string;
  readonly counterpart: QuoteSide | null;
  /** Retrieval score, comparable within one answer only; 0 for a quote looked up by its key. */
  readonly score: number;
}

/** A topic near a question that the corpus does not answer. */
export interface Topic {
  readonly pair: string;
  /** What its passage is looked up by later: see `keyOf`. */
  readonly key: string;
  readonly title: string;
}

/** What the engine says of a question. Every word about the subject is in a quote or a topic. */
export interface Answer {
  readonly question: string;
  readonly language: Language;
  /** `chatter`: a greeting, thanks, a call for help; to be met with a how-to. */
  readonly intent: 'question' | 'chatter' | 'empty';
  readonly verdict: Verdict;
  /** Calibrated probability, 0–1, that the first quote answers the question. */
  readonly confidence: number;
  /** The question as completed from the conversation or corrected, when it was. */
  readonly understoodAs: string | null;
  /** Best first; empty when `unanswered`. */
  readonly quotes: readonly Quote[];
  /** Nearest topics (headings), when `unanswered`. */
  readonly topics: readonly Topic[];
  /** Milliseconds. */
  readonly timings: { readonly embedMs: number; readonly searchMs: number; readonly totalMs: number };
}

/** Whether two sides come from one place and date, named in two languages: the first is then enough. */
export function haveOneSource(
  { source: a }: Pick<QuoteSide, 'source'>,
  { source: b }: Pick<QuoteSide, 'source'>,
): boolean {
  return a.url === b.url && a.asOf === b.asOf && a.quoted === b.quoted;
}

/**
 * Answers to several questions asked at once, as one: the first quote of each, then the others; it is as sure as the least sure.
 *
 * @param limit most quotes; never fewer than there are answers
 * @throws Error when there is no answer at all
 */
export function together(answers: readonly Answer[], asked: string, limit: number, totalMs: number): Answer {
  const [first, ...others] = answers;
  if (first === undefined) throw new Error('no question');
  if (others.length === 0) return { ...first, question: asked };
  const quotes = [0, ...answers.keys()].flatMap((rank) =>
    answers.flatMap(({ quotes }) => quotes[rank] ?? []),
  );
  const distinct = [...new Map(quotes.map((quote) => [quote.key, quote])).values()];
  const isAnswered = answers.every(({ verdict }) => verdict === 'answered');
  const embedMs = answers.reduce((sum, { timings }) => sum + timings.embedMs, 0);
  return {
    ...first,
    question: asked,
    verdict: isAnswered ? 'answered' : distinct.length > 0 ? 'unsure' : 'unanswered',
    confidence: Math.min(...answers.map(({ confidence }) => confidence)),
    understoodAs: null,
    quotes: distinct.slice(0, Math.max(limit, answers.length)),
    topics: distinct.length > 0 ? [] : first.topics,
    timings: { embedMs, searchMs: totalMs - embedMs, totalMs },
  };
}

/** The answer to a question that there was nothing to search for with. `started` is from `performance.now`. */
export function noAnswer(question: string, language: Language, started: number): Answer {
  const totalMs = performance.now() - started;
  return {
    question,
    language,
    intent: 'question',
    verdict: 'unanswered',
    confidence: 0,
    understoodAs: null,
    quotes: [],
    topics: [],
    timings: { embedMs: 0, searchMs: totalMs, totalMs },
  };
}
