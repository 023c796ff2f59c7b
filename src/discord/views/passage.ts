import { splitSentences } from '../../corpus/sentences.js';
import type { Range } from '../../range.js';
import type { QuoteSide } from '../../search/answer.js';
import { cutAt, largest, sizeOf } from '../limits.js';
import { cleanMarked, quoteBlock } from '../markdown.js';

/** Of a message's room, what one part of a passage that is read part by part takes as a block quote. */
const PART = 3000;
/** Where the author's words are left out. */
const LEFT_OUT = '[…]';

type Passage = Pick<QuoteSide, 'text' | 'language' | 'highlight' | 'span'>;

/** A passage as shown, or as much of it as there is room for. */
export interface ShownPassage {
  /** A block quote. */
  readonly content: string;
  /** The part of the passage, from 0, with which to read on; null when the whole passage is shown. */
  readonly readOn: number | null;
}

/**
 * Passages as block quotes that together take at most `most` of a message's room (at least 200 each). Of a
 * longer one, the answering sentence and as many whole sentences around it as there is room for.
 */
export function showPassages(passages: readonly Passage[], most: number): ShownPassage[] {
  const cleaned = passages.map(clean);
  const lengths = cleaned.map((passage) => (isShort(passage, most) ? sizeOf(block(passage)) : most));
  return cleaned.map((passage, i) => showPassage(passage, roomFor(i, lengths, most)));
}

/** The parts of a passage too long to be shown at once, as block quotes: whole sentences where these are short enough. */
export function partsOf(passage: Passage): string[] {
  const cleaned = clean(passage);
  return rangesOf(cleaned).map((range) => block(cleaned, range, ''));
}

/** What one of several passages may take: what the others leave, and at the least its equal share. */
function roomFor(i: number, lengths: readonly number[], most: number): number {
  const others = lengths.reduce((sum, length, j) => (i === j ? sum : sum + length), 0);
  return Math.max(Math.floor(most / lengths.length), most - others);
}

function showPassage(passage: Passage, most: number): ShownPassage {
  if (isShort(passage, most)) return { content: block(passage), readOn: null };
  const window = windowOf(passage, most);
  const next = rangesOf(passage).findIndex(({ end }) => end > window.end);
  return { content: block(passage, window), readOn: Math.max(next, 0) };
}

/** Whether the whole passage takes at most `most` of a message's room. */
function isShort(passage: Passage, most: number): boolean {
  return passage.text.length <= most && sizeOf(block(passage)) <= most;
}

/** The places of the parts of a passage, one after the other. */
function rangesOf(passage: Passage): Range[] {
  const { text, language } = passage;
  const starts = splitSentences(text, language).map(({ start }) => start);
  const ends = [...starts.slice(1), text.length];
  const ranges: Range[] = [];
  let start = 0;
  let next = 0;
  do {
    const from = start;
    const fits = (end: number) => end - from <= PART && sizeOf(block(passage, { start: from, end })) <= PART;
    const count = largest(Math.min(ends.length - next, PART), (n) => fits(ends[next + n - 1] ?? text.length));
    const end =
      count > 0
        ? (ends[next + count - 1] ?? text.length)
        : headOf(text, { start: from, end: text.length }, PART, fits);
    ranges.push({ start, end });
    start = end;
    while ((ends[next] ?? Number.POSITIVE_INFINITY) <= start) next++;
  } while (start < text.length);
  return ranges;
}

/** The answering sentence and whole sentences around it; what there is room for of a sentence too long. */
function windowOf(passage: Passage, most: number): Range {
  const { text, language, highlight } = passage;
  const sentences = splitSentences(text, language);
  const main = Math.max(
    sentences.findIndex(({ end }) => end > (highlight?.start ?? 0)),
    0,
  );
  const range = (before: number, after: number): Range => ({
    start: sentences[main - before]?.start ?? 0,
    end: sentences[main + after]?.end ?? text.length,
  });
  const fits = (window: Range) => window.end - window.start <= most && sizeOf(block(passage, window)) <= most;
  if (!fits(range(0, 0))) return windowIn(passage, range(0, 0), most, fits);
  const around = largest(sentences.length, (n) => fits(range(n, n)));
  const after = around + largest(sentences.length, (n) => fits(range(around, around + n)));
  const before = around + largest(sentences.length, (n) => fits(range(around + n, after)));
  return range(before, after);
}

/** What there is room for of one sentence: its beginning, or from a little before the span when that is later. */
function windowIn(
  { text, span }: Passage,
  sentence: Range,
  most: number,
  fits: (window: Range) => boolean,
): Range {
  let { start } = sentence;
  if (span !== null && !fits({ start, end: span.end })) {
    start = Math.max(start, cutAt(text, Math.max(span.start - Math.floor(most / 4), 0)));
  }
  const from = start;
  const end = headOf(text, { start, end: sentence.end }, most, (to) => fits({ start: from, end: to }));
  return { start, end };
}

/** The furthest place in a range to which it fits, between two words when there is such a place near. */
function headOf(text: string, { start, end }: Range, most: number, fits: (end: number) => boolean): number {
  const near = text.slice(start, Math.min(end, start + 2 * most));
  const length = largest(most, (n) => fits(start + cutAt(near, n)));
  // Two code units hold any character: there is always a step forward.
  return start + cutAt(near, Math.max(length, 2));
}

/** The passage without controls and without white space at its edges: never longer than as a block quote. */
function clean({ language, ...passage }: Passage): Passage {
  const { text, highlight, span } = cleanMarked(passage);
  const place = withoutEdges(text, { start: 0, end: text.length });
  return {
    language,
    text: text.slice(place.start, place.end),
    highlight: within(highlight, place),
    span: within(span, place),
  };
}

/** A piece of a passage as a block quote, with a sign where the passage goes on. */
function block(
  { text, highlight, span }: Passage,
  piece: Range = { start: 0, end: text.length },
  leftOut = LEFT_OUT,
): string {
  const place = withoutEdges(text, piece);
  const quoted = quoteBlock({
    text: text.slice(place.start, place.end),
    highlight: within(highlight, place),
    span: within(span, place),
  });
  const before = leftOut !== '' && place.start > 0 ? `${leftOut} ` : '';
  const after = leftOut !== '' && place.end < text.length ? ` ${leftOut}` : '';
  return `> ${before}${quoted.slice(2)}${after}`;
}

/** A piece of a text without the white space at its edges. */
function withoutEdges(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end);
  const first = start + words.length - words.trimStart().length;
  return { start: first, end: Math.max(first, start + words.trimEnd().length) };
}

/** The place of a range in a piece of its text; null when it is not in it. */
function within(range: Range | null, piece: Range): Range | null {
  if (range === null) return null;
  const start = Math.max(range.start, piece.start) - piece.start;
  const end = Math.min(range.end, piece.end) - piece.start;
  return start < end ? { start, end } : null;
}
