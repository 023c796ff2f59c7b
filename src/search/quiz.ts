import type { Language } from '../corpus/document.js';
import { keyOf } from '../index/keys.js';
import type { IndexedPair, Side } from '../index/snapshot.js';
import type { Reader } from '../models/reader.js';
import type { Range } from '../range.js';
import type { Quote } from './answer.js';
import { areAlike, CHOICES, shuffled, type Term, wrongChoices } from './choices.js';
import {
  ANSWER_TYPES,
  type AnswerType,
  askingFor,
  figuresIn,
  GENERIC,
  termOfSpan,
  termsIn,
  yearsIn,
} from './cloze.js';
import type { Engine } from './engine.js';
import { learnNames, type Names } from './names.js';
import { readableOf } from './passage.js';
import { quoteOf } from './quote.js';
import { retrieve } from './retrieve.js';
import { standaloneSentences } from './standalone.js';
import { probabilityOf } from './verdict.js';

/** A sentence of a passage whose answering words are hidden, and what they might be. */
export interface Cloze {
  /** Key of the passage: see `keyOf`. */
  readonly key: string;
  /** The passage: its sentence is the highlight, the hidden words are the span. */
  readonly quote: Quote;
  /** Four, of which one stands in the sentence. */
  readonly choices: readonly string[];
  /** Position of the right one. */
  readonly right: number;
}

/** What choices go by, in their order. */
export const LETTERS = ['A', 'B', 'C', 'D'] as const;
/** What is shown in the place of hidden words. */
export const GAP = '_____';

/** What is shown of a question: where its sentence stands, unless both say the same, and what is around the gap. */
export function partsOf({ quote }: Pick<Cloze, 'quote'>) {
  const { text, highlight, span, source, section } = quote;
  const [sentence, hidden] = [highlight ?? { start: 0, end: 0 }, span ?? { start: 0, end: 0 }];
  return {
    title: source.title,
    section: section === source.title ? '' : section,
    before: text.slice(sentence.start, hidden.start),
    after: text.slice(hidden.end, sentence.end),
  };
}

/** A question that was asked before: the key of its passage, and where the hidden words begin. */
export interface Due {
  readonly passage: string;
  readonly start: number;
}

/** What the questions of a corpus in a language are made of, as far as it has been read. */
export interface Quiz {
  /**
   * Does a passage's worth of work towards the next question, so that others have their turn between two steps.
   *
   * @param seed decides which question comes, and the order of its choices
   * @param asked keys of the passages that were asked about already
   * @param due what is asked about before all else, as far as it can be
   * @returns `more` while there is more to do; null when there is no other question
   */
  step(seed: string, asked: ReadonlySet<string>, due?: readonly Due[]): Promise<Cloze | 'more' | null>;
}

/** Pairs that are read for questions: all of a small corpus, enough of a large one. */
const MOST_PAIRS = 600;
/** Pairs read before the first question: enough names to choose among. */
const READ_FIRST = 24;
/** Passages that years and figures to choose among are taken from. */
const SAMPLE = 5_000;
/**
 * Least probability, as the reader is calibrated, that the generic question of a type is answered by the hidden words. What a year
 * or a figure is its form tells; what a name is, the reader alone.
 */
const CLEAR: Readonly<Record<AnswerType, number>> = {
  person: 0.3,
  organisation: 0.3,
  place: 0.3,
  year: 0.08,
  figure: 0.08,
};
/** Passages that are read for whether a wrong choice might be right. */
const CHECKED = 8;

/** Words that may be hidden. */
interface Candidate {
  readonly key: string;
  readonly pair: IndexedPair;
  readonly side: Side;
  readonly sentence: Range;
  readonly hidden: Range;
  readonly type: AnswerType;
}

/** Makes ready to ask about a corpus in a language; without a reader, or of a corpus without such passages, there is no question. */
export async function createQuiz(engine: Engine, language: Language): Promise<Quiz> {
  const { index, reader, embedder } = engine;
  const sample = (await index.sample(SAMPLE)).filter((passage) => passage.language === language);
  const names = learnNames(sample);
  const subjects = engine
    .subjects(language)
    .map(({ name, aliases, kind }) => ({ kind, names: [name, ...aliases] }));
  const terms: Record<AnswerType, Term[]> = { person: [], organisation: [], place: [], year: [], figure: [] };
  for (const { text } of sample) {
    for (const range of yearsIn(text)) terms.year.push(termOf(text, range));
    for (const range of figuresIn(text)) terms.figure.push(termOf(text, range));
  }
  const count = reader === null ? 0 : engine.counts.pairs;
  const wanted = Math.min(count, MOST_PAIRS);
  const all = Array.from({ length: wanted }, (_, i) => Math.floor((i * count) / wanted));
  const unread = shuffled(all, '', String);
  const candidates: Candidate[] = [];
  const spent = new Set<Candidate>();
  const gone = new Set<string>();

  async function survey(reader: Reader): Promise<void> {
    const [pair] = await index.pairs(unread.splice(0, 1));
    const side = pair?.[language];
    if (pair === undefined || !side) return;
    for (const found of await typedIn(side, names, reader)) {
      terms[found.type].push(termOf(side.text, found.hidden));
      const candidate = candidateOf(pair, side, found);
      if (candidate !== null) candidates.push(candidate);
    }
  }

  /** What was asked before, as a candidate again; null when the corpus has it no more. */
  async function before({ passage, start }: Due, reader: Reader): Promise<Candidate | null> {
    const pair = await index.find(passage);
    const side = pair?.[language];
    if (pair === null || !side) return null;
    const found = (await typedIn(side, names, reader)).find(({ hidden }) => hidden.start === start);
    return found === undefined ? null : candidateOf(pair, side, found);
  }

  /** Words that are right as well, or might be: in the other passages that answer the sentence when it asks for what it hides. */
  async function rightIn(
    { side, sentence, hidden, type }: Candidate,
    reader: Reader,
  ): Promise<string[] | null> {
    const text = askingFor(side.text, sentence, hidden, type, language);
    const vector = await embedder.embedQuery(text);
    const found = await retrieve({ text, language }, vector, index, embedder.tokens);
    const answering = [side.text];
    for (const { pair } of found.slice(0, CHECKED)) {
      const other = pair[language];
      if (other === null) continue;
      const reading = await reader.read(text, readableOf(other));
      const isAnswer = probabilityOf(reading, reader.calibration) >= reader.calibration.unsure;
      if (other.id === side.id) {
        const { span } = reading;
        if (!isAnswer || span === null || span.start > hidden.start || span.end < hidden.end) return null;
      } else if (isAnswer) answering.push(other.text);
    }
    return answering;
  }

  /** Whether a name is of another type by its own page, or where else it was read. */
  function isOfOtherType(words: string, type: AnswerType): boolean {
    const declared = subjects.find(({ kind, names }) => kind !== null && names.includes(words))?.kind;
    if (declared !== undefined && type !== declared) return true;
    return ANSWER_TYPES.some((other) => other !== type && terms[other].some((term) => term.words === words));
  }

  async function clozeOf(candidate: Candidate, seed: string, reader: Reader): Promise<Cloze | null> {
    const { key, pair, side, sentence, hidden, type } = candidate;
    const answer = termOf(side.text, hidden);
    if (isOfOtherType(answer.words, type)) return null;
    const answering = await rightIn(candidate, reader);
    if (answering === null) return null;
    const shown = [side.source.title, side.section, ...answering];
    const isRight = (words: string) =>
      shown.some((text) => holds(text, words)) ||
      isOfOtherType(words, type) ||
      subjects.some(({ names }) => [words, answer.words].every((one) => isAmong(one, names, language)));
    const wrong = wrongChoices(answer, terms[type], type, language, `${seed}|${key}`, isRight);
    if (wrong.length < CHOICES - 1) return null;
    const choices = shuffled([answer.words, ...wrong], `${seed}|${key}?`, (words) => words);
    const read = { pair, score: 0, passage: side, reading: { logit: 0, span: hidden }, rank: 0 };
    const quote = await quoteOf(pair, language, null, engine, read);
    if (quote === null) return null;
    return {
      key,
      quote: { ...quote, highlight: sentence },
      choices,
      right: choices.indexOf(answer.words),
    };
  }

  return {
    async step(seed, asked, due = []) {
      if (reader === null) return null;
      const isFirst = wanted - unread.length < READ_FIRST;
      const open = candidates.filter((each) => !asked.has(each.key) && !spent.has(each));
      if (unread.length > 0 && (isFirst || open.length === 0)) {
        await survey(reader);
        return 'more';
      }
      const [card] = due.filter((each) => !asked.has(each.passage) && !gone.has(nameOf(each)));
      const again = card === undefined ? null : await before(card, reader);
      if (card !== undefined && again === null) {
        gone.add(nameOf(card));
        return 'more';
      }
      const [next] =
        again === null ? shuffled(open, seed, ({ key, hidden }) => `${key}${hidden.start}`) : [again];
      if (next === undefined) return null;
      const cloze = await clozeOf(next, seed, reader);
      if (cloze === null) spent.add(next);
      if (cloze === null && again !== null && card !== undefined) gone.add(nameOf(card));
      // What is read meanwhile widens the choice for those who come next.
      else if (unread.length > 0) await survey(reader);
      return cloze ?? 'more';
    },
  };
}

/** Words to hide, in the sentence they stand in; null where it cannot be understood alone, or what is shown tells them. */
function candidateOf(pair: IndexedPair, side: Side, { hidden, type }: Typed): Candidate | null {
  const sentence = standaloneSentences(side.text, side.language).find(
    ({ start, end }) => start <= hidden.start && end >= hidden.end,
  );
  if (sentence === undefined || !isHidden(side, sentence, hidden)) return null;
  return { key: keyOf(pair), pair, side, sentence, hidden, type };
}

/** Words of a passage, and their type. */
type Typed = Pick<Candidate, 'hidden' | 'type'>;

/** The words of a passage that the reader marks for the generic question of a type, of the type whose question they answer best. */
async function typedIn(side: Side, names: Names, reader: Reader): Promise<Typed[]> {
  const found: (Typed & { readonly probability: number })[] = [];
  for (const type of ANSWER_TYPES) {
    const terms = termsIn(side.text, type, names);
    if (terms.length === 0) continue;
    const reading = await reader.read(GENERIC[side.language][type], readableOf(side));
    const hidden = reading.span && termOfSpan(side.text, reading.span, type, terms);
    const probability = probabilityOf(reading, reader.calibration);
    if (hidden !== null) found.push({ hidden, type, probability });
  }
  const isOfOtherType = ({ hidden, probability }: (typeof found)[number]) =>
    found.some((other) => other.hidden.start === hidden.start && other.probability > probability);
  return found.filter((each) => each.probability >= CLEAR[each.type] && !isOfOtherType(each));
}

/** Whether what is shown of a passage tells the hidden words nowhere else. */
function isHidden({ text, section, source }: Side, sentence: Range, hidden: Range): boolean {
  const words = text.slice(hidden.start, hidden.end);
  const around = [text.slice(sentence.start, hidden.start), text.slice(hidden.end, sentence.end)];
  const parts = words.match(/\p{Lu}[\p{L}\p{M}]{2,}/gu) ?? [words];
  // Who is named as the source is no knowledge of the subject.
  return ![...around, section, source.title, source.publisher ?? ''].some((shown) =>
    parts.some((part) => holds(shown, part)),
  );
}

function nameOf({ passage, start }: Due): string {
  return `${passage}.${start}`;
}

/** Whether a name is one of several that stand for one thing. */
function isAmong(name: string, names: readonly string[], language: Language): boolean {
  return names.some((other) => areAlike(name, other, language));
}

/** Whether a text holds words as such, whatever their case. */
function holds(text: string, words: string): boolean {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

function termOf(text: string, { start, end }: Range): Term {
  const before =
    /\S+\s?$/u
      .exec(text.slice(Math.max(0, start - 30), start))?.[0]
      .trim()
      .toLowerCase() ?? '';
  // An elision is what is before a name, whatever it is elided from.
  return { words: text.slice(start, end), before: /[’']$/.test(before) ? before.slice(-2) : before };
}
