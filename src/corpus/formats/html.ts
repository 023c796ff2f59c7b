import { type Block, type ExtractedBlock, layOut, type Outline, type Translation } from '../outline.js';
import { leadingDate } from './date.js';
import { attribute, type Element, elementsIn, isIn, type Node, names, roleOf, textOf } from './nodes.js';
import { lowered, raised } from './raised.js';
import { noSheets, type SheetReader, sheetsIn } from './style-sheets.js';
import { isDataTable, rowsOf } from './tables.js';
import { hiderOf } from './visible.js';

/** Elements that start on a line of their own (HTML Standard, 15.3 “Non-replaced elements”). */
const BLOCKS = names(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol optgroup option p pre search section summary ' +
    'table tbody td tfoot th thead tr ul',
);

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A language's tag (BCP 47), or its own name as menus write it. */
const LANGUAGE_NAME = /^(?:(fr(?:[-_]\w+)?|fran[cç]ais)|(en(?:[-_]\w+)?|english))$/i;

/** Attribute that holds the line of a file that an element was made from. */
export const LINE = 'data-line';

/** What tells which elements are shown. */
type Hider = (element: Element) => boolean;

/**
 * Reads a web page as a browser would show it, without running any of its scripts. Where the page
 * has a `<main>` only that is read, else its articles when its title is in one; navigation, forms, banners, footers and all that
 * is hidden never are. A row of a table is a block, its cells with their column heads.
 *
 * @param sheetAt what reads the style sheets that it names
 * @param lines how many lines the file has that the page was made from, when its elements tell theirs (see `LINE`)
 */
export async function outlineHtml(
  html: string,
  { sheetAt = noSheets, lines = 0 }: { readonly sheetAt?: SheetReader; readonly lines?: number } = {},
): Promise<Outline> {
  const { parse } = await import('parse5');
  const page = parse(html);
  const elements = [...elementsIn(page)];
  const isHidden = hiderOf(elements, await sheetsIn(elements, sheetAt));
  const extracted = partsOf(page, elements, isHidden).map((roots) =>
    roots.flatMap((root) => [...extract(root, isHidden, lines)]),
  );
  // A frame that scripts were to fill has no text: the next wider one may.
  const read =
    extracted.find((blocks) => blocks.some(({ kind }) => kind !== 'heading')) ?? extracted.at(-1) ?? [];
  const translations = translationsIn(elements);
  return { ...layOut(read), source: sourceOf(elements, read), questions: [], translations };
}

/** What may be the page itself, the surest first. */
function partsOf(page: Node, elements: readonly Element[], isHidden: Hider): Node[][] {
  const isMain = (element: Element) => element.tagName === 'main' || roleOf(element) === 'main';
  const mains = elements.filter((element) => isMain(element) && !isHidden(element));
  const articles = elements.filter(
    (element) => element.tagName === 'article' && !isIn(element, 'article') && !isHidden(element),
  );
  const isTitledOutside = elements.some(({ tagName, parentNode }) => {
    return (
      tagName === 'h1' && parentNode !== null && 'tagName' in parentNode && !isWithin(parentNode, articles)
    );
  });
  return [mains.filter((main) => !isIn(main, 'main')), isTitledOutside ? [] : articles, [page]];
}

function isWithin(element: Element, others: readonly Element[]): boolean {
  return others.includes(element) || isIn(element, 'article');
}

/** The blocks under a node, in order. A stack and no recursion: pages nest without limit. */
function* extract(root: Node, isHidden: Hider, lines: number): Generator<ExtractedBlock> {
  let inline = '';
  let line: number | undefined;
  let heading: Element | null = null;
  let items = 0;
  let term = '';
  let isDefined = false;
  let preformatted: Element | null = null;

  function* flush(): Generator<ExtractedBlock> {
    const text = preformatted === null ? shown(inline) : inline.replace(/^\n+|\s+$/g, '');
    inline = '';
    if (!LETTER_OR_DIGIT.test(text)) return;
    const place = line === undefined ? {} : { line };
    line = undefined;
    if (heading !== null) {
      const level = Number(heading.tagName.slice(1));
      yield {
        kind: 'heading',
        text: oneLine(text),
        level,
        anchor: attribute(heading, 'id') ?? null,
        ...place,
      };
    } else if (preformatted !== null && !isProse(text)) {
      yield { kind: 'code', text, ...place };
    } else {
      const kind: Block['kind'] = items > 0 ? 'item' : 'paragraph';
      // Two line breaks in a row are how older pages part their paragraphs.
      for (const part of text.split(/\n\s*\n/))
        if (LETTER_OR_DIGIT.test(part)) yield { kind, text: part, ...place };
    }
  }

  type Step = { readonly node: Node; readonly leaving: boolean };
  const stack: Step[] = [{ node: root, leaving: false }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, leaving } = step;
    if (node.nodeName === '#text' && 'value' in node) {
      if (preformatted === null) inline += node.value.replace(/[ \t\n\f\r]+/g, ' ');
      else inline += node.value;
    }
    if (!('childNodes' in node)) continue;
    const element = 'tagName' in node ? node : null;
    if (!leaving && element !== null && element !== root && isHidden(element)) continue;
    if (element !== null) {
      const { tagName } = element;
      if (tagName === 'br' && !leaving) inline += '\n';
      if (tagName === 'input' && !leaving) inline += tickOf(element);
      if ((tagName === 'sup' || tagName === 'sub') && !leaving) {
        inline +=
          tagName === 'sup' ? raised(seen(element, isHidden), inline) : lowered(seen(element, isHidden));
        continue;
      }
      if (tagName === 'table' && !leaving && isDataTable(element)) {
        yield* flush();
        yield* rowsOf(
          element,
          (cell) => oneLine(seen(cell, isHidden)),
          (row) => lineOf(row, lines),
        );
        continue;
      }
      if (BLOCKS.has(tagName)) {
        if (heading !== null && heading !== element) inline += ' ';
        // Terms and what they are defined as are read together.
        else if (tagName === 'dt' && leaving) {
          const other = oneLine(shown(inline)).replace(/\s*:$/, '');
          term = term === '' || isDefined ? other : `${term}, ${other}`;
          isDefined = false;
          inline = '';
        } else if (tagName === 'dd' && !leaving && term !== '') {
          yield* flush();
          inline = `${term}: `;
          isDefined = true;
        } else if (tagName === 'dl' && leaving && !isDefined) {
          yield* flush();
          inline = term;
          items++;
          yield* flush();
          items--;
        } else if (leaving || term === '' || inline.trim() !== `${term}:`) yield* flush();
        if (/^h[1-6]$/.test(tagName) && (heading === null || heading === element))
          heading = leaving ? null : element;
        if (!leaving) line = lineOf(element, lines).line ?? line;
        if (/^(?:li|dd)$/.test(tagName)) items += leaving ? -1 : 1;
        if (tagName === 'dl' && leaving) term = '';
        if (tagName === 'pre' && (preformatted === null || preformatted === element))
          preformatted = leaving ? null : element;
      }
    }
    if (leaving) continue;
    stack.push({ node, leaving: true });
    for (const child of node.childNodes.toReversed()) stack.push({ node: child, leaving: false });
  }
  yield* flush();
}

/** What a reader sees of an element, its blocks parted by a space. */
function seen(root: Element, isHidden: Hider): string {
  let text = '';
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    if (!('childNodes' in node)) continue;
    if ('tagName' in node && node !== root) {
      if (isHidden(node)) continue;
      if (node.tagName === 'input') text += tickOf(node);
      if (node.tagName === 'br' || BLOCKS.has(node.tagName)) text += ' ';
      if (node.tagName === 'sup' || node.tagName === 'sub') {
        text += node.tagName === 'sup' ? raised(textOf(node), text) : lowered(textOf(node));
        continue;
      }
    }
    for (const child of node.childNodes.toReversed()) stack.push(child);
  }
  return shown(text.replace(/[ \t\n\f\r]+/g, ' '));
}

/** How a box to be ticked is shown; nothing for any other field. */
function tickOf(element: Element): string {
  if (!/^(?:checkbox|radio)$/i.test(attribute(element, 'type') ?? '')) return '';
  return attribute(element, 'checked') === undefined ? ' ☐ ' : ' ☑ ';
}

function lineOf(element: Element, lines: number): Pick<ExtractedBlock, 'line'> {
  const line = Number(attribute(element, LINE));
  return line > 0 && line <= lines ? { line } : {};
}

/** Text as a browser shows it: white space collapsed around and inside lines, what has no width left out. */
function shown(inline: string): string {
  return inline
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Tells a letter or a poem set as it was typed from code: most of its lines are of words, one ends a sentence. */
function isProse(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const worded = lines.filter(
    (line) => /^[\s\p{L}\p{N}\p{Zs},;:.!?'’"«»“”()–—-]+$/u.test(line) && /\p{L}{2,}\s+\p{L}{2,}/u.test(line),
  );
  return worded.length * 2 > lines.length && /[\p{L}\p{N}][.!?…]['"»”)\]]*\s*$/mu.test(text);
}

/** Where the page says that it stands in French and in English: in links that tell the language of what they lead to, or are called after it. */
function translationsIn(elements: readonly Element[]): Translation[] {
  return elements.flatMap((element): Translation[] => {
    const address = /^(?:link|a|area)$/.test(element.tagName)
      ? attribute(element, 'href')?.trim()
      : undefined;
    if (!address || (element.tagName === 'link' && !/\balternate\b/i.test(attribute(element, 'rel') ?? '')))
      return [];
    const told = attribute(element, 'hreflang') ?? (element.tagName === 'a' ? textOf(element).trim() : '');
    const [, french, english] = LANGUAGE_NAME.exec(told) ?? [];
    return french ? [{ language: 'fr', address }] : english ? [{ language: 'en', address }] : [];
  });
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
