import { reasonOf } from '../../failure.js';
import { type ReadResult, unreadable } from '../outline.js';
import { blocksOfRows, MOST_ROWS, readRows } from './grid.js';

/** What may part two cells, the likeliest first. */
const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a table of values: each row, with the heads of the columns when the first row has nothing but words. */
export async function outlineCsv(text: string): Promise<ReadResult> {
  const { parse, CsvError } = await import('csv-parse/sync');
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter: delimiterOf(text),
      to: MOST_ROWS + 2,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { outline: null, problems: [unreadable('broken', { message: reasonOf(error) })] };
  }
  return readRows(blocksOfRows(rows));
}

/** What parts the cells of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  const countOf = (sign: string) => line.split(sign).length;
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}
