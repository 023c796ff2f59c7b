import type { Language, Source } from '../corpus/document.js';
import type { Range } from '../range.js';

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

/** What stands under one heading of a document. */
export interface Section {
  /** The heading; the document's title when there is none. */
  readonly title: string;
  readonly documentTitle: string;
  /** Keys of its passages, in order. */
  readonly keys: readonly string[];
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
