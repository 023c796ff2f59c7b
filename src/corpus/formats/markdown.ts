import type { Nodes, Root, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Block, type ReadResult, SILENT } from '../outline.js';
import { withoutDialects } from './dialects.js';
import { withFrontMatter } from './front-matter.js';
import { LINE, outlineHtml } from './html.js';
import { escaped } from './xml.js';

/** Pandoc's heading attributes, `{#anchor}` or `{#anchor .class}`, at the end of a heading. */
const ANCHOR = /\s*\{#([^\s{}]+)[^{}]*\}$/u;

/** Characters parsed at once: the parser's time and memory grow faster than what it is given. */
const SLICE = 30_000;

/** A place to cut at; or what opens fenced code or a comment, or closes one: no place is inside those. */
const CUT_OR_FENCE = /^ {0,3}(```|~~~|<!--)|(-->)|(?<=\n[ \t]*\r?\n)(?=[#\p{L}])/gmu;

/**
 * Reads Markdown (CommonMark, GitHub's tables and struck words, and the dialects of `dialects.ts`) as the web page that it stands for. The text
 * is laid out on the lines of the file.
 */
export function outlineMarkdown(file: string): Promise<ReadResult> {
  return withFrontMatter(file, async (source) => {
    const text = withoutDialects(source);
    let html = '<main>';
    let line = 0;
    for (const [from, to] of slices(text)) {
      html += htmlOf(fromMarkdown(text.slice(from, to), OPTIONS), line);
      line += text.slice(from, to).split('\n').length - 1;
    }
    const { blocks, ...rest } = await outlineHtml(`${html}</main>`, line + 1);
    const anchored = blocks
      .map((block) => withAnchor(block, rest.text))
      .filter(({ start, end }) => end > start);
    const heading = anchored.find(({ kind, level }) => kind === 'heading' && level === 1);
    const title = heading === undefined ? null : rest.text.slice(heading.start, heading.end);
    return { outline: { ...rest, blocks: anchored, source: { ...SILENT, title } }, problems: [] };
  });
}

/** Without the pass that looks for bare addresses: it goes down a tree by recursion, and a link shows its own words anyway. */
const OPTIONS = {
  extensions: [gfm()],
  mdastExtensions: gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
};

/**
 * Cuts a long text where a heading or a paragraph starts at the margin after a blank line, outside
 * code and comments: nothing that stands before such a place reaches past it.
 */
function* slices(text: string): Generator<[from: number, to: number]> {
  let from = 0;
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

/**
 * The page that a tree stands for. A stack and no recursion: quotes can be nested thousands deep.
 *
 * @param before lines of the file above the tree
 */
function htmlOf(tree: Root, before: number): string {
  let html = '';
  const stack: (Nodes | Head | string)[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') {
      html += node;
      continue;
    }
    const line = node.position === undefined ? '' : ` ${LINE}="${before + node.position.start.line}"`;
    const [opening, closing] = tagsOf(node, line);
    html += opening;
    stack.push(closing);
    stack.push(...childrenOf(node).toReversed());
  }
  return html;
}

/** What opens and what closes the element that a node stands for. */
function tagsOf(node: Nodes | Head, line: string): readonly [string, string] {
  switch (node.type) {
    case 'heading':
      return [`<h${node.depth}${line}>`, `</h${node.depth}>\n`];
    case 'paragraph':
      return [`<p${line}>`, '</p>\n'];
    case 'blockquote':
      return ['<blockquote>', '</blockquote>'];
    case 'list':
      return node.ordered ? ['<ol>', '</ol>'] : ['<ul>', '</ul>'];
    case 'listItem':
      return [`<li${line}>`, '</li>'];
    case 'table':
      return ['<table>', '</table>'];
    case 'head':
      return [`<thead><tr${line}>`, '</tr></thead>'];
    case 'tableRow':
      return [`<tr${line}>`, '</tr>'];
    case 'tableCell':
      return ['<td>', '</td>'];
    case 'delete':
      return ['<del>', '</del>'];
    case 'link':
      return [`<a href="${escaped(node.url)}">`, '</a>'];
    case 'code':
      return [`<pre${line}><code>\n${escaped(node.value)}`, '</code></pre>\n'];
    case 'inlineCode':
      return [`<code>${escaped(node.value)}`, '</code>'];
    case 'footnoteDefinition':
      return ['<div>', '</div>'];
    case 'text':
      return [escaped(node.value), ''];
    case 'break':
      return ['<br>', ''];
    case 'html':
      return [node.value, ''];
    default:
      return ['', ''];
  }
}

/** The first row of a table: it names the columns. */
type Head = Omit<TableRow, 'type'> & { readonly type: 'head' };

function childrenOf(node: Nodes | Head): (Nodes | Head)[] {
  if (!('children' in node)) return [];
  if (node.type !== 'table') return [...node.children];
  return node.children.map((row, i) => (i === 0 ? { ...row, type: 'head' as const } : row));
}

/** A heading without the anchor that it ends with, and with it told. */
function withAnchor(block: Block, text: string): Block {
  const found = block.kind === 'heading' ? ANCHOR.exec(text.slice(block.start, block.end)) : null;
  const anchor = found?.[1];
  return found === null || anchor === undefined
    ? block
    : { ...block, end: block.start + found.index, anchor };
}
