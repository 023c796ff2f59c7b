import type { Heading, Nodes, Paragraph } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { readFrontMatter } from './front-matter.js';
import type { Block, ReadResult } from './outline.js';

/** Pandoc's heading attributes, `{#anchor}` or `{#anchor .class}`, at the end of a heading. */
const ANCHOR = /\s*\{#([^\s{}]+)[^{}]*\}$/u;

/** The row of dashes under the header of a table. */
const TABLE_RULE = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Characters parsed at once: the parser's time and memory grow faster than what it is given. */
const SLICE = 30_000;

/** A place to cut at; or what opens fenced code or a comment, or closes one: no place is inside those. */
const CUT_OR_FENCE = /^ {0,3}(```|~~~|<!--)|(-->)|(?<=\n[ \t]*\r?\n)(?=[#\p{L}])/gmu;

/**
 * Reads Markdown (CommonMark). The text is the file's own, to the character, so that a hard-wrapped
 * paragraph keeps its line ends. Paragraphs are those of the page, of its list items and of its block
 * quotes; tables, code, HTML and paragraphs of pictures are no blocks.
 */
export function outlineMarkdown(text: string): ReadResult {
  const { source, questions, end, problems } = readFrontMatter(text);
  const blocks: Block[] = [];
  let firstTitle: string | null = null;
  for (const [from, to] of slices(text, end)) {
    for (const node of textNodes(fromMarkdown(text.slice(from, to)))) {
      const words = wordsOf(node).trim();
      if (!/[\p{L}\p{N}]/u.test(words)) continue;
      const block = blockOf(node, text, from);
      if (block === null) continue;
      blocks.push(block);
      if (node.type === 'heading' && node.depth === 1) firstTitle ??= words.replace(ANCHOR, '');
    }
  }
  const outline = { text, blocks, source: { ...source, title: source.title ?? firstTitle }, questions };
  return { outline, problems };
}

/**
 * Cuts a long text where a heading or a paragraph starts at the margin after a blank line, outside
 * code and comments: nothing that stands before such a place reaches past it.
 */
function* slices(text: string, begin: number): Generator<[from: number, to: number]> {
  let from = begin;
  let closedBy: string | null = null;
  for (const { index, 1: opening, 2: closing } of text.matchAll(CUT_OR_FENCE)) {
    const mark = opening ?? closing;
    if (mark === undefined) {
      if (closedBy !== null || index - from < SLICE) continue;
      yield [from, index];
      from = index;
    } else if (closedBy === null) {
      if (opening !== undefined) closedBy = opening === '<!--' ? '-->' : opening;
    } else if (mark === closedBy) closedBy = null;
  }
  yield [from, text.length];
}

/** Headings and paragraphs, in order. A stack and no recursion: quotes can be nested thousands deep. */
function* textNodes(tree: Nodes): Generator<Heading | Paragraph> {
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'heading' || node.type === 'paragraph') yield node;
    else if ('children' in node) for (const child of node.children.toReversed()) stack.push(child);
  }
}

/** The text of a node as read, without its markup and its pictures. */
function wordsOf(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'break') return ' ';
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

function blockOf(node: Heading | Paragraph, text: string, offset: number): Block | null {
  const from = node.children[0]?.position?.start.offset;
  const to = node.children.at(-1)?.position?.end.offset;
  if (from === undefined || to === undefined) return null;
  const whole = text.slice(from + offset, to + offset);
  const anchor = node.type === 'heading' ? (ANCHOR.exec(whole) ?? null) : null;
  const kept = anchor === null ? withoutTable(whole) : whole.slice(0, anchor.index);
  const trimmed = kept.trim();
  if (trimmed === '') return null;
  const start = from + offset + kept.length - kept.trimStart().length;
  return { kind: node.type, start, end: start + trimmed.length, anchor: anchor?.[1] ?? null };
}

/** CommonMark knows no tables: the parser gives one as the end of a paragraph. */
function withoutTable(paragraph: string): string {
  const lines = paragraph.split(/(?<=\n)/);
  const rule = lines.findIndex(
    (line, i) => i > 0 && TABLE_RULE.test(line.trimEnd()) && `${lines[i - 1]}${line}`.includes('|'),
  );
  return rule === -1 ? paragraph : lines.slice(0, rule - 1).join('');
}
