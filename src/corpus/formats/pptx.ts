import type { Unzipped } from 'fflate';
import type { ReadProblem } from '../outline.js';
import { outlineHtml } from './html.js';
import { equationText } from './word.js';
import {
  allNamed,
  childrenNamed,
  escaped,
  isElement,
  PLAIN,
  parseXml,
  putFirst,
  type Shown,
  written,
} from './xml.js';
import { partOf, readerOfParts, relationsOf, titleOf } from './zip.js';

/** Placeholders that hold no words of the slide itself: its number, date, header and footer. */
const MARGINS = /^(?:sldNum|dt|hdr|ftr)$/;
/** Placeholders whose paragraphs are a list, unless they say otherwise. */
const LISTED = /^(?:body|obj)?$/;
/** What is in a slide beside its words: properties, pictures, and forms for older programs of what is read. */
const UNSEEN =
  /^(?:nv(?:Sp|GrpSp|GraphicFrame|CxnSp)Pr|pic|Fallback|cxnSp|extLst|tblPr|tblGrid|timing|transition)$/;

/**
 * Reads a PowerPoint presentation: its slides in order, each under its title, with lists and tables. Hidden slides and shapes and struck
 * words are not read; neither is what the speaker says to the slides, which is told.
 */
export const outlinePptx = readerOfParts('ppt/presentation.xml', async (parts) => {
  const targets = relationsOf(parts, 'ppt/presentation.xml');
  const slides = allNamed(parseXml(partOf(parts, 'ppt/presentation.xml')), 'sldId')
    .map((each) => targets.get(each.getAttribute('r:id') ?? '') ?? '')
    .map((name) => ({ name, slide: parseXml(partOf(parts, name)) }))
    .filter(({ slide }) => slide.documentElement.getAttribute('show') !== '0');
  const pages = slides.map(({ name, slide }) => pageOf(parts, name, slide));
  const notes = slides.filter(({ name }) => hasNotes(parts, name)).length;
  const charts = slides.some(({ slide }) => allNamed(slide, 'chart').length > 0);
  const title = escaped(titleOf(parts) ?? '');
  return {
    outline: await outlineHtml(`<title>${title}</title><main>${pages.join('')}</main>`),
    problems: [
      ...(notes > 0 ? [leftOut('notes-left-out', { count: notes })] : []),
      ...(charts ? [leftOut('words-left-out', { element: 'chart' })] : []),
    ],
  };
});

function leftOut(code: ReadProblem['code'], details: ReadProblem['details']): ReadProblem {
  return { code, severity: 'warning', line: null, details };
}

/** The page that a slide stands for, its title first. */
function pageOf(parts: Unzipped, name: string, slide: Document): string {
  const targets = relationsOf(parts, name);
  const [tree] = allNamed(slide, 'spTree');
  const title = allNamed(slide, 'sp').find(isTitle);
  if (tree !== undefined && title !== undefined) putFirst(tree, title);
  const shownAs = (element: Element): Shown => {
    const { localName } = element;
    if (UNSEEN.test(localName) || isHidden(element)) return '';
    switch (localName) {
      case 'sp':
        if (MARGINS.test(placeholderOf(element) ?? '')) return '';
        return isTitle(element) ? ['<h2>', '</h2>'] : ['<div>', '</div>'];
      case 'p':
        return paragraphAs(element);
      case 'r':
      case 'fld':
        return runAs(element);
      case 'br':
        return '<br>';
      case 'oMath':
        return escaped(equationText(element));
      case 'tbl':
        return ['<table>', '</table>'];
      case 'tr':
        return isHead(element) ? ['<thead><tr>', '</tr></thead>'] : ['<tr>', '</tr>'];
      case 'tc':
        return cellAs(element);
      case 'relIds':
        return diagram(parseXml(partOf(parts, targets.get(element.getAttribute('r:dm') ?? '') ?? '')));
      default:
        return PLAIN;
    }
  };
  return tree === undefined ? '' : written(tree, shownAs);
}

function isHidden(shape: Element): boolean {
  return ['nvSpPr', 'nvGrpSpPr', 'nvGraphicFramePr']
    .flatMap((name) => childrenNamed(shape, name))
    .flatMap((properties) => childrenNamed(properties, 'cNvPr'))
    .some((properties) => properties.getAttribute('hidden') === '1');
}

/** The kind of placeholder that a shape fills, empty when it says none; null of any other shape. */
function placeholderOf(shape: Element): string | null {
  const [placeholder] = allNamed(childrenNamed(shape, 'nvSpPr')[0], 'ph');
  return placeholder === undefined ? null : (placeholder.getAttribute('type') ?? '');
}

function isTitle(shape: Element): boolean {
  return /^(?:title|ctrTitle)$/.test(placeholderOf(shape) ?? '');
}

function paragraphAs(paragraph: Element): Shown {
  const body = paragraph.parentNode;
  const shape = body?.parentNode;
  const placeholder = shape && isElement(shape) ? placeholderOf(shape) : null;
  if (shape && isElement(shape) && isTitle(shape)) return ['', ' '];
  const [properties] = childrenNamed(paragraph, 'pPr');
  const has = (name: string) => childrenNamed(properties, name).length > 0;
  const isAlone = !hasBeside(paragraph, 'previousSibling') && !hasBeside(paragraph, 'nextSibling');
  const isListed = placeholder !== null && LISTED.test(placeholder) && !isAlone;
  const isItem = has('buChar') || has('buAutoNum') || has('buBlip') || (isListed && !has('buNone'));
  return isItem ? ['<li>', '</li>'] : ['<p>', '</p>'];
}

/** Whether one of the same name stands beside an element, before or after it. */
function hasBeside(element: Element, side: 'previousSibling' | 'nextSibling'): boolean {
  for (let at = element[side]; at !== null; at = at[side]) if (at.nodeName === element.nodeName) return true;
  return false;
}

function runAs(run: Element): Shown {
  const [properties] = childrenNamed(run, 'rPr');
  const baseline = Number(properties?.getAttribute('baseline') ?? 0);
  const isStruck = /^(?:sng|dbl)Strike$/.test(properties?.getAttribute('strike') ?? '');
  if (isStruck || run.getAttribute('type') === 'slidenum') return '';
  if (baseline === 0) return PLAIN;
  return baseline > 0 ? ['<sup>', '</sup>'] : ['<sub>', '</sub>'];
}

/** Whether a row of a table is the first, and shown as the heads of its columns. */
function isHead(row: Element): boolean {
  const table = row.parentNode;
  if (table === null || !isElement(table) || hasBeside(row, 'previousSibling')) return false;
  return childrenNamed(table, 'tblPr')[0]?.getAttribute('firstRow') === '1';
}

/** A cell; one that another reaches into is not seen. */
function cellAs(cell: Element): Shown {
  if (cell.getAttribute('hMerge') === '1' || cell.getAttribute('vMerge') === '1') return '';
  const [width, height] = ['gridSpan', 'rowSpan'].map((name) => Number(cell.getAttribute(name) ?? 1));
  return [`<td colspan="${width}" rowspan="${height}">`, '</td>'];
}

/** The words of a diagram (SmartArt), which stand in a part of their own, as a list. */
function diagram(data: Document): string {
  return allNamed(data, 'pt')
    .filter((point) => /^(?:node|asst)?$/.test(point.getAttribute('type') ?? ''))
    .map((point) => written(point, ({ localName }) => (localName === 'p' ? ['<li>', '</li>'] : PLAIN)))
    .join('');
}

function hasNotes(parts: Unzipped, slide: string): boolean {
  const notes = [...relationsOf(parts, slide).values()].filter((name) => name.includes('/notesSlides/'));
  return notes
    .flatMap((name) => allNamed(parseXml(partOf(parts, name)), 'sp'))
    .some(
      (shape) =>
        placeholderOf(shape) === 'body' &&
        allNamed(shape, 't').some(({ textContent }) => textContent?.trim()),
    );
}
