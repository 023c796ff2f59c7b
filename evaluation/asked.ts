import type { Language, Pair, Passage } from '../src/corpus/document.js';
import type { IndexedPair } from '../src/index/snapshot.js';
import { fold } from '../src/index/terms.js';
import type { Verdict } from '../src/search/answer.js';
import type { Engine } from '../src/search/engine.js';
import { startConversation } from '../src/search/follow-up.js';
import type { LabelledQuestion } from './documents.js';
import { NEAR_MISS, OFF_TOPIC } from './documents.js';
import type { GoldenQuestion } from './questions.js';
import { exactMatch, tokenF1 } from './spans.js';

/** What is quoted, in each language that it is quoted in. */
export type Sides = Readonly<
  Partial<Record<Language, { readonly document: string; readonly text: string } | null>>
>;

/** A question, and how an answer to it is judged. */
export interface Asked {
  readonly question: string;
  readonly language: Language;
  readonly kind: string;
  /** Questions that come before it in the conversation. */
  readonly after: readonly string[];
  readonly isAnswerable: boolean;
  /** Languages that its answer is written in. */
  readonly written: readonly Language[];
  /** Whether what is quoted answers. */
  isRight(sides: Sides): boolean;
  /** The words that answer, in a language; none when the question has no such words. */
  wordsIn(language: Language): readonly string[];
}

/** What the engine made of a question. */
export interface Outcome {
  readonly asked: Asked;
  /** For each candidate as retrieved, best first, whether it answers. */
  readonly retrieved: readonly boolean[];
  /** The same of those read, in their order. */
  readonly ranked: readonly boolean[];
  /** Of the first of them: its logit, and the probability that it answers. */
  readonly logit: number;
  readonly probability: number;
  readonly verdict: Verdict;
  /** Of a right first passage with words to mark: whether those marked are exactly these, and their F1. */
  readonly marked: { readonly exact: number; readonly f1: number } | null;
}

/** A question over our own documents: right is a passage of its document that stands in the labelled one, or holds it, with the answering words. */
export function askedOfLabelled({ question, language, kind, document, answers }: LabelledQuestion): Asked {
  const isRightIn = (l: Language, side: { document: string; text: string }) => {
    const wanted = answers?.[l];
    if (wanted === undefined || !isPageOf(side.document, document)) return false;
    const [passage, text, words] = [wanted.passage, side.text, wanted.words].map(wordsAlone);
    if (passage === undefined || text === undefined || words === undefined) return false;
    return text.includes(words) && (passage.includes(text) || text.includes(passage));
  };
  return {
    question,
    language,
    kind,
    after: [],
    isAnswerable: answers !== null,
    written: answers === null ? [] : (['fr', 'en'] as const).filter((l) => answers[l] !== undefined),
    isRight: (sides) =>
      (['fr', 'en'] as const).some((l) => {
        const side = sides[l];
        return side != null && isRightIn(l, side);
      }),
    wordsIn: (l) => (answers?.[l] === undefined ? [] : [answers[l].words]),
  };
}

function isPageOf(path: string, document: string): boolean {
  return path.replace(/(?:\.(?:fr|en))?\.md$/, '') === document;
}

/** Words and figures, without those that number the items of a list: no passage has them. */
function wordsAlone(text: string): string {
  return ` ${(fold(text.replace(/^\s*\d{1,2}[.)]\s+/gm, '')).match(/[\p{L}\p{N}%€$]+/gu) ?? []).join(' ')} `;
}

/** A pair, by the documents and ids of its passages. */
type Named = Pick<Pair, 'id'> & {
  readonly [L in Language]: Pick<Passage, 'id' | 'document' | 'text'> | null;
};

/** A golden question over the shipped corpus: right is a pair that it names, holding one of its spans where there are any. */
export function askedOfGolden(golden: GoldenQuestion, pairs: readonly Named[]): Asked {
  const named = new Set(golden.answers);
  const accepted = new Set(
    pairs
      .filter(
        ({ id, fr, en }) =>
          named.has(id) || [fr, en].some((side) => side && (named.has(side.id) || named.has(side.document))),
      )
      .flatMap(({ fr, en }) => [fr, en].flatMap((side) => (side === null ? [] : textOf(side)))),
  );
  const wordsIn = (language: Language) => golden.spans?.[language] ?? [];
  return {
    question: golden.question,
    language: golden.language,
    kind:
      golden.unanswerable === null
        ? golden.kind
        : golden.unanswerable === 'near-miss'
          ? NEAR_MISS
          : OFF_TOPIC,
    after: golden.after,
    isAnswerable: golden.unanswerable === null,
    written: ['fr', 'en'],
    isRight: (sides) =>
      (['fr', 'en'] as const).some((language) => {
        const side = sides[language];
        const words = wordsIn(language);
        const holds = (text: string) => words.length === 0 || words.some((each) => text.includes(each));
        return side != null && accepted.has(textOf(side)) && holds(side.text);
      }),
    wordsIn,
  };
}

function textOf({ document, text }: { readonly document: string; readonly text: string }): string {
  return `${document}\n${text}`;
}

/** Asks a question of an engine. */
export async function outcomeOf(engine: Engine, asked: Asked, question = asked.question): Promise<Outcome> {
  const options = { conversation: startConversation(), locale: asked.language };
  for (const earlier of asked.after) await engine.ask(earlier, options);
  const seen = await engine.inspect(question, options);
  const [first] = seen?.ranked ?? [];
  const isRight = first !== undefined && asked.isRight(first.pair);
  const wanted = first === undefined ? [] : asked.wordsIn(first.passage.language);
  const span = first?.reading.span;
  const words = first === undefined || span == null ? '' : first.passage.text.slice(span.start, span.end);
  return {
    asked,
    retrieved: seen?.candidates.map(({ pair }) => asked.isRight(pair)) ?? [],
    ranked: seen?.ranked.map(({ pair }) => asked.isRight(pair)) ?? [],
    logit: first?.reading.logit ?? Number.NEGATIVE_INFINITY,
    probability: seen?.confidence ?? 0,
    verdict: seen?.verdict ?? 'unanswered',
    marked:
      isRight && wanted.length > 0 ? { exact: exactMatch(words, wanted), f1: tokenF1(words, wanted) } : null,
  };
}

/** Every pair of an engine's index, in its order. */
export function allPairs({ index }: Engine): Promise<IndexedPair[]> {
  return index.pairs([...Array(index.manifest.counts.pairs).keys()]);
}
