import type { Run } from './pdf-figures.js';
import { joined, type Line, type Row, rowsOf } from './pdf-rows.js';
import { WORD_GAP } from './pdf-runs.js';

/** Lines that are read one under the other. */
export type Column = readonly Line[];

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Rows from one to another, with the gaps that run down through all of them. */
interface Band {
  readonly rows: readonly Row[];
  readonly gutters: readonly Interval[];
}

/** How wide, in the size of the text, a gap must be that parts two columns of so few rows. */
const WIDE_GAPS: Readonly<Record<number, number>> = { 2: 1.5, 3: 1 };
/** Shortest text, on average, that makes a column: numbers and bullets of a list do not. */
const SHORTEST_CELL = 4;
/** Longest text, on average, of the cells of a table, save those of its last column. */
const LONGEST_CELL = 40;
/** Share of the lines of a column that go on with the line above them, where it holds sentences. */
const RUNNING_ON = 0.3;
/** Share of the rows of a table that have a cell in more than one column. */
const FILLED = 0.3;
/** Share of the width of its column that a line takes up, where the next goes on with its sentence. */
const FULL = 0.75;
/** How far from the others, in the size of its text, a row stands that belongs to no column: a header. */
const FAR = 1.9;
const DEEPEST = 4;
/** How far, in the size of the text, what stands beside a single line is from it. */
const ASIDE = 2;
/** Most rows that columns have: a page of more is a drawing. */
const LONGEST_BAND = 200;
const MOST_PARTS = 30;

/** Several words without an end, and what goes on with them. */
const RUNS_ON = /\p{L}{2}.*\s.*\p{L}.*[^.!?:;]$/u;
const GOES_ON = /^[("«“]?(?:\p{Ll}|\d+[.,]?\d*\s\p{Ll})/u;

/** The columns of a page, in the order that they are read in. */
export function columnsOf(runs: readonly Run[]): Column[] {
  return inOrder(rowsOf(runs), 0);
}

/**
 * Reads rows from the top down, but where gaps run down through several of them: there a column is
 * read before the one beside it, and a table row by row.
 */
function inOrder(rows: readonly Row[], depth: number): Column[] {
  const columns: Line[][] = [];
  const asides: Line[][] = [];
  let isOpen = false;
  const add = (lines: readonly Line[]) => {
    if (isOpen) columns.at(-1)?.push(...lines);
    else columns.push([...lines]);
    isOpen = true;
  };
  for (let at = 0; at < rows.length; ) {
    const band = depth < DEEPEST ? bandFrom(rows.slice(at)) : null;
    const table = band && tableOf(band);
    const parts = rows[at]?.parts ?? [];
    const main = mainPartOf(parts, rows[at + 1]?.parts ?? []);
    if (table) add(table);
    else if (band) {
      for (const column of split(band))
        columns.push(...inOrder(column, depth + 1).map((lines) => [...lines]));
      isOpen = false;
    } else if (main) {
      add([main]);
      asides.push(parts.flatMap((part) => (part === main ? [] : [{ ...part, isAlone: true }])));
    } else add([joined(parts, parts.some(({ isAlone }) => isAlone) ? '; ' : ' ')]);
    at += band ? band.rows.length : 1;
  }
  return [...columns, ...asides];
}

/** The part of a row whose sentence goes on in the row under it, where others stand far aside. */
function mainPartOf(parts: readonly Line[], under: readonly Line[]): Line | null {
  const [main] = parts.toSorted((a, b) => b.text.length - a.text.length);
  const [next] = under;
  if (!main || !next || parts.length < 2 || Math.abs(next.left - main.left) > main.size) return null;
  const isApart = parts.every((part) => {
    const gap = Math.max(part.left - main.right, main.left - part.right);
    return part === main || gap > main.size * ASIDE;
  });
  return isApart && RUNS_ON.test(main.text) && GOES_ON.test(next.text) ? main : null;
}

/** The longest run of rows, from the first on, that a gap runs down through with columns on both sides. */
function bandFrom(rows: readonly Row[]): Band | null {
  const all = rows.flatMap(({ parts }) => parts);
  const leftmost = Math.min(...all.map(({ right }) => right));
  const rightmost = Math.max(...all.map(({ left }) => left));
  let free: Interval[] = [{ from: -Infinity, to: Infinity }];
  let best: Band | null = null;
  for (const [i, row] of rows.slice(0, LONGEST_BAND).entries()) {
    free = free
      .flatMap((gap) => withoutParts(gap, row))
      .filter(({ from, to }) => to - from > sizeOf(row) * WORD_GAP);
    if (row.parts.length > MOST_PARTS) break;
    // A header far above the columns is in none; and beyond the margins nothing stands.
    if (i === 1 && isFar(rows[0], row)) break;
    const inner = free.filter(({ from, to }) => from < rightmost && to > leftmost);
    if (inner.length === 0) break;
    const next = rows[i + 1];
    // Nor is a footer far under them.
    if (i > 1 && isFar(rows[i - 1], row) && (!next || isFar(row, next))) continue;
    const taken = rows.slice(0, i + 1);
    const gutters = inner.filter((gap) => isGutter(gap, taken));
    if (gutters.length > 0) best = { rows: taken, gutters };
  }
  return best;
}

function isFar(above: Row | undefined, row: Row): boolean {
  return above !== undefined && above.baseline - row.baseline > sizeOf(row) * FAR;
}

function sizeOf({ parts }: Row): number {
  return Math.max(...parts.map(({ size }) => size));
}

/** What of a gap no part of a row stands in. */
function withoutParts(gap: Interval, { parts }: Row): Interval[] {
  let gaps = [gap];
  for (const { left, right } of parts) {
    gaps = gaps.flatMap(({ from, to }) => {
      if (right <= from || left >= to) return [{ from, to }];
      return [
        { from, to: left },
        { from: right, to },
      ].filter((rest) => rest.to > rest.from);
    });
  }
  return gaps;
}

function isGutter({ from, to }: Interval, rows: readonly Row[]): boolean {
  const before = rows.flatMap(({ parts }) => parts.filter(({ right }) => right <= from));
  const after = rows.flatMap(({ parts }) => parts.filter(({ left }) => left >= to));
  const count = Math.min(heightsOf(before), heightsOf(after));
  if (count < 2 || before.every(({ text }) => text === before[0]?.text)) return false;
  if (meanLength(before) < SHORTEST_CELL || meanLength(after) < SHORTEST_CELL) return false;
  const size = Math.max(...rows.map(sizeOf));
  if (to - from < size * (WIDE_GAPS[count] ?? WORD_GAP)) return false;
  // One above the other they are no columns.
  const top = Math.min(highest(before), highest(after));
  const bottom = Math.max(lowest(before), lowest(after));
  return top - bottom > size * 0.5;
}

function heightsOf(parts: readonly Line[]): number {
  return new Set(parts.map(({ baseline }) => Math.round(baseline))).size;
}

function highest(parts: readonly Line[]): number {
  return Math.max(...parts.map(({ baseline }) => baseline));
}

function lowest(parts: readonly Line[]): number {
  return Math.min(...parts.map(({ baseline }) => baseline));
}

function meanLength(parts: readonly Line[]): number {
  return parts.reduce((sum, { text }) => sum + text.length, 0) / parts.length;
}

/** The rows of each column of a band. */
function split({ rows, gutters }: Band): Row[][] {
  const edges = [-Infinity, ...gutters.map(({ from }) => from), Infinity];
  return edges.slice(1).map((edge, i) => {
    const start = edges[i] ?? -Infinity;
    return rows.flatMap(({ baseline, parts }) => {
      const own = parts.filter(({ right }) => right > start && right <= edge);
      return own.length > 0 ? [{ baseline, parts: own }] : [];
    });
  });
}

/**
 * A band as the rows of a table, one a line, or null where it is columns of running text. What goes on
 * under the last cell of a row belongs to it.
 */
function tableOf(band: Band): Line[] | null {
  const cells = band.rows.map((row) =>
    split({ ...band, rows: [row] }).map(([own]) => (own ? joined(own.parts, ' ') : null)),
  );
  const columns = (cells[0] ?? []).map((_, i) => cells.map((row) => row[i] ?? null));
  const isFull = cells.map((row) => row.filter((cell) => cell !== null).length > 1);
  const count = isFull.filter(Boolean).length;
  const span = isFull.lastIndexOf(true) - isFull.indexOf(true) + 1;
  const labels = columns.slice(0, -1).map((column) => column.filter((cell) => cell !== null));
  if (count < 2 || count < span * FILLED || labels.some((column) => meanLength(column) > LONGEST_CELL))
    return null;
  if (columns.some((column) => runsOn(column, isFull))) return null;
  const lines: Line[] = [];
  let lastCell: Line | undefined;
  band.rows.forEach(({ parts }, i) => {
    const line = isFull[i] ? { ...joined(parts, '; '), isAlone: true } : joined(parts, ' ');
    const above = lines.at(-1);
    const goesOn =
      !isFull[i] &&
      above?.isAlone &&
      Math.abs(line.left - (lastCell?.left ?? 0)) < line.size &&
      above.baseline - line.baseline < line.size * FAR;
    if (goesOn)
      lines.splice(-1, 1, { ...line, text: `${above.text} ${line.text}`, left: above.left, isAlone: true });
    else {
      lines.push(line);
      lastCell = parts.at(-1);
    }
  });
  return lines;
}

/** Whether sentences go on from row to row of a column, where other columns go on beside it. */
function runsOn(lines: readonly (Line | null)[], isFull: readonly boolean[]): boolean {
  const present = lines.filter((line) => line !== null);
  const left = Math.min(...present.map((line) => line.left));
  const width = Math.max(...present.map(({ right }) => right)) - left;
  const pairs = lines.flatMap((line, i) => {
    const above = lines[i - 1];
    if (!line || !above || !isFull[i]) return [];
    const isWide = above.right - left > width * FULL;
    return [isWide && RUNS_ON.test(above.text) && GOES_ON.test(line.text)];
  });
  return pairs.filter(Boolean).length > pairs.length * RUNNING_ON;
}
