import { XMLSerializer } from '@xmldom/xmldom';
import { allIn, childrenOf, parseXml } from './xml.js';

/** What wraps words without changing them. */
const WRAPPERS = ['w:fldSimple', 'w:dir', 'w:bdo', 'm:oMathPara'];
/** Properties of a run whose words are hidden or struck out. */
const UNREAD = ['w:vanish', 'w:strike', 'w:dstrike'];
/** Names of the styles of a table of contents, and ids that Word gives them in English and French. */
const CONTENTS = /^(?:toc ?\d|table of (?:figures|authorities)|TM\d)$/i;

/** The parts of a Word document that tell what its words look like. */
export interface WordParts {
  readonly document: string;
  readonly styles: string;
  readonly numbering: string;
}

/**
 * The main part of a Word document with nothing in it that the next reader would drop or keep wrongly: fields, equations, text boxes and
 * turned words stand among the words around them; hidden and struck words and tables of contents are gone; automatic numbers that
 * have words of their own (`Article 2.`) are written out.
 */
export function asShown({ document, styles, numbering }: WordParts): string {
  const dom = parseXml(document);
  const all = (name: string) => allIn(dom, name);
  for (const wrapper of WRAPPERS.flatMap(all)) unwrap(wrapper);
  for (const equation of all('m:oMath'))
    equation.parentNode?.replaceChild(runOf(dom, equationText(equation)), equation);
  for (const property of UNREAD.flatMap(all)) {
    const run = property.parentNode?.parentNode;
    if (isOn(property) && run?.nodeName === 'w:r') run.parentNode?.removeChild(run);
  }
  for (const choice of all('mc:AlternateContent')) {
    if (choice.getElementsByTagName('mc:Fallback').length === 0) showBox(dom, choice);
  }
  for (const drawing of all('w:drawing')) showBox(dom, drawing);
  writeNumbers(dom, all('w:p'), parseXml(numbering));
  const contents = contentsStyles(parseXml(styles));
  for (const paragraph of all('w:p')) {
    if (contents(styleOf(paragraph))) paragraph.parentNode?.removeChild(paragraph);
  }
  return new XMLSerializer().serializeToString(dom);
}

function unwrap(element: Element): void {
  const { parentNode } = element;
  while (element.firstChild !== null) parentNode?.insertBefore(element.firstChild, element);
  parentNode?.removeChild(element);
}

/** Whether a property that may be switched off (`w:val="0"`) is on. */
function isOn(property: Element): boolean {
  return !/^(?:0|false|off)$/.test(property.getAttribute('w:val') ?? '');
}

function runOf(dom: Document, text: string): Element {
  const run = dom.createElement('w:r');
  const words = dom.createElement('w:t');
  words.setAttribute('xml:space', 'preserve');
  words.appendChild(dom.createTextNode(text));
  run.appendChild(words);
  return run;
}

/** An equation on one line: `x^2`, `a/b`, `x_1`. */
export function equationText(equation: Element): string {
  let text = '';
  const stack: (Node | string)[] = [equation];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') text += node;
    else if (node.nodeName === 'm:t') text += node.textContent ?? '';
    else {
      const sign = new Map([
        ['m:sup', '^'],
        ['m:sub', '_'],
        ['m:den', '/'],
        ['m:deg', '√'],
      ]).get(node.nodeName);
      if (sign !== undefined && node.textContent !== '') text += sign;
      stack.push(...Array.from(node.childNodes).reverse());
    }
  }
  return text;
}

/** Puts the words of a text box where the reader looks for them: in the older form of one. */
function showBox(dom: Document, element: Element): void {
  const [content] = allIn(element, 'w:txbxContent');
  if (content === undefined) return;
  const picture = dom.createElement('w:pict');
  const box = dom.createElement('v:textbox');
  box.appendChild(content);
  picture.appendChild(box);
  element.parentNode?.replaceChild(picture, element);
}

function styleOf(paragraph: Element): string {
  return setting(childrenOf(paragraph, 'w:pPr')[0], 'w:pStyle') ?? '';
}

function contentsStyles(styles: Document): (id: string) => boolean {
  const found = new Set<string>();
  for (const style of allIn(styles, 'w:style')) {
    if (CONTENTS.test(setting(style, 'w:name') ?? '')) found.add(style.getAttribute('w:styleId') ?? '');
  }
  return (id) => found.has(id) || CONTENTS.test(id);
}

/** The text of the `w:val` of an element's child of a name; null without one. */
function setting(element: Element | undefined, name: string): string | null {
  return childrenOf(element, name)[0]?.getAttribute('w:val') ?? null;
}

/** One rank of a numbering: where it begins, its text (`Article %1.`), and whether it counts in figures. */
interface Rank {
  readonly start: number;
  readonly text: string;
  readonly isDecimal: boolean;
}

/** Writes out the automatic number of each paragraph whose numbering has words in it; it is then no item of a list. */
function writeNumbers(dom: Document, paragraphs: readonly Element[], numbering: Document): void {
  const ranks = ranksOf(numbering);
  const counts = new Map<string, number[]>();
  for (const paragraph of paragraphs) {
    const [properties] = childrenOf(paragraph, 'w:pPr');
    const [numbered] = childrenOf(properties, 'w:numPr');
    const id = setting(numbered, 'w:numId') ?? '';
    const level = Number(setting(numbered, 'w:ilvl') ?? 0);
    const rank = ranks(id, level);
    if (properties === undefined || numbered === undefined || rank === null) continue;
    const count = counts.get(id) ?? [];
    counts.set(id, count);
    count[level] = (count[level] ?? rank.start - 1) + 1;
    count.length = level + 1;
    if (!rank.isDecimal || !/\p{L}{2,}/u.test(rank.text)) continue;
    const number = rank.text.replace(/%(\d)/g, (_, at: string) => String(count[Number(at) - 1] ?? 1));
    properties.removeChild(numbered);
    paragraph.insertBefore(runOf(dom, `${number} `), properties.nextSibling);
  }
}

function ranksOf(numbering: Document): (id: string, level: number) => Rank | null {
  const abstracts = new Map<string, Element>();
  for (const each of allIn(numbering, 'w:abstractNum')) {
    abstracts.set(each.getAttribute('w:abstractNumId') ?? '', each);
  }
  const lists = new Map<string, Element | undefined>();
  for (const each of allIn(numbering, 'w:num')) {
    lists.set(each.getAttribute('w:numId') ?? '', abstracts.get(setting(each, 'w:abstractNumId') ?? ''));
  }
  return (id, level) => {
    const rank = childrenOf(lists.get(id), 'w:lvl').find(
      (each) => each.getAttribute('w:ilvl') === String(level),
    );
    if (rank === undefined) return null;
    const start = Number(setting(rank, 'w:start') ?? 1);
    return {
      start,
      text: setting(rank, 'w:lvlText') ?? '',
      isDecimal: (setting(rank, 'w:numFmt') ?? 'decimal') === 'decimal',
    };
  };
}
