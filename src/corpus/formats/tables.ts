import type { ExtractedBlock } from '../outline.js';
import { attribute, type Element, elementsIn, isIn, textOf } from './nodes.js';

/** Words from which a cell is a part of a page laid out as a table. */
const LONG_CELL = 80;
/** Most columns and rows that a cell is taken to span: what is larger is a mistake, or made to fill the memory. */
const MAX_SPAN = 200;

/** A cell, in one column of a row that it reaches into. */
interface Cell {
  readonly element: Element;
  readonly text: string;
  readonly isHead: boolean;
}

/** Whether a table shows data in rows, and is no frame that a page is laid out in. */
export function isDataTable(table: Element): boolean {
  if (attribute(table, 'role') === 'presentation') return false;
  let columns = 0;
  for (const element of elementsIn(table)) {
    if (/^(?:table|h[1-6]|main|article)$/.test(element.tagName)) return false;
    if (element.tagName === 'tr') columns = Math.max(columns, cellsOf(element).length);
    else if (isCell(element) && textOf(element).split(/\s+/).length > LONG_CELL) return false;
  }
  return columns > 1;
}

/**
 * The rows of a table, each cell with the head of its column: `Office: Treasurer; Name: Nadia Belhadj`. Without column heads a row
 * of two cells is `first: second`, and the cells of another stand beside one another. A caption, and a row of a single cell, lead what is below them.
 *
 * @param wordsOf what a reader sees of an element
 */
export function rowsOf(
  table: Element,
  wordsOf: (element: Element) => string,
  lineOf: (element: Element) => Pick<ExtractedBlock, 'line'>,
): ExtractedBlock[] {
  const elements = [...elementsIn(table)];
  const caption = elements.find(({ tagName }) => tagName === 'caption');
  const rows = elements.filter(({ tagName }) => tagName === 'tr');
  const grid = gridOf(rows, wordsOf);
  const headRows = countHeadRows(rows, grid);
  const heads = headsOf(grid.slice(0, headRows));
  let lead = caption === undefined ? '' : wordsOf(caption);
  const blocks: ExtractedBlock[] = [];
  for (const [i, row] of rows.entries()) {
    const cells = grid[i] ?? [];
    const filled = cells.filter(({ text }) => text !== '');
    if (i < headRows || filled.length === 0) continue;
    if (new Set(filled.map(({ element }) => element)).size === 1 && cells.length > 1 && filled.length > 1) {
      lead = filled[0]?.text ?? lead;
      continue;
    }
    // What spans several columns is read once.
    const texts = cells.map(({ text, element }, column) =>
      cells[column - 1]?.element === element ? '' : text,
    );
    blocks.push({ kind: 'row', text: rowText(texts, heads), lead, ...lineOf(row) });
  }
  return blocks;
}

/** Cells of a row with the heads of their columns, which may be none. */
export function rowText(cells: readonly string[], heads: readonly string[]): string {
  const [first, second] = cells;
  if (heads.length === 0 && cells.length === 2 && first && second) return `${withoutColon(first)}: ${second}`;
  return cells
    .map((text, column) => {
      const head = withoutColon(heads[column] ?? '');
      return text === '' || head === '' || head === text ? text : `${head}: ${text}`;
    })
    .filter((part) => part !== '')
    .join('; ');
}

function withoutColon(text: string): string {
  return text.replace(/\s*:$/, '');
}

/** Cells by row and column; one that spans several stands in each. */
function gridOf(rows: readonly Element[], wordsOf: (element: Element) => string): Cell[][] {
  const grid: (Cell | undefined)[][] = rows.map(() => []);
  for (const [i, row] of rows.entries()) {
    let column = 0;
    for (const element of cellsOf(row)) {
      while (grid[i]?.[column] !== undefined) column++;
      const cell = { element, text: wordsOf(element), isHead: element.tagName === 'th' };
      const width = spanOf(element, 'colspan');
      const height = Math.min(spanOf(element, 'rowspan'), rows.length - i);
      for (let down = 0; down < height; down++) {
        const line = grid[i + down];
        if (line !== undefined) for (let right = 0; right < width; right++) line[column + right] = cell;
      }
      column += width;
    }
  }
  return rows.map((element, i) =>
    Array.from(grid[i] ?? [], (cell) => cell ?? { element, text: '', isHead: false }),
  );
}

function spanOf(element: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number(attribute(element, name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, MAX_SPAN) : 1;
}

/** Rows at the top that name the columns: those of a `thead`, or of nothing but `th`, or, of three columns or more, all in bold. */
function countHeadRows(rows: readonly Element[], grid: readonly (readonly Cell[])[]): number {
  let count = 0;
  for (const [i, row] of rows.entries()) {
    const cells = grid[i] ?? [];
    const filled = cells.filter(({ text }) => text !== '');
    const isNamed = filled.length > 0 && cells.every(({ isHead, text }) => isHead || text === '');
    if (!isIn(row, 'thead') && !isNamed) break;
    count++;
  }
  if (count === rows.length) return 0;
  const [first = []] = grid;
  const isBold =
    count === 0 && first.length > 2 && first.every(({ element, text }) => text !== '' && isAllBold(element));
  return isBold ? 1 : count;
}

function isAllBold(cell: Element): boolean {
  const bold = [...elementsIn(cell)].filter(({ tagName }) => tagName === 'b' || tagName === 'strong');
  return bold.map(textOf).join('').trim() === textOf(cell).trim();
}

/** The head of each column: of several rows, their different words from top to bottom. */
function headsOf(rows: readonly (readonly Cell[])[]): string[] {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: width }, (_, column) =>
    [...new Set(rows.map((row) => row[column]?.text ?? ''))].filter((text) => text !== '').join(' '),
  );
}

function cellsOf(row: Element): Element[] {
  return row.childNodes.filter((node): node is Element => 'tagName' in node && isCell(node));
}

function isCell({ tagName }: Element): boolean {
  return tagName === 'td' || tagName === 'th';
}
