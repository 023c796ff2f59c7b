import type { ExtractedBlock } from '../outline.js';
import type { Column } from './pdf-columns.js';
import { lineJoiner } from './pdf-hyphens.js';
import type { Line } from './pdf-rows.js';

/** Lines at either end of a page that may be its running header or footer. */
const EDGE = 2;

/** Share of the pages that a running header stands on: left and right pages may have one each. */
const RUNNING_SHARE = 0.4;
/** Pages that a chapter's running header stands on, at one height, at the least. */
const RUNNING_PAGES = 3;

/** How much larger than the body a line is set to be a heading. */
const HEADING_RATIO = 1.15;
const HEADING_MAX_LENGTH = 200;

/** How much more than a line apart two lines of different paragraphs stand. */
const PARAGRAPH_GAP = 1.35;

/** How much of its size a line may be larger or smaller than the other lines of its paragraph. */
const SAME_SIZE = 0.1;

const PAGE_NUMBER = /^(?:page|p\.)?[\s|–—-]*(?:\d+|[ivxl]+)(?:\s*(?:\/|sur|of|de)\s*\d+)?[\s|–—-]*$/i;
/** A line of a table of contents: dots that lead to a page number. */
const DOT_LEADER = /(?:\.\s?){4,}\s*(?:\d+|[ivxl]+)$/i;
/** Bullets, those of the Symbol and Wingdings fonts among them. */
const BULLET = /^[•‣●○◦■□▪▫·\uF0A7\uF0B7*–—-]\s+/u;
const SENTENCE_END = /[.!?…:][\s»”’")\]]*$/u;

/** A block, and whether it stands by itself whatever its shape: a row of a table, a field of a form. */
export type PdfBlock = ExtractedBlock & { readonly isAlone: boolean };

/**
 * Joins the lines of all pages into headings (told by their size) and paragraphs, over the ends of
 * columns and pages, and past the notes and headers there. Page numbers, tables of contents and what
 * runs along the edge of most pages are left out.
 */
export function blocksOf(pages: readonly (readonly Column[])[]): PdfBlock[] {
  const bodySize = bodySizeOf(pages.flat(2));
  const kept = withoutFurniture(pages, bodySize * HEADING_RATIO);
  const spacing = (leadingOf(kept.flat(), bodySize) ?? bodySize * 1.2) / bodySize;
  const join = lineJoiner(kept.flat(2).map(({ text }) => text));

  const groups: Line[][] = [];
  for (const columns of kept) {
    for (const column of columns) {
      const margin = Math.max(...column.map(({ right }) => right));
      const fullRight = margin - (margin - Math.min(...column.map(({ left }) => left))) / 5;
      let isTop = true;
      for (const line of column) {
        const group = isTop ? openGroup(groups, line, bodySize) : groups.at(-1);
        const last = group?.at(-1);
        const isApart = line === column[0] || group !== groups.at(-1);
        if (group && last && !startsParagraph(last, line, isApart, spacing, fullRight)) group.push(line);
        else groups.push([line]);
        // A header over the text is not the text yet.
        isTop &&= line.size < bodySize * (1 - SAME_SIZE);
      }
    }
  }
  return groups.map((lines) => {
    const joined = join(lines.map((line) => line.text));
    const text = joined.replace(BULLET, '');
    const isLarge = lines.every(({ size }) => size >= bodySize * HEADING_RATIO);
    const isAlone = lines.some((line) => line.isAlone);
    const isHeading = isLarge && text.length <= HEADING_MAX_LENGTH && !isAlone;
    const kind = isHeading ? 'heading' : text === joined || isAlone ? 'paragraph' : 'item';
    return { kind, text, isAlone };
  });
}

/** The paragraph that the first line of a column may go on with: small notes and headers may stand between. */
function openGroup(groups: readonly Line[][], line: Line, bodySize: number): Line[] | undefined {
  if (!isOfSize(line, bodySize)) return groups.at(-1);
  return groups.findLast((group) => group.some(({ size }) => size > bodySize * (1 - SAME_SIZE)));
}

function isOfSize({ size }: Line, other: number): boolean {
  return Math.abs(other - size) <= other * SAME_SIZE;
}

function startsParagraph(
  last: Line,
  line: Line,
  isApart: boolean,
  spacing: number,
  fullRight: number,
): boolean {
  if (!isOfSize(line, last.size) || BULLET.test(line.text)) return true;
  if (line.isAlone || last.isAlone || line.isNote) return true;
  const hasEnded = SENTENCE_END.test(last.text);
  const isShort = last.right < fullRight;
  const gap = last.baseline - line.baseline;
  // A new page, or the top of the next column: only an unfinished sentence goes on.
  if (isApart || gap <= 0) return hasEnded || (isShort && !/^\p{Ll}/u.test(line.text));
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
function leadingOf(columns: readonly Column[], bodySize: number): number | null {
  const gaps = columns.flatMap((lines) =>
    lines.flatMap((line, i) => {
      const above = lines[i - 1];
      const gap = above ? above.baseline - line.baseline : 0;
      return gap > 0 && Math.abs(line.size - bodySize) < 1 ? [gap] : [];
    }),
  );
  return gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? null;
}

function withoutFurniture(pages: readonly (readonly Column[])[], headingSize: number): Line[][][] {
  const edges = pages.map((page) => {
    const ordered = page.flat().toSorted((a, b) => b.baseline - a.baseline);
    return new Set([...ordered.slice(0, EDGE), ...ordered.slice(-EDGE)]);
  });
  // A running line changes in its page number alone; numbered headings are no running lines.
  const keyOf = ({ text, size }: Line) => (size >= headingSize ? text : text.replace(/\d+/g, '#'));
  const placeOf = (line: Line) => `${Math.round(line.baseline / 4)} ${keyOf(line)}`;
  const pagesWith = countedOver(edges, keyOf);
  const pagesWithThere = countedOver(edges, placeOf);
  const enough = Math.max(2, pages.length * RUNNING_SHARE);
  const isRunning = (line: Line) =>
    PAGE_NUMBER.test(line.text) ||
    (pagesWith.get(keyOf(line)) ?? 0) >= enough ||
    (pagesWithThere.get(placeOf(line)) ?? 0) >= RUNNING_PAGES;
  return pages.map((page, i) =>
    page.map((column) =>
      column.filter((line) => !DOT_LEADER.test(line.text) && !(edges[i]?.has(line) && isRunning(line))),
    ),
  );
}

/** How many pages have each key among the lines at their edges. */
function countedOver(
  edges: readonly ReadonlySet<Line>[],
  keyOf: (line: Line) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const key of new Set([...edge].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
