import type { Source } from '../corpus/document.js';
import type { Range } from '../range.js';

/** Words of the beginning, or of the end, that are looked for: more where fewer also stand elsewhere. */
const WORDS = [5, 10, 20];
/** Words beside them that tell one place from another: none where there is no need. */
const CONTEXT = [0, 3, 8];
/** As many words as are looked for whole rather than by their two ends. */
const SHORT = 10;
/** Longest piece that is looked for, in UTF-16 code units: addresses are cut by what passes them on. */
const LONGEST = 300;

/** Words of a text, each by its place. */
type Words = readonly Range[];

/**
 * The address that opens the page of a source at the very words of a passage, by a text fragment
 * (https://wicg.github.io/scroll-to-text-fragment/); of words that are not the publisher's own, which are not to be found there, and
 * of those that cannot be told from others of their document, that of the page. Null without an address of the web.
 *
 * @param text of the document
 * @param words their place in it
 */
export function addressOfWords(
  { url, quoted }: Pick<Source, 'url' | 'quoted'>,
  text: string,
  words: Range,
): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const page = new URL(url);
  if (!/^https?:$/.test(page.protocol) || page.username !== '' || page.password !== '') return null;
  const directive = quoted ? directiveOf(text, words) : null;
  if (directive === null) return page.href;
  const anchor = page.hash.replace(/^#|:~:.*$/gs, '');
  page.hash = '';
  return `${page.href}#${anchor}:~:text=${directive}`;
}

/** What a browser looks for: `[prefix-,]start[,end][,-suffix]`. Each piece stands in one line, since it must stand in one block of the page. */
function directiveOf(text: string, { start, end }: Range): string | null {
  const lines = linesOf(text, start, end);
  const [first = [], last = []] = [lines[0], lines.at(-1)];
  const isShort = lines.length === 1 && first.length <= SHORT;
  const sizes = isShort ? [first.length] : WORDS;
  const before = linesOf(text, Math.max(0, start - LONGEST), start).at(-1) ?? [];
  const opening = firstFitting(sizes, (size, context) => {
    const own = first.slice(0, size);
    const beside = context === 0 ? [] : before.slice(-context);
    return stands([...beside, ...own], text, 0) ? { own, beside } : null;
  });
  const opened = opening?.own.at(-1)?.end;
  if (opening === null || opened === undefined) return null;
  const after = linesOf(text, end, end + LONGEST)[0] ?? [];
  const rest = last.filter((word) => word.start >= opened);
  const closing = firstFitting(WORDS, (size, context) => {
    const own = rest.slice(-size);
    if (own.length === 0) return null;
    const beside = after.slice(0, context);
    return stands([...own, ...beside], text, opened) ? { own, beside } : null;
  });
  const encoded = (words: Words) => encode(piece(words, text));
  return [
    ...(opening.beside.length === 0 ? [] : [`${encoded(opening.beside)}-`]),
    encoded(opening.own),
    ...(closing === null ? [] : [encoded(closing.own)]),
    ...(closing === null || closing.beside.length === 0 ? [] : [`-${encoded(closing.beside)}`]),
  ].join(',');
}

/** The first of the ways to look for words that finds them: few before many, without those beside them before with. */
function firstFitting<T>(
  sizes: readonly number[],
  find: (size: number, context: number) => T | null,
): T | null {
  for (const context of CONTEXT) {
    for (const size of sizes) {
      const found = find(size, context);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The words of each line of a part of a text that has any. */
function linesOf(text: string, start: number, end: number): Words[] {
  const lines: Range[][] = [];
  for (const { index, 0: line } of text.slice(start, end).matchAll(/[^\n]+/g)) {
    const words = [...line.matchAll(/\S+/g)].map(({ index: at, 0: { length } }) => {
      const from = start + index + at;
      return { start: from, end: from + length };
    });
    if (words.length > 0) lines.push(words);
  }
  return lines;
}

/** Whether words that stand one after the other are first met, from a place on, where they stand; a browser knows neither case nor kinds of quotation marks. */
function stands(words: Words, text: string, from: number): boolean {
  const [first] = words;
  if (first === undefined || piece(words, text).length > LONGEST) return false;
  const pattern = words
    .map(({ start, end }) => text.slice(start, end).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .map((word) => word.replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, '["“”]'))
    .join('\\s+');
  const met = new RegExp(pattern, 'giu');
  met.lastIndex = from;
  return met.exec(text)?.index === first.start;
}

function piece(words: Words, text: string): string {
  return words.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** What separates the pieces of a directive, and a hyphen, is encoded too. */
function encode(words: string): string {
  return encodeURIComponent(words.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('-', '%2D');
}
