import type { Unzipped } from 'fflate';
import type { ExtractedBlock } from '../outline.js';
import { blocksOfSheet, MOST_ROWS, readRows } from './grid.js';
import { raised } from './raised.js';
import { allNamed, childrenNamed, parseXml } from './xml.js';
import { partOf, readerOfParts, relationsOf, titleOf } from './zip.js';

/** Characters of a sheet's XML from which no further row is read: a table of so many cells is a database. */
const MOST_XML = 30_000_000;
/** Rows that are parsed at once. */
const ROWS_AT_ONCE = 100;
/** Most cells over several rows that are looked at for each row. */
const MOST_MERGED = 1_000;
/** Most columns of a row that are read. */
const MOST_COLUMNS = 500;

/** The short date of whoever looks (Excel's built-in formats 14 and 22) is written so that it means one day everywhere. */
const LOCAL_DATES: ReadonlyMap<number, string> = new Map([
  [14, 'yyyy-mm-dd'],
  [22, 'yyyy-mm-dd hh:mm'],
]);
/** Days between the beginnings of the calendars that a workbook may count by. */
const DAYS_FROM_1900_TO_1904 = 1462;

/** Shows the value of a cell as its style does; null when the style strikes it out. */
type ShowNumber = (value: number, style: number) => string;

/**
 * Reads an Excel workbook: the shown sheets, each a heading and its rows, dates and numbers as the sheet shows them. Formulas give
 * what they last came to; hidden sheets, rows and columns and struck words are not read.
 */
export const outlineXlsx = readerOfParts('xl/workbook.xml', async (parts) => {
  const workbook = parseXml(partOf(parts, 'xl/workbook.xml'));
  const targets = relationsOf(parts, 'xl/workbook.xml');
  const strings = allNamed(parseXml(partOf(parts, 'xl/sharedStrings.xml')), 'si').map(textOfString);
  const { show, isStruck } = await stylesOf(parts, workbook);
  const sheets = allNamed(workbook, 'sheet').filter(
    (sheet) => !/hidden/i.test(sheet.getAttribute('state') ?? ''),
  );
  const blocks: ExtractedBlock[] = [];
  let isCut = false;
  for (const sheet of sheets) {
    if (blocks.length > MOST_ROWS) break;
    const xml = partOf(parts, targets.get(sheet.getAttribute('r:id') ?? '') ?? '');
    isCut ||= xml.length > MOST_XML;
    const rows = rowsOfSheet(xml, (cell) => {
      const style = Number(cell.getAttribute('s') ?? 0);
      return isStruck(style) ? '' : textOfCell(cell, strings, (value) => show(value, style));
    });
    const found = blocksOfSheet(rows);
    if (found.length === 0) continue;
    blocks.push({ kind: 'heading', text: sheet.getAttribute('name') ?? '', level: 2 }, ...found);
  }
  return readRows(blocks, { title: titleOf(parts), isCut });
});

/** The cells of the rows that are shown, in the columns that are. */
function rowsOfSheet(xml: string, textOf: (cell: Element) => string): string[][] {
  const start = /<(?:\w+:)?sheetData[^>]*>/.exec(xml);
  if (start === null) return [];
  const hidden = hiddenColumns(xml.slice(0, start.index));
  const merged = mergedCells(xml.slice(xml.lastIndexOf('row>')));
  const rows: string[][] = [];
  let number = 0;
  for (const row of rowsIn(xml.slice(start.index + start[0].length))) {
    const next = Number(row.getAttribute('r') || number + 1);
    // Rows that are not written are empty.
    if (next > number + 1) rows.push([]);
    number = next;
    if (isOn(row, 'hidden')) continue;
    const cells: string[] = [];
    let column = 0;
    for (const cell of childrenNamed(row, 'c')) {
      column = columnOf(cell.getAttribute('r') ?? '') ?? column;
      if (column < MOST_COLUMNS && !hidden.has(column)) cells[column] = textOf(cell);
      column++;
    }
    // What one cell says of several rows, it says of each.
    if (cells.some((cell) => cell)) {
      for (const { column, from, to, text } of merged) {
        if (number > from && number <= to) cells[column] ||= text;
      }
    }
    for (const cell of merged) if (number === cell.from) cell.text = cells[cell.column] ?? '';
    rows.push(Array.from(cells, (cell) => cell ?? '').filter((_, at) => !hidden.has(at)));
  }
  return rows;
}

/** A cell over several rows: its column, from 0, its first and last row, from 1, and what it says once that is read. */
interface Merged {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  text: string;
}

/** The cells of a sheet that are merged with those under them, told after its rows. */
function mergedCells(tail: string): Merged[] {
  const found = tail.matchAll(/<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g);
  return Array.from(found, ([, letters = '', from, to]) => {
    return { column: columnOf(letters) ?? 0, from: Number(from), to: Number(to), text: '' };
  })
    .filter(({ column, from, to }) => to > from && column < MOST_COLUMNS)
    .slice(0, MOST_MERGED);
}

/** The columns, from 0, that are hidden. */
function hiddenColumns(head: string): Set<number> {
  const hidden = new Set<number>();
  for (const [tag] of head.matchAll(/<(?:\w+:)?col\s[^>]*\/>/g)) {
    const columns = parseXml(tag).documentElement;
    if (!isOn(columns, 'hidden')) continue;
    const last = Math.min(Number(columns.getAttribute('max')), MOST_COLUMNS);
    for (let column = Number(columns.getAttribute('min')); column <= last; column++) hidden.add(column - 1);
  }
  return hidden;
}

/** The rows of a sheet, one more than are read at most. Few are parsed at once: a large sheet would fill the memory. */
function* rowsIn(xml: string): Generator<Element> {
  let from = 0;
  let count = 0;
  for (const { 0: tag, index } of xml.matchAll(/<\/(?:\w+:)?row>/g)) {
    const isLast = ++count > MOST_ROWS || index > MOST_XML;
    if (count % ROWS_AT_ONCE !== 0 && !isLast) continue;
    const end = index + tag.length;
    yield* allNamed(parseXml(`<rows>${xml.slice(from, end)}</rows>`), 'row');
    from = end;
    if (isLast) return;
  }
  const end = xml.lastIndexOf('row>') + 'row>'.length;
  if (end > from) yield* allNamed(parseXml(`<rows>${xml.slice(from, end)}</rows>`), 'row');
}

/** The column, from 0, of a cell's place (`AB12`). */
function columnOf(place: string): number | null {
  const [letters] = /^[A-Z]{1,3}/.exec(place) ?? [];
  return letters === undefined
    ? null
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function textOfCell(cell: Element, strings: readonly string[], show: (value: number) => string): string {
  const value = childrenNamed(cell, 'v')[0]?.textContent ?? '';
  switch (cell.getAttribute('t')) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'inlineStr':
      return childrenNamed(cell, 'is').map(textOfString).join('');
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return '';
    case 'str':
    case 'd':
      return value;
    default:
      return value === '' ? '' : show(Number(value));
  }
}

/** The words of a string without those struck out, raised figures as such. */
function textOfString(string: Element): string {
  const runs = childrenNamed(string, 'r');
  if (runs.length === 0) return textsOf(string);
  return runs.reduce((text, run) => {
    const [properties] = childrenNamed(run, 'rPr');
    if (childrenNamed(properties, 'strike').some((strike) => isOn(strike, 'val', true))) return text;
    const [align] = childrenNamed(properties, 'vertAlign');
    const words = textsOf(run);
    return text + (align?.getAttribute('val') === 'superscript' ? raised(words, text) : words);
  }, '');
}

function textsOf(element: Element): string {
  return childrenNamed(element, 't')
    .map(({ textContent }) => textContent ?? '')
    .join('');
}

function isOn(element: Element, name: string, otherwise = false): boolean {
  const value = element.getAttribute(name);
  return value === null || value === '' ? otherwise : value !== '0' && value !== 'false';
}

async function stylesOf(
  parts: Unzipped,
  workbook: Document,
): Promise<{ show: ShowNumber; isStruck: (style: number) => boolean }> {
  const { format, getFormatFromId, isDateFormat } = await import('numfmt');
  const styles = parseXml(partOf(parts, 'xl/styles.xml'));
  const own = new Map(
    allNamed(styles, 'numFmt').map((each) => [
      Number(each.getAttribute('numFmtId')),
      each.getAttribute('formatCode') ?? '',
    ]),
  );
  const struckFonts = allNamed(styles, 'font').map((font) =>
    childrenNamed(font, 'strike').some((strike) => isOn(strike, 'val', true)),
  );
  const cells = childrenNamed(allNamed(styles, 'cellXfs')[0], 'xf');
  const shift = allNamed(workbook, 'workbookPr').some((each) => isOn(each, 'date1904'))
    ? DAYS_FROM_1900_TO_1904
    : 0;
  const codeOf = (style: number) => {
    const id = Number(cells[style]?.getAttribute('numFmtId') ?? 0);
    return own.get(id) ?? LOCAL_DATES.get(id) ?? getFormatFromId(id);
  };
  return {
    show: (value, style) => {
      const code = codeOf(style);
      const day = isDateFormat(code) ? value + shift : value;
      return format(code, day, { throws: false, invalid: String(value) }).trim();
    },
    isStruck: (style) => struckFonts[Number(cells[style]?.getAttribute('fontId') ?? 0)] ?? false,
  };
}
