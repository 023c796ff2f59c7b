import type { Language } from '../../src/corpus/document.js';
import type { Index } from '../../src/index/snapshot.js';
import type { Quote } from '../../src/search/answer.js';
import type { Engine } from '../../src/search/engine.js';
import { afterEarlier, type GoldenQuestion } from '../questions.js';
import { exactMatch, tokenF1 } from './spans.js';

/** Pairs of a ranking that are looked at. */
export const RANKED = 10;
/** Quotes that are looked at. */
const QUOTES = 3;

/** What a system made of one golden question. */
export interface Outcome {
  readonly golden: GoldenQuestion;
  /** For the first ten pairs, best first, whether each is accepted. */
  readonly ranked: readonly boolean[];
  /** Accepted pairs in the whole corpus. */
  readonly accepted: number;
  /** For the first three pairs, whether each is accepted and holds an accepted span where there is one. */
  readonly holds: readonly boolean[];
  /** How sure the system is that its first pair answers: a probability once judged, else any score. */
  readonly confidence: number;
  /** Whether it says that the corpus answers. */
  readonly answered: boolean;
  /** What is quoted; null of a system that only ranks. */
  readonly quoted: Quoted | null;
}

/** What is quoted, as people see it: nothing when the question is judged unanswered. */
export interface Quoted {
  /** For the first three quotes, whether each holds the answer, in the very words shown. */
  readonly holds: readonly boolean[];
  /** Of the first quote, for questions with a span: 1 when the highlighted sentence holds it. */
  readonly highlight: number | null;
  /** Of the first quote, for questions with a span: 1 when the marked words are one that is accepted. */
  readonly exact: number | null;
  /** The same, by words in common, 0–1. */
  readonly f1: number | null;
  /** Whether the first quote marks any words. */
  readonly marked: boolean;
}

/** Whether the corpus answers the question. */
export const isAnswerable = ({ golden }: Outcome): boolean => golden.unanswerable === null;

/** Whether the first pair answers the question; that of one without an answer never does. */
export const isRight = ({ holds }: Outcome): boolean => holds[0] === true;

/**
 * The positions of the pairs that answer a question. What `answers` names may be a pair, a passage, or a
 * document: of a document, every passage that holds a span, or all when there is none.
 */
export function acceptedPairs(
  { answers, spans }: GoldenQuestion,
  { pairs }: Pick<Index, 'pairs'>,
): Set<number> {
  const named = new Set(answers);
  const positions = new Set<number>();
  for (const [position, pair] of pairs.entries()) {
    const passages = [pair.fr, pair.en].filter((passage) => passage !== null);
    const isNamed = named.has(pair.id) || passages.some(({ id }) => named.has(id));
    const isOfDocument = passages.some(
      ({ document, language, text }) => named.has(document) && holdsSpan(spans, language, text),
    );
    if (isNamed || isOfDocument) positions.add(position);
  }
  return positions;
}

/** Whether a text holds an accepted span of its language; true when none is known. */
function holdsSpan(spans: GoldenQuestion['spans'], language: Language, text: string): boolean {
  const wanted = spans?.[language] ?? [];
  return wanted.length === 0 || wanted.some((span) => text.includes(span));
}

/** What a ranking of pairs, best first, is worth. */
export function rankingOutcome(
  golden: GoldenQuestion,
  pairs: readonly number[],
  index: Index,
): Pick<Outcome, 'golden' | 'ranked' | 'accepted' | 'holds'> {
  const accepted = acceptedPairs(golden, index);
  const holds = (position: number) => {
    const pair = index.pairs[position];
    return [pair?.fr, pair?.en].some((each) => each && holdsSpan(golden.spans, each.language, each.text));
  };
  return {
    golden,
    ranked: pairs.slice(0, RANKED).map((pair) => accepted.has(pair)),
    accepted: accepted.size,
    holds: pairs.slice(0, QUOTES).map((pair) => accepted.has(pair) && holds(pair)),
  };
}

/** Asks Verbatim golden questions. */
export async function askAll(engine: Engine, questions: readonly GoldenQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const golden of questions) {
    const seen = await engine.inspect(golden.question, await afterEarlier(engine, golden));
    const answer = await engine.ask(golden.question, await afterEarlier(engine, golden));
    const pairs = seen?.ranked.map(({ pair }) => pair) ?? [];
    outcomes.push({
      ...rankingOutcome(golden, pairs, engine.index),
      confidence: answer.confidence,
      answered: answer.verdict === 'answered',
      quoted: quotedOf(golden, answer.quotes, engine.index),
    });
  }
  return outcomes;
}

function quotedOf(golden: GoldenQuestion, quotes: readonly Quote[], index: Index): Quoted {
  const accepted = new Set([...acceptedPairs(golden, index)].map((position) => index.pairs[position]?.id));
  const isRight = ({ pair, language, text }: Quote) =>
    accepted.has(pair) && holdsSpan(golden.spans, language, text);
  const holds = quotes.slice(0, QUOTES).map(isRight);
  const [first] = quotes;
  const wanted = first === undefined ? null : (golden.spans?.[first.language] ?? []);
  const marked = first !== undefined && first.span !== null;
  // A question with a span and no quote has nothing right; one without a span is not counted.
  if (golden.spans === null || wanted?.length === 0)
    return { holds, marked, highlight: null, exact: null, f1: null };
  if (first === undefined || wanted === null || !accepted.has(first.pair))
    return { holds, marked, highlight: 0, exact: 0, f1: 0 };
  const { text, highlight, span } = first;
  const sentence = highlight === null ? '' : text.slice(highlight.start, highlight.end);
  const words = span === null ? '' : text.slice(span.start, span.end);
  return {
    holds,
    marked,
    highlight: wanted.some((each) => sentence.includes(each)) ? 1 : 0,
    exact: exactMatch(words, wanted),
    f1: tokenF1(words, wanted),
  };
}
