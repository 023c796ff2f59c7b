import type { Range } from '../range.js';
import { characterStart, cutAt, largest, sizeOf } from './limits.js';

/** Line breaks that Discord does not take for one. */
const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control characters but tab and line feed, and the controls of bidirectional text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const HOSTILE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Half a character: no JSON can carry it. */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Everything that Discord might obey, one character each: emphasis and code; strike-through and spoilers;
 * links (`](`, `://`); mentions, time stamps and `<…>` links; `:emoji:`; and at the beginning of a line
 * headings, quotes, subtext and lists. A `[` needs nothing: what makes a link is `](`, which Discord sees
 * even behind a backslash before the bracket.
 */
const SPECIAL = new RegExp(
  [
    /[\\*_`]/,
    /~(?:(?=~)|(?<=~~))|\|(?:(?=\|)|(?<=\|\|))/,
    /(?<=\])\(/,
    /:(?=\/\/|[^\s:]*:)/,
    /<(?! )|@(?=everyone|here)/,
    /[#>](?<=^[^\S\n]*.)/,
    /[-+](?<=^[^\S\n]*.)(?=[\s#]|$)/,
    /[.)](?<=^[^\S\n]*\d+.)(?=\s|$)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);
/** As Discord reads it: a backslash before anything but a letter of ASCII, a figure or white space. */
const ESCAPED = /\\([^0-9A-Za-z\s])/gu;

/** A text, and the bold and the underlined words in it. */
export interface MarkedText {
  readonly text: string;
  readonly highlight: Range | null;
  readonly span: Range | null;
}

/**
 * The text without what would break, hide or reorder it: every line break as a line feed, no other
 * control character than tab, no control of bidirectional text, U+FFFD for half a surrogate pair.
 */
export function withoutControls(text: string): string {
  return text.replace(LINE_BREAK, '\n').replace(HOSTILE, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The text without controls, on one line. */
export function oneLine(text: string): string {
  return withoutControls(text)
    .replace(/[ \t\n]+/g, ' ')
    .trim();
}

/**
 * The text so that Discord shows it as it is: nothing in it formats, links, mentions or becomes an emoji.
 * Controls are left out, as by `withoutControls`. The beginning is taken for the beginning of a line.
 */
export function escapeMarkdown(text: string): string {
  return withoutControls(text).replace(SPECIAL, '\\$&');
}

/** The text that `escapeMarkdown` escaped. */
export function unescapeMarkdown(content: string): string {
  return content.replace(ESCAPED, '$1');
}

/** The beginning of a text, escaped. */
export interface EscapedHead {
  readonly content: string;
  /** Whether the text goes on. */
  readonly isCut: boolean;
}

/** As much of a text as takes at most `most` of a message's room once escaped. */
export function escapedHead(text: string, most: number): EscapedHead {
  if (text.length <= most) {
    const content = escapeMarkdown(text);
    if (sizeOf(content) <= most) return { content, isCut: false };
  }
  const near = text.slice(0, 2 * most + 1);
  const head = (n: number) => escapeMarkdown(near.slice(0, cutAt(near, n)).trimEnd());
  return { content: head(largest(most, (n) => sizeOf(head(n)) <= most)), isCut: true };
}

/** The text escaped, in at most `most` of a message's room (at least 2): with a final `…` when it is cut. */
export function escapeWithin(text: string, most: number): string {
  if (text.length <= most) {
    const content = escapeMarkdown(text);
    if (sizeOf(content) <= most) return content;
  }
  return `${escapedHead(text, most - sizeOf('…')).content}…`;
}

/** A text and its marks, without controls. */
export function cleanMarked({ text, highlight, span }: MarkedText): MarkedText {
  const shown = withoutControls(text);
  const placeOf = (offset: number) => withoutControls(text.slice(0, characterStart(text, offset))).length;
  const moved = (range: Range | null) =>
    range === null ? null : { start: placeOf(range.start), end: placeOf(range.end) };
  return { text: shown, highlight: moved(highlight), span: moved(span) };
}

/**
 * A text as a block quote: the highlight in bold, the span in it underlined as well. Marks end with each
 * line and leave out the white space at their edges, where Discord would not read them. The words are the
 * text's own, without controls.
 */
export function quoteBlock(quoted: MarkedText): string {
  const { text, ...marks } = cleanMarked(quoted);
  const content = text.replace(SPECIAL, '\\$&');
  const escapes = Array.from(text.matchAll(SPECIAL), ({ index }) => index);
  const placeOf = (offset: number) => offset + escapes.filter((at) => at < offset).length;
  const moved = (range: Range | null) =>
    range === null ? null : { start: placeOf(range.start), end: placeOf(range.end) };
  const highlight = moved(marks.highlight);
  const span = moved(marks.span);
  const underlined = (piece: Range) =>
    marked(content, piece, span, '__', ({ start, end }) => content.slice(start, end));
  let start = 0;
  const lines = content.split('\n').map((words) => {
    const line = { start, end: start + words.length };
    start = line.end + 1;
    return `> ${marked(content, line, highlight, '**', underlined)}`;
  });
  return lines.join('\n');
}

/** A piece of a text, rendered, with the part of it that is in a range between two marks. */
function marked(
  text: string,
  piece: Range,
  range: Range | null,
  mark: string,
  render: (piece: Range) => string,
): string {
  const start = Math.max(piece.start, range?.start ?? 0);
  const words = text.slice(start, Math.min(piece.end, range?.end ?? 0));
  if (words.trim() === '') return render(piece);
  const inner = {
    start: start + words.length - words.trimStart().length,
    end: start + words.trimEnd().length,
  };
  return [
    render({ start: piece.start, end: inner.start }),
    mark,
    render(inner),
    mark,
    render({ start: inner.end, end: piece.end }),
  ].join('');
}
