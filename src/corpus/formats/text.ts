import { isFurniture } from '../furniture.js';
import type { Block, Outline } from '../outline.js';

/** Longest heading that nothing but its shape tells: 10 words and 70 UTF-16 code units. */
const HEADING_WORDS = 10;
const HEADING_LENGTH = 70;
/** Capitals, a question mark or a number allow for more. */
const MARKED_HEADING_WORDS = 16;
const MARKED_HEADING_LENGTH = 110;
/** A line longer than this was not wrapped by hand: it is a paragraph. */
const WRAPPED_LENGTH = 100;
/** Columns that text is taken to be wrapped at when no line of its chunk is longer. */
const NARROWEST_WRAP = 60;
/** Fewest pages that a line must head or close to be taken for a running title. */
const RUNNING_PAGES = 3;

const LINE = /[^\r\n\f\v\u0085\u2028\u2029]+|\r\n|[\r\n\f\v\u0085\u2028\u2029]/gu;
const UNDERLINE = /^(?:={3,}|-{3,}|~{3,})$/;
const BULLET = /^[-•*–—▪‣·◦]\s+(?=\S)/u;
const NUMBERED_ITEM = /^\d{1,2}[.)]\s+\S/u;
const NUMBERED_HEADING =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]|(?:[Cc]hap(?:itre|ter)|[Pp]art(?:ie)?|[Ss]ection|[Aa](?:rticle|nnexe|ppendix))\s+[\dIVX]+\s*[.:–—-]?)\s+["«“(]?\p{Lu}/u;
const FINAL_STOP = /[.!…;,][»”"')\]\s]*$/u;
const SENTENCE_END = /[.!?…:][»”"')\]\s]*$/u;
/** A heading does not end on a word that calls for another. */
const UNFINISHED =
  /\s(?:le|la|les|l['’]|un|une|de|du|des|et|ou|à|au|aux|en|dans|par|pour|sur|the|a|an|of|and|or|to|in|at|for|by|with|-)$/iu;
const CAPITAL_START = /^["«“‘'([]?\s?[\p{Lu}\p{N}]/u;
const LOWER_START = /^["«“‘'([]?\s?\p{Ll}/u;

interface Line {
  /** Trimmed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space before its first character. */
  readonly indented: boolean;
}

/** Lines with no empty line and no page furniture between them. */
type Chunk = readonly Line[];

/** A block on its way, which may still turn out to have nothing under it. */
interface Draft {
  kind: Block['kind'];
  start: number;
  end: number;
}

/**
 * The outline of plain text without mark-up, told from the shapes of its lines: capitals, numbers,
 * questions, underlines, and short lines without a final stop are headings when something stands
 * under them, and vanish when nothing does. Several short lines at the very beginning are what the
 * document says of itself: a paragraph, whose first line is the title; so is a single one, as a heading.
 */
export function outlineText(text: string): Outline {
  const chunks = chunksOf(text);
  const [first] = chunks;
  const preamble = first !== undefined && first.length > 1 && first.every(isLabel);
  const drafts = chunks.flatMap((chunk, at) =>
    at === 0 && preamble ? [join('paragraph', chunk)] : outlineChunk(chunk, chunks[at + 1]?.[0] ?? null),
  );
  const title = first?.[0];
  return {
    text,
    blocks: withoutEmptySections(text, drafts).map(({ kind, start, end }) => ({
      kind,
      start,
      end,
      anchor: null,
      level: 0,
      lead: '',
    })),
    source: {
      title: title && (preamble || drafts[0]?.kind === 'heading') ? title.text : null,
      publisher: null,
      url: null,
      asOf: null,
    },
    questions: [],
  };
}

/** The lines of a text in chunks, without page furniture. */
function chunksOf(text: string): Chunk[] {
  const pages: Line[][] = [[]];
  for (const match of text.matchAll(LINE)) {
    const [whole] = match;
    const trimmed = whole.trim();
    const start = match.index + whole.length - whole.trimStart().length;
    const line = { text: trimmed, start, end: start + trimmed.length, indented: start > match.index };
    if (whole === '\f') pages.push([]);
    else if (trimmed !== '') pages.at(-1)?.push(line);
  }
  const running = runningTitles(pages);
  const chunks: Line[][] = [];
  let current: Line[] = [];
  let end = 0;
  for (const page of pages) {
    for (const line of page) {
      const lineBreaks = text.slice(end, line.start).match(/\r\n|[\r\n\f\v\u0085\u2028\u2029]/g)?.length ?? 0;
      end = line.end;
      const dropped =
        running.has(titleKey(line.text)) || (isFurniture(line.text) && !underlines(line, current));
      if (current.length > 0 && (lineBreaks > 1 || dropped)) {
        chunks.push(current);
        current = [];
      }
      if (!dropped) current.push(line);
    }
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

function underlines(line: Line, above: Chunk): boolean {
  return above.length > 0 && UNDERLINE.test(line.text);
}

/** Short lines at the head or foot of several pages, whatever the numbers in them. */
function runningTitles(pages: readonly Line[][]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const outer = [...page.slice(0, 2), ...page.slice(-2)].filter(isShort);
    const edges = new Set(outer.map(({ text }) => titleKey(text)));
    for (const edge of edges) counts.set(edge, (counts.get(edge) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= RUNNING_PAGES).map(([key]) => key));
}

function titleKey(line: string): string {
  return line.replaceAll(/\d+/g, '#');
}

/** The headings and paragraphs of a chunk. */
function outlineChunk(chunk: Chunk, following: Line | null): Draft[] {
  const width = chunk.reduce((widest, { text }) => Math.max(widest, text.length), NARROWEST_WRAP);
  const drafts: Draft[] = [];
  let previous: Line | null = null;
  chunk.forEach((line, at) => {
    const next = chunk[at + 1] ?? null;
    const last = drafts.at(-1);
    if (UNDERLINE.test(line.text)) {
      previous = null;
    } else if (next && UNDERLINE.test(next.text) && line.text.length <= MARKED_HEADING_LENGTH) {
      drafts.push(join('heading', [line]));
      previous = null;
    } else if (isItem(line, previous, next ?? following)) {
      const marker = BULLET.exec(line.text)?.[0].length ?? 0;
      drafts.push({ kind: 'item', start: line.start + marker, end: line.end });
      previous = line;
    } else if (
      last !== undefined &&
      last.kind !== 'heading' &&
      previous !== null &&
      continues(previous, line, next, width)
    ) {
      last.end = line.end;
      previous = line;
    } else if (isHeading(line, next, next ?? following, width)) {
      drafts.push(join('heading', [line]));
      previous = null;
    } else {
      drafts.push(join('paragraph', [line]));
      previous = line;
    }
  });
  return drafts;
}

/** Whether a line is an item of a list; a number alone may also number a heading. */
function isItem(line: Line, previous: Line | null, after: Line | null): boolean {
  if (BULLET.test(line.text)) return true;
  if (!NUMBERED_ITEM.test(line.text)) return false;
  const neighbour = [previous, after].some((other) => other !== null && NUMBERED_ITEM.test(other.text));
  return neighbour || !isShort(line) || after === null;
}

/** Whether a line goes on with the paragraph of the line before it. */
function continues(previous: Line, line: Line, next: Line | null, width: number): boolean {
  if (LOWER_START.test(line.text)) return true;
  if (BULLET.test(previous.text) && line.indented) return true;
  if (!SENTENCE_END.test(previous.text)) return !isItemText(previous) || line.indented;
  // The next word would still have fitted: the line was ended on purpose.
  const ended = previous.text.length > WRAPPED_LENGTH || firstWordFits(previous, line, width);
  return !ended && !(next !== null && isHeading(line, next, next, width));
}

function isItemText({ text }: Line): boolean {
  return BULLET.test(text) || NUMBERED_ITEM.test(text);
}

function firstWordFits(line: Line, next: Line, width: number): boolean {
  const word = next.text.split(/\s/u, 1)[0] ?? '';
  return line.text.length + 1 + word.length < width;
}

/**
 * Whether a line that begins a block is a heading.
 *
 * @param next the line right under it, if any
 * @param after the next line with text in it, be there empty lines between
 */
function isHeading(line: Line, next: Line | null, after: Line | null, width: number): boolean {
  const { text } = line;
  const colon = /:\s*$/u.test(text);
  if (!CAPITAL_START.test(text) || FINAL_STOP.test(text) || UNFINISHED.test(text)) return false;
  if (colon && (after === null || isItemText(after))) return false;
  if (next && (LOWER_START.test(next.text) || !firstWordFits(line, next, width))) return false;
  const marked = isUpperCase(text) || /\?[\s»"”)]*$/u.test(text) || NUMBERED_HEADING.test(text);
  return marked
    ? fits(text, MARKED_HEADING_WORDS, MARKED_HEADING_LENGTH)
    : fits(text, HEADING_WORDS, HEADING_LENGTH);
}

function isUpperCase(text: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

function isShort({ text }: Line): boolean {
  return fits(text, HEADING_WORDS, HEADING_LENGTH) && !FINAL_STOP.test(text) && !BULLET.test(text);
}

/** Whether a line may be one of several that say what a document is: its title, a place, a date. */
function isLabel(line: Line): boolean {
  return (
    isShort(line) && !UNDERLINE.test(line.text) && !NUMBERED_ITEM.test(line.text) && !/:$/.test(line.text)
  );
}

function fits(text: string, words: number, length: number): boolean {
  return text.length <= length && text.split(/\s+/u).length <= words;
}

/**
 * Of headings with no paragraph before the next heading, a line that only its shape made one and that has a figure (a date, an
 * address) is a paragraph. A document of nothing but headings is taken to be one of short paragraphs.
 */
function withoutEmptySections(text: string, drafts: readonly Draft[]): Draft[] {
  const isOnlyHeadings = drafts.every(({ kind }) => kind === 'heading');
  return drafts.map((draft, at) => {
    const next = drafts[at + 1]?.kind ?? 'heading';
    const isEmpty = draft.kind === 'heading' && next === 'heading';
    const isText = isOnlyHeadings || (isEmpty && saysSomething(text.slice(draft.start, draft.end)));
    return isText ? { ...draft, kind: 'paragraph' } : draft;
  });
}

function saysSomething(heading: string): boolean {
  return /\d/.test(heading) && !isUpperCase(heading) && !NUMBERED_HEADING.test(heading);
}

function join(kind: Block['kind'], lines: Chunk): Draft {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) throw new RangeError('a block has at least one line');
  return { kind, start: first.start, end: last.end };
}
