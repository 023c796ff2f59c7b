import type { Unzipped } from 'fflate';
import type { ReadProblem, ReadResult } from '../outline.js';
import { blocksOfSheet, readRows } from './grid.js';
import { outlineHtml } from './html.js';
import { type Styles, stylesOf } from './opendocument-styles.js';
import {
  allIn,
  allNamed,
  childrenOf,
  escaped,
  isElement,
  PLAIN,
  parseXml,
  putFirst,
  type Shown,
  written,
} from './xml.js';
import { partOf, readerOfParts } from './zip.js';

/** What is not seen in the text: what was deleted, remarks, tables of contents, descriptions of pictures, prompts, pronunciations. */
const UNSEEN = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:forms',
  'office:scripts',
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:object-index',
  'text:alphabetical-index',
  'text:user-index',
  'text:note-citation',
  'text:page-number',
  'text:placeholder',
  'text:ruby-text',
  'svg:title',
  'svg:desc',
  'presentation:header',
  'presentation:footer',
  'presentation:date-time',
  'presentation:notes',
]);
/** Most columns of a row that are read. */
const MOST_COLUMNS = 500;

/**
 * Reads an OpenDocument (LibreOffice, OpenOffice): a text, a presentation, whose slides stand in order under their titles, or a workbook,
 * whose sheets are headings over their rows, values as they are shown. Hidden sheets, slides, rows and words, remarks and deletions
 * are not read; neither is what a speaker says to the slides, which is told.
 */
export const outlineOpenDocument = readerOfParts('content.xml', async (parts) => {
  const content = parseXml(partOf(parts, 'content.xml'));
  const styles = stylesOf(content, parseXml(partOf(parts, 'styles.xml')));
  const [title] = allNamed(parseXml(partOf(parts, 'meta.xml')), 'title');
  const name = title?.textContent ?? '';
  const [workbook] = allIn(content, 'office:spreadsheet');
  return workbook === undefined
    ? readPage(parts, content, styles, name)
    : readWorkbook(workbook, styles, name.trim() || null);
});

async function readPage(
  parts: Unzipped,
  content: Document,
  styles: Styles,
  title: string,
): Promise<ReadResult> {
  const [body] = allIn(content, 'office:body');
  if (body === undefined) throw new Error('office:body');
  arrange(body, styles);
  const shownAs = (element: Element): Shown =>
    element.nodeName === 'draw:object' ? formula(parts, element) : shownInPage(element, styles);
  const noted = allIn(body, 'draw:frame').filter(
    (frame) => frame.getAttribute('presentation:class') === 'notes' && frame.textContent?.trim(),
  );
  const problems: ReadProblem[] =
    noted.length === 0
      ? []
      : [{ code: 'notes-left-out', severity: 'warning', line: null, details: { count: noted.length } }];
  const page = written(body, shownAs);
  return { outline: await outlineHtml(`<title>${escaped(title)}</title><main>${page}</main>`), problems };
}

/** Puts what stands elsewhere than in its sentence where a page has it: boxes below the paragraph that they are tied to, notes at the end. */
function arrange(body: Element, styles: Styles): void {
  for (const list of allIn(body, 'text:list')) writeNumbers(list, styles);
  for (const note of allIn(body, 'text:note-body')) {
    const { parentNode } = note;
    body.appendChild(note);
    parentNode?.parentNode?.removeChild(parentNode);
  }
  for (const page of allIn(body, 'draw:page')) {
    const title = allIn(page, 'draw:frame').find(isTitle);
    if (title !== undefined) putFirst(page, title);
  }
  for (const words of [...allIn(body, 'text:p'), ...allIn(body, 'text:h')]) {
    const box = boxOf(words);
    const paragraph = box?.parentNode;
    if (box && box.getAttribute('text:anchor-type') !== 'as-char')
      paragraph?.parentNode?.insertBefore(box, paragraph.nextSibling);
  }
}

/** The box that a paragraph stands in, inside another paragraph. */
function boxOf(words: Element): Element | null {
  let box = words;
  for (let at = words.parentNode; at !== null && isElement(at); at = at.parentNode) {
    if (isParagraph(at)) return box;
    if (/^(?:office:annotation|table:table|text:note)$/.test(at.nodeName)) return null;
    box = at;
  }
  return null;
}

function isParagraph({ nodeName }: Element): boolean {
  return nodeName === 'text:p' || nodeName === 'text:h';
}

function isTitle(frame: Element): boolean {
  return frame.getAttribute('presentation:class') === 'title';
}

/** Writes out the numbers of a list whose numbering has words in it; it is then no list. */
function writeNumbers(list: Element, styles: Styles): void {
  const numbering = styles.numberingOf(list);
  if (numbering === null) return;
  const { before, after, start } = numbering;
  childrenOf(list, 'text:list-item').forEach((item, i) => {
    const [words] = childrenOf(item, 'text:p');
    const number = item.ownerDocument.createTextNode(`${before}${start + i}${after} `);
    words?.insertBefore(number, words.firstChild);
    while (item.firstChild !== null) list.parentNode?.insertBefore(item.firstChild, list);
  });
}

function shownInPage(element: Element, styles: Styles): Shown {
  const { nodeName } = element;
  if (UNSEEN.has(nodeName) || isHidden(element, styles)) return '';
  switch (nodeName) {
    case 'text:h':
    case 'text:p':
      return paragraphAs(element, styles);
    case 'text:span':
      return spanAs(element, styles);
    case 'text:s':
    case 'text:tab':
      return ' ';
    case 'text:line-break':
      return '<br>';
    case 'text:list':
      return ['<ul>', '</ul>'];
    case 'text:list-item':
      return ['<li>', '</li>'];
    case 'text:note-body':
    case 'draw:page':
      return ['<div>', '</div>'];
    case 'draw:frame':
      return isTitle(element) ? ['<h2>', '</h2>'] : PLAIN;
    case 'table:table':
      return ['<table>', '</table>'];
    case 'table:table-header-rows':
      return ['<thead>', '</thead>'];
    case 'table:table-row':
      return ['<tr>', '</tr>'];
    case 'table:table-cell':
      return cellAs(element, styles);
    case 'table:covered-table-cell':
      return '';
    default:
      return PLAIN;
  }
}

function isHidden(element: Element, styles: Styles): boolean {
  return (
    element.getAttribute('text:is-hidden') === 'true' ||
    element.getAttribute('text:display') === 'none' ||
    element.getAttribute('presentation:placeholder') === 'true' ||
    /^(?:collapse|filter)$/.test(element.getAttribute('table:visibility') ?? '') ||
    childrenOf(element, 'text:hidden-paragraph').some(
      (each) => each.getAttribute('text:is-hidden') === 'true',
    ) ||
    styles.isHidden(element)
  );
}

function paragraphAs(paragraph: Element, styles: Styles): Shown {
  const { isHidden, isStruck, isBold, level } = styles.lookOf(paragraph);
  if (isHidden || isStruck) return '';
  const frame = paragraph.parentNode?.parentNode;
  const isInTitle = frame && isElement(frame) && isTitle(frame);
  if (isInTitle || boxOf(paragraph) !== null) return [' ', ' '];
  const isHeading = paragraph.nodeName === 'text:h';
  const rank = isHeading ? Math.min(6, Number(paragraph.getAttribute('text:outline-level') || 1)) : level;
  if (rank !== null) return [`<h${rank}>`, `</h${rank}>`];
  return isBold ? ['<p><b>', '</b></p>'] : ['<p>', '</p>'];
}

function cellAs(cell: Element, styles: Styles): Shown {
  const [width, height] = ['columns', 'rows'].map((name) =>
    Number(cell.getAttribute(`table:number-${name}-spanned`) || 1),
  );
  const words = childrenOf(cell, 'text:p');
  const tag = words.length > 0 && words.every((each) => styles.lookOf(each).isTableHead) ? 'th' : 'td';
  return [`<${tag} colspan="${width}" rowspan="${height}">`, `</${tag}>`];
}

function spanAs(span: Element, styles: Styles): Shown {
  const { isHidden, isStruck, isBold, position } = styles.lookOf(span);
  if (isHidden || isStruck) return '';
  const tag = position ?? (isBold ? 'b' : null);
  return tag === null ? PLAIN : [`<${tag}>`, `</${tag}>`];
}

/** A formula, which stands in a part of its own as MathML, on one line: `x^2`, `a/b`. */
function formula(parts: Unzipped, object: Element): string {
  const folder = (object.getAttribute('xlink:href') ?? '').replace(/^\.\//, '');
  const [math] = allNamed(parseXml(partOf(parts, `${folder}/content.xml`)), 'math');
  if (math === undefined) return '';
  return written(math, (element) => {
    const { parentNode: parent, localName } = element;
    if (localName === 'annotation') return '';
    if (parent === null || !isElement(parent)) return PLAIN;
    const at = Array.from(parent.childNodes).filter(isElement).indexOf(element);
    const signs = SIGNS.get(parent.localName);
    return [signs?.[at] ?? '', ''];
  });
}

/** What stands before each part of a formula of several. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['msup', ['', '^']],
  ['msub', ['', '_']],
  ['msubsup', ['', '_', '^']],
  ['mfrac', ['', '/']],
  ['msqrt', ['√']],
]);

function readWorkbook(workbook: Element, styles: Styles, title: string | null): ReadResult {
  const blocks = childrenOf(workbook, 'table:table')
    .filter((table) => !isHidden(table, styles))
    .flatMap((table) => {
      const found = blocksOfSheet(rowsOf(table, styles));
      const name = table.getAttribute('table:name') ?? '';
      return found.length === 0 ? [] : [{ kind: 'heading' as const, text: name, level: 2 }, ...found];
    });
  return readRows(blocks, { title });
}

/** The cells of the rows that are shown, in the columns that are. */
function rowsOf(table: Element, styles: Styles): string[][] {
  const columns = allIn(table, 'table:table-column').flatMap((column) =>
    repeated(column, isHidden(column, styles)),
  );
  return allIn(table, 'table:table-row')
    .filter((row) => !isHidden(row, styles))
    .map((row) =>
      Array.from(row.childNodes)
        .filter(isElement)
        .filter(({ nodeName }) => /^table:(?:covered-)?table-cell$/.test(nodeName))
        .flatMap((cell) => repeated(cell, wordsIn(cell, styles)))
        .slice(0, MOST_COLUMNS)
        .filter((_, column) => columns[column] !== true),
    );
}

function repeated<T>(element: Element, value: T): T[] {
  const count = Number(element.getAttribute('table:number-columns-repeated') || 1);
  return Array.from({ length: Math.min(count, MOST_COLUMNS) }, () => value);
}

/** The words of a cell, without marks of their look. */
function wordsIn(cell: Element, styles: Styles): string {
  const plain = (element: Element): Shown => {
    const shown = shownInPage(element, styles);
    if (typeof shown === 'string') return shown === '<br>' ? ' ' : shown;
    return isParagraph(element) ? ['', ' '] : PLAIN;
  };
  if (cell.nodeName !== 'table:table-cell') return '';
  return written(cell, plain, (text) => text)
    .replace(/\s+/g, ' ')
    .trim();
}
