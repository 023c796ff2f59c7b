import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Options } from 'css-select';
import { attribute, type Element, elementsIn, type Node, textOf } from './nodes.js';

/** Declarations that leave nothing of an element to be seen. */
export const HIDDEN_STYLE =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))/i;
export const STRUCK_STYLE = /text-decoration(?:-line)?\s*:[^;]*line-through/i;
const SHOWN_STYLE = /(?:display\s*:\s*(?!none)|visibility\s*:\s*visible)/i;

/** Media that a page on a screen is always shown in. */
const ALWAYS = /^@(?:media\s+(?:only\s+)?(?:screen|all)|layer|supports)\b(?![^{]*\band\b)/i;
/** Selectors of what is shown only while it is pointed at, or is no element. */
const FLEETING = /:(?:hover|focus)|::/i;
/** Rules of one sheet that are looked at; its characters; how deep sheets import others. */
const MOST_RULES = 20_000;
const LARGEST_SHEET = 2_000_000;
const MOST_IMPORTS = 3;

/** What of a style sheet tells which elements are seen. */
export interface StyleSheet {
  readonly hiding: readonly Selector[];
  /** Names that the selectors of what is shown end with. */
  readonly showing: readonly (readonly string[])[];
}

interface Selector {
  /** The classes (`.name`), ids (`#name`) and the tag that it ends with. */
  readonly names: readonly string[];
  readonly matches: (element: Element) => boolean;
}

/** Reads a style sheet that stands beside a page, by the address that the page has for it; null when there is none. */
export type SheetReader = (address: string) => Promise<StyleSheet | null>;

/** Finds no style sheet. */
export const noSheets: SheetReader = async () => null;

/** Reads the style sheets of a folder, each once, for the page of a path in it. What lies outside the folder is not read. */
export function sheetsOf(folder: string): (page: string) => SheetReader {
  const read = new Map<string, Promise<StyleSheet | null>>();
  return (page) => async (address) => {
    const path = pathOf(page, address);
    if (path === null) return null;
    const sheet =
      read.get(path) ??
      textOfSheet(folder, path, MOST_IMPORTS).then((css) => (css === '' ? null : parseSheet(css)));
    read.set(path, sheet);
    return sheet;
  };
}

/** The text of a sheet after that of those that it imports; empty when it cannot be read. */
async function textOfSheet(folder: string, path: string, depth: number): Promise<string> {
  const file = join(folder, path);
  try {
    const { size } = await stat(file);
    if (size > LARGEST_SHEET) return '';
    const css = withoutComments(await readFile(file, 'utf8'));
    const imported = Array.from(
      css.matchAll(/@import\s+(?:url\(\s*)?["']?([^"'()\s;]+)/gi),
      ([, address = '']) => pathOf(path, address),
    );
    const texts = imported.map((each) =>
      each === null || depth === 0 ? '' : textOfSheet(folder, each, depth - 1),
    );
    return `${(await Promise.all(texts)).join('\n')}\n${css}`;
  } catch {
    // A page is read without a sheet that is missing, as a browser shows it.
    return '';
  }
}

/** Where in the folder of a page an address leads; null when it leads out of it. */
function pathOf(page: string, address: string): string | null {
  const [local = ''] = address.split(/[?#]/);
  if (local === '' || /^(?:[a-z][\w+.-]*:|\/\/)/i.test(local)) return null;
  let path: string;
  try {
    path = decodeURIComponent(local);
  } catch {
    return null;
  }
  const found = path.startsWith('/') ? path.slice(1) : join(dirname(page), path);
  const inFolder = relative('.', found);
  return inFolder.startsWith('..') || inFolder.includes('\0') ? null : inFolder;
}

/** The style sheets of a page, in it and beside it. */
export async function sheetsIn(elements: readonly Element[], sheetAt: SheetReader): Promise<StyleSheet[]> {
  const sheets = elements.map((element) => {
    if (attribute(element, 'media')?.trim().toLowerCase() === 'print') return null;
    if (element.tagName === 'style') return parseSheet(withoutComments(textOf(element)));
    const isSheet = /^\s*stylesheet\s*$/i.test(attribute(element, 'rel') ?? '');
    return element.tagName === 'link' && isSheet ? sheetAt(attribute(element, 'href') ?? '') : null;
  });
  return (await Promise.all(sheets)).filter((sheet) => sheet !== null);
}

/** The elements that style sheets hide or strike: not those that another rule shows again, such as an accordion's once it is open. */
export function hiddenBy(sheets: readonly StyleSheet[], elements: readonly Element[]): Set<Element> {
  const showing = sheets.flatMap((sheet) => sheet.showing);
  const hidden = new Set<Element>();
  for (const { names, matches } of sheets.flatMap(({ hiding }) => hiding)) {
    if (showing.some((shown) => names.every((name) => shown.includes(name)))) continue;
    // Some pages are hidden whole until a script has run.
    for (const element of elements)
      if (!/^(?:html|body)$/.test(element.tagName) && matches(element)) hidden.add(element);
  }
  return hidden;
}

async function parseSheet(css: string): Promise<StyleSheet> {
  const { compile } = await import('css-select');
  const hiding: Selector[] = [];
  const showing: string[][] = [];
  for (const [selectors, declarations] of rulesOf(css)) {
    const isHiding = HIDDEN_STYLE.test(declarations) || STRUCK_STYLE.test(declarations);
    if (!isHiding && !SHOWN_STYLE.test(declarations)) continue;
    for (const text of selectors.split(',').map((selector) => selector.trim())) {
      const names =
        text
          .split(/[\s>+~]+/)
          .at(-1)
          ?.match(/[.#]?[\w-]+/g) ?? [];
      if (FLEETING.test(text)) continue;
      if (!isHiding) showing.push(names);
      else if (/[.#]/.test(names.join(' '))) {
        try {
          hiding.push({ names, matches: compile(text, SELECTING) });
        } catch {
          // A selector that is not understood hides nothing.
        }
      }
    }
  }
  return { hiding, showing };
}

/** How selectors walk a page. */
const SELECTING: Options<Node, Element> = {
  cacheResults: false,
  adapter: {
    isTag: isElement,
    getAttributeValue: attribute,
    hasAttrib: (element, name) => attribute(element, name) !== undefined,
    getName: ({ tagName }) => tagName,
    getParent: ({ parentNode }) => parentNode,
    getChildren: childrenOf,
    getSiblings: (node) =>
      'parentNode' in node && node.parentNode !== null ? node.parentNode.childNodes : [node],
    getText: (node) => (isElement(node) ? textOf(node) : ''),
    removeSubsets: (nodes) => nodes,
    existsOne: (test, nodes) => nodes.some((node) => within(node).some(test)),
    findAll: (test, nodes) => nodes.flatMap((node) => within(node).filter(test)),
    findOne: (test, nodes) => nodes.flatMap(within).find(test) ?? null,
  },
};

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

function childrenOf(node: Node): Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

/** An element with all in it. */
function within(node: Node): Element[] {
  return [...(isElement(node) ? [node] : []), ...elementsIn(node)];
}

/** The rules of a style sheet, without its comments, that hold on any screen: selectors and declarations. */
function* rulesOf(css: string): Generator<[selectors: string, declarations: string]> {
  const open: string[] = [];
  let from = 0;
  let count = 0;
  for (const { 0: sign, index } of css.matchAll(/[{}]/g)) {
    const text = css.slice(from, index);
    from = index + 1;
    if (sign === '{') open.push(text.slice(text.lastIndexOf(';') + 1).trim());
    else {
      const selectors = open.pop();
      if (selectors === undefined || selectors.startsWith('@') || !open.every((at) => ALWAYS.test(at)))
        continue;
      if (count++ === MOST_RULES) return;
      yield [selectors, text];
    }
  }
}

function withoutComments(css: string): string {
  return css
    .split('/*')
    .map((part, i) => (i === 0 ? part : part.includes('*/') ? part.slice(part.indexOf('*/') + 2) : ''))
    .join(' ');
}
