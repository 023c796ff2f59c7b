import type { ExtractedBlock } from './outline.js';

/** A line of a page, with its place in points from the lower left corner. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Size of the font that most of it is set in, in points. */
  readonly size: number;
}

/** A run of text as PDF.js gives it. `transform` is the six numbers of a PDF text matrix. */
interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

/** Lines at either end of a page that may be its running header or footer. */
const EDGE = 2;

/** Share of the pages that a running header stands on: left and right pages may have one each. */
const RUNNING_SHARE = 0.4;

/** How much larger than the body a line is set to be a heading. */
const HEADING_RATIO = 1.15;
const HEADING_MAX_LENGTH = 200;

/** How much more than a line apart two lines of different paragraphs stand. */
const PARAGRAPH_GAP = 1.35;

const PAGE_NUMBER = /^(?:page|p\.)?[\s|–—-]*(?:\d+|[ivxl]+)(?:\s*(?:\/|sur|of|de)\s*\d+)?[\s|–—-]*$/i;
/** A line of a table of contents: dots that lead to a page number. */
const DOT_LEADER = /(?:\.\s?){4,}\s*(?:\d+|[ivxl]+)$/i;
/** Bullets, those of the Symbol and Wingdings fonts among them. */
const BULLET = /^[•‣●○◦■□▪▫·\uF0A7\uF0B7*–—-]\s+/u;
const SENTENCE_END = /[.!?…:][\s»”’")\]]*$/u;

/** Joins the runs of a page into lines. Text set upwards or aslant is a watermark or a margin's. */
export function linesOf(items: readonly (TextItem | object)[]): Line[] {
  const lines: Line[] = [];
  let runs: TextItem[] = [];
  const end = () => {
    const line = lineOf(runs);
    if (line !== null) lines.push(line);
    runs = [];
  };
  for (const item of items) {
    if (!('str' in item)) continue;
    const [a = 0, b = 0] = item.transform;
    if (Math.abs(b) > Math.abs(a) * 0.1) continue;
    const first = runs[0];
    if (first && Math.abs(baselineOf(first) - baselineOf(item)) > sizeOf(first) / 2) end();
    runs.push(item);
    if (item.hasEOL) end();
  }
  end();
  return lines;
}

function lineOf(runs: readonly TextItem[]): Line | null {
  const text = runs
    .map(({ str }) => str)
    .join('')
    .replace(/[ \t\n\f\r]+/g, ' ')
    .trim();
  const words = runs.filter(({ str }) => str.trim() !== '');
  const [longest] = words.toSorted((a, b) => b.str.length - a.str.length);
  if (text === '' || longest === undefined) return null;
  return {
    text,
    left: Math.min(...words.map(leftOf)),
    right: Math.max(...words.map((run) => leftOf(run) + run.width)),
    baseline: baselineOf(longest),
    size: sizeOf(longest),
  };
}

function leftOf({ transform }: TextItem): number {
  return transform[4] ?? 0;
}

function baselineOf({ transform }: TextItem): number {
  return transform[5] ?? 0;
}

function sizeOf({ transform }: TextItem): number {
  return Math.hypot(transform[2] ?? 0, transform[3] ?? 0);
}

/**
 * Joins the lines of all pages into headings (told by their size) and paragraphs, over the ends of
 * columns and pages. Page numbers, tables of contents and what runs along the edge of most pages are left out. Lines are
 * joined by a space; a hyphen at the end of one is taken away only where the document also writes the
 * word without it.
 */
export function blocksOf(pages: readonly (readonly Line[])[]): ExtractedBlock[] {
  const bodySize = bodySizeOf(pages.flat());
  const kept = withoutFurniture(pages, bodySize * HEADING_RATIO);
  const leading = leadingOf(kept, bodySize) ?? bodySize * 1.2;
  const join = joiner(kept.flat());

  const groups: Line[][] = [];
  let last: Line | null = null;
  for (const page of kept) {
    const margin = Math.max(...page.map(({ right }) => right));
    const width = margin - Math.min(...page.map(({ left }) => left));
    page.forEach((line, i) => {
      const isNew =
        last === null || startsParagraph(last, line, i === 0, leading / bodySize, margin - width / 5);
      if (isNew) groups.push([line]);
      else groups.at(-1)?.push(line);
      last = line;
    });
  }
  return groups.map((lines) => {
    const text = join(lines);
    const isLarge = lines.every(({ size }) => size >= bodySize * HEADING_RATIO);
    const isHeading = isLarge && text.length <= HEADING_MAX_LENGTH;
    return { kind: isHeading ? 'heading' : 'paragraph', text, anchor: null };
  });
}

function startsParagraph(
  last: Line,
  line: Line,
  isPageStart: boolean,
  spacing: number,
  fullRight: number,
): boolean {
  if (Math.abs(last.size - line.size) > last.size * 0.1 || BULLET.test(line.text)) return true;
  const hasEnded = SENTENCE_END.test(last.text);
  const isShort = last.right < fullRight;
  const gap = last.baseline - line.baseline;
  // A new page, or the top of the next column: only an unfinished sentence goes on.
  if (isPageStart || gap <= 0) return hasEnded || (isShort && !/^\p{Ll}/u.test(line.text));
  if (gap > spacing * line.size * PARAGRAPH_GAP) return true;
  const isIndented = line.left > last.left + line.size * 0.8;
  return hasEnded && (isShort || isIndented) && /^[\p{Lu}\p{N}«“"(]/u.test(line.text);
}

function bodySizeOf(lines: readonly Line[]): number {
  const lengths = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    lengths.set(rounded, (lengths.get(rounded) ?? 0) + text.length);
  }
  const [commonest] = [...lengths].toSorted((a, b) => b[1] - a[1]);
  return commonest?.[0] ?? 1;
}

/** The usual distance from line to line of the body: the median. */
function leadingOf(pages: readonly (readonly Line[])[], bodySize: number): number | null {
  const gaps = pages.flatMap((page) =>
    page.flatMap((line, i) => {
      const above = page[i - 1];
      const gap = above ? above.baseline - line.baseline : 0;
      return gap > 0 && Math.abs(line.size - bodySize) < 1 ? [gap] : [];
    }),
  );
  return gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? null;
}

function withoutFurniture(pages: readonly (readonly Line[])[], headingSize: number): Line[][] {
  const pagesWith = new Map<string, number>();
  const edges = pages.map((page) => {
    const ordered = page.toSorted((a, b) => b.baseline - a.baseline);
    return new Set([...ordered.slice(0, EDGE), ...ordered.slice(-EDGE)]);
  });
  // A running line changes in its page number alone; numbered headings are no running lines.
  const keyOf = ({ text, size }: Line) => (size >= headingSize ? text : text.replace(/\d+/g, '#'));
  for (const edge of edges) {
    for (const key of new Set([...edge].map(keyOf))) pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
  }
  const enough = Math.max(2, pages.length * RUNNING_SHARE);
  const isRunning = (line: Line) =>
    PAGE_NUMBER.test(line.text) || (pagesWith.get(keyOf(line)) ?? 0) >= enough;
  return pages.map((page, i) =>
    page.filter((line) => !DOT_LEADER.test(line.text) && !(edges[i]?.has(line) && isRunning(line))),
  );
}

/** Joins lines into running text, by what the whole document writes with and without a hyphen. */
function joiner(all: readonly Line[]): (lines: readonly Line[]) => string {
  const words = new Set(all.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []));
  const join = (before: string, after: string): string => {
    if (before.endsWith('\u00AD')) return before.slice(0, -1) + after;
    const head = /(\p{L}+)-$/u.exec(before)?.[1];
    const tail = /^\p{L}+/u.exec(after)?.[0];
    if (head === undefined || tail === undefined) return `${before} ${after}`;
    const isSplit = words.has((head + tail).toLowerCase()) && !words.has(`${head}-${tail}`.toLowerCase());
    return (isSplit ? before.slice(0, -1) : before) + after;
  };
  return (lines) =>
    lines
      .map(({ text }) => text)
      .reduce(join)
      .replace(BULLET, '')
      .replaceAll('\u00AD', '');
}
