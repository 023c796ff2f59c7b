import type { DefaultTreeAdapterTypes } from 'parse5';
import { leadingDate } from './date.js';
import { type Block, type ExtractedBlock, layOut, type Outline } from './outline.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that start on a line of their own (HTML Standard, 15.3 “Non-replaced elements”). */
const BLOCKS = names(
  'address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol optgroup option p search section summary ' +
    'table tbody td tfoot th thead tr ul',
);

/** Elements with no text of the page in them. Code is none either: no one quotes it. */
const FURNITURE = names(
  'aside audio button canvas datalist dialog footer head iframe input map math menu nav noscript object pre ' +
    'script select style svg template textarea video',
);

const FURNITURE_ROLES = names(
  'alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar',
);

/** Elements that tell that what holds them is the page itself. */
const PAGE = names('html body main article h1');

/** Class and id of the banners that ask for consent, the makers of the usual ones named. */
const CONSENT =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|onetrust|didomi|axeptio|tarteaucitron)(?:$|[\s_-])/i;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Reads a web page as a browser would show it, without running any of its scripts. Where the page
 * has a `<main>` or an `<article>` only that is read; navigation, forms, banners, footers and all that
 * is hidden never are. A cell of a table counts as a paragraph when it holds a sentence.
 */
export async function outlineHtml(html: string): Promise<Outline> {
  const { parse } = await import('parse5');
  const page = parse(html);
  const elements = [...elementsIn(page)];
  const main = elements.find((element) => element.tagName === 'main' || role(element) === 'main');
  const article = elements.filter((element) => element.tagName === 'article' && !isIn(element, 'article'));
  // A frame that scripts were to fill has no text: the next wider one may.
  const candidates = [main ? [main] : [], article, [page]];
  const extracted = candidates.map((roots) => roots.flatMap((root) => [...extract(root)]));
  const read =
    extracted.find((blocks) => blocks.some(({ kind }) => kind === 'paragraph')) ?? extracted.at(-1);
  return { ...layOut(read ?? []), source: sourceOf(elements, read ?? []), questions: [] };
}

/** The headings and paragraphs under a node, in order. A stack and no recursion: pages nest without limit. */
function* extract(root: Node): Generator<ExtractedBlock> {
  let inline = '';
  let heading: Element | null = null;
  let cells = 0;

  function* flush(): Generator<ExtractedBlock> {
    const anchor = heading === null ? null : (attribute(heading, 'id') ?? null);
    const kind: Block['kind'] = heading === null ? 'paragraph' : 'heading';
    // Two line breaks in a row are how older pages part their paragraphs.
    const parts = heading === null ? shown(inline).split(/\n{2,}/) : [shown(inline)];
    inline = '';
    for (const text of parts) {
      const isFigure = heading === null && cells > 0 && !isSentence(text);
      if (LETTER_OR_DIGIT.test(text) && !isFigure) yield { kind, text, anchor };
    }
  }

  type Step = { readonly node: Node; readonly leaving: boolean };
  const stack: Step[] = [{ node: root, leaving: false }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, leaving } = step;
    if (node.nodeName === '#text' && 'value' in node) inline += node.value.replace(/[ \t\n\f\r]+/g, ' ');
    if (!('childNodes' in node)) continue;
    const element = 'tagName' in node ? node : null;
    if (!leaving && element !== null && element !== root && isFurniture(element)) continue;
    if (element?.tagName === 'br' && !leaving) inline += '\n';
    if (element !== null && BLOCKS.has(element.tagName)) {
      if (heading !== null && heading !== element) inline += ' ';
      else yield* flush();
      if (isCell(element)) cells += leaving ? -1 : 1;
      if (isHeading(element) && (heading === null || heading === element)) heading = leaving ? null : element;
    }
    if (leaving) continue;
    stack.push({ node, leaving: true });
    for (const child of node.childNodes.toReversed()) stack.push({ node: child, leaving: false });
  }
  yield* flush();
}

/** Text as a browser shows it: white space collapsed around and inside lines, what has no width left out. */
function shown(inline: string): string {
  return inline
    .replace(/[\u00AD\u200B\uFEFF]/g, '')
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function isHeading(element: Element): boolean {
  return /^h[1-6]$/.test(element.tagName);
}

function isCell(element: Element): boolean {
  return element.tagName === 'td' || element.tagName === 'th';
}

/** Tells the cells of a page laid out as a table from those of a table of figures. */
function isSentence(text: string): boolean {
  return /[.!?…][\s»”’")\]]*$/u.test(text) && text.split(/\s+/).length >= 5;
}

function isFurniture(element: Element): boolean {
  const { tagName } = element;
  if (attribute(element, 'aria-hidden') === 'true') return true;
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined && hidden !== 'until-found') return true;
  if (/(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '')) return true;
  if (tagName === 'a' || tagName === 'sup') return isNoteMark(element);
  if (FURNITURE.has(tagName)) return true;
  const isSuspect =
    tagName === 'form' ||
    FURNITURE_ROLES.has(role(element)) ||
    CONSENT.test(`${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`) ||
    (tagName === 'header' && !isIn(element, 'article') && !isIn(element, 'main'));
  // Some sites wrap a whole page in a form, or mark all of it for their banner.
  return isSuspect && !holdsPage(element);
}

/** A link inside the page that only points: a note's number, the arrow back from it, the `¶` of a heading. */
function isNoteMark(element: Element): boolean {
  const links = element.tagName === 'a' ? [element] : [...elementsIn(element)].filter(isLink);
  const isInside = links.some((link) => attribute(link, 'href')?.startsWith('#'));
  return isInside && (element.tagName === 'sup' || !LETTER_OR_DIGIT.test(textOf(element)));
}

function isLink(element: Element): boolean {
  return element.tagName === 'a';
}

function holdsPage(element: Element): boolean {
  if (PAGE.has(element.tagName)) return true;
  for (const { tagName } of elementsIn(element)) if (PAGE.has(tagName)) return true;
  return false;
}

function sourceOf(elements: readonly Element[], read: readonly ExtractedBlock[]): Outline['source'] {
  const meta = new Map<string, string>();
  for (const element of elements) {
    const name = attribute(element, 'property') ?? attribute(element, 'name');
    const content = shown(attribute(element, 'content') ?? '');
    const key = name?.toLowerCase();
    if (element.tagName === 'meta' && key !== undefined && content !== '' && !meta.has(key))
      meta.set(key, content);
  }
  const canonical = elements.find(
    (element) => element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical',
  );
  const title = elements.find((element) => element.tagName === 'title' && isIn(element, 'head'));
  const heading = read.find(({ kind }) => kind === 'heading');
  const time = elements.find((element) => element.tagName === 'time' && attribute(element, 'datetime'));
  const address = (canonical && attribute(canonical, 'href')) ?? meta.get('og:url') ?? '';
  const dates = [
    meta.get('article:published_time'),
    meta.get('date'),
    meta.get('dcterms.date'),
    time && attribute(time, 'datetime'),
  ];
  return {
    title: meta.get('og:title') ?? ((title && shown(textOf(title))) || heading?.text) ?? null,
    publisher: meta.get('og:site_name') ?? meta.get('author') ?? null,
    url: /^https?:\/\/\S+$/.test(address) ? address : null,
    asOf: dates.map((date) => leadingDate(date ?? '')).find((date) => date !== null) ?? null,
  };
}

function* nodesIn(root: Node): Generator<Node> {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) stack.push(child);
  }
}

function* elementsIn(root: Node): Generator<Element> {
  for (const node of nodesIn(root)) if (node !== root && 'tagName' in node) yield node;
}

function isIn(element: Element, tagName: string): boolean {
  for (let at = element.parentNode; at !== null; at = 'parentNode' in at ? at.parentNode : null) {
    if (at.nodeName === tagName) return true;
  }
  return false;
}

function textOf(element: Element): string {
  let text = '';
  for (const node of nodesIn(element)) if ('value' in node) text += node.value;
  return text;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

function role(element: Element): string {
  return attribute(element, 'role')?.toLowerCase() ?? '';
}
