import { reasonOf } from '../../failure.js';
import { type ExtractedBlock, layOut, type ReadResult, unreadable } from '../outline.js';
import { rowText } from './tables.js';

/** Rows that are read at most: a larger table is a database, and no document. */
const MOST_ROWS = 20_000;
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
  const [first = []] = rows;
  const isHead =
    rows.length > 1 && first.length > 1 && first.every((cell) => /\p{L}/u.test(cell) && !/^\d/.test(cell));
  const heads = isHead ? first : [];
  const below = isHead ? rows.slice(1) : rows;
  const values = below.slice(0, MOST_ROWS);
  const blocks = values.map(
    (cells): ExtractedBlock => ({ kind: 'row', text: rowText(cells, heads).replace(/\s+/g, ' ') }),
  );
  const cut = {
    code: 'rows-left-out',
    severity: 'warning',
    line: null,
    details: { read: MOST_ROWS },
  } as const;
  return {
    outline: {
      ...layOut(blocks),
      source: { title: null, publisher: null, url: null, asOf: null },
      questions: [],
    },
    problems: below.length > MOST_ROWS ? [cut] : [],
  };
}

/** What parts the cells of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  const countOf = (sign: string) => line.split(sign).length;
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}
