import { type ExtractedBlock, layOut, type ReadResult, SILENT } from '../outline.js';
import { rowText } from './tables.js';

/** Rows that are read of a table of values at most: a larger one is a database, and no document. */
export const MOST_ROWS = 20_000;

/**
 * What reading a table of values comes to, given a block a row; those beyond the limit are left out, and told.
 *
 * @param isCut whether there are more rows than these
 */
export function readRows(
  blocks: readonly ExtractedBlock[],
  { title = null, isCut = false }: { title?: string | null; isCut?: boolean } = {},
): ReadResult {
  const read = blocks.slice(0, MOST_ROWS);
  const cut = {
    code: 'rows-left-out',
    severity: 'warning',
    line: null,
    details: { read: read.length },
  } as const;
  return {
    outline: { ...layOut(read), source: { ...SILENT, title }, questions: [] },
    problems: isCut || blocks.length > MOST_ROWS ? [cut] : [],
  };
}

/** The rows of a table of values, each with the heads of the columns when the first row has nothing but words. */
export function blocksOfRows(rows: readonly (readonly string[])[]): ExtractedBlock[] {
  const [first = []] = rows;
  const isHead =
    rows.length > 1 && first.length > 1 && first.every((cell) => /\p{L}/u.test(cell) && !/^\d/.test(cell));
  const heads = isHead ? first : [];
  return (isHead ? rows.slice(1) : rows).map((cells) => ({
    kind: 'row',
    text: rowText(cells, heads).replace(/\s+/g, ' '),
  }));
}

/**
 * The tables of a sheet, which empty rows part. A row of a single cell above a table leads it, any other is a paragraph.
 */
export function blocksOfSheet(rows: readonly (readonly string[])[]): ExtractedBlock[] {
  const blocks: ExtractedBlock[] = [];
  let lead = '';
  let table: (readonly string[])[] = [];
  const flush = () => {
    const filled = table[0]?.map((_, column) => table.some((row) => row[column])) ?? [];
    // Columns without a word are margins.
    const cells = table.map((row) => row.filter((_, column) => filled[column] ?? true));
    blocks.push(...blocksOfRows(cells).map((block) => ({ ...block, lead })));
    if (table.length > 0) lead = '';
    table = [];
  };
  for (const row of rows) {
    const words = row.filter((cell) => cell !== '');
    if (words.length > 1 || (words.length === 1 && table.length > 0)) {
      table.push(row);
      continue;
    }
    flush();
    if (words.length === 1) {
      lead = words[0] ?? '';
      blocks.push({ kind: 'paragraph', text: lead });
    }
  }
  flush();
  return blocks;
}
