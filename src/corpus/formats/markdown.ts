import type MarkdownIt from 'markdown-it';
import type { RenderRule } from 'markdown-it/lib/renderer.mjs';
import { type Block, type ReadResult, SILENT } from '../outline.js';
import { withoutDialects } from './dialects.js';
import { withFrontMatter } from './front-matter.js';
import { LINE, outlineHtml } from './html.js';

/** Pandoc's heading attributes, `{#anchor}` or `{#anchor .class}`, at the end of a heading. */
const ANCHOR = /\s*\{#([^\s{}]+)[^{}]*\}$/u;

/** Lists and quotes in one another that are read, two for each list; and links and the like in one another, which are looked for again and again. */
const MOST_NESTING = { blocks: 1000, inline: 20 };
/** Marks of quotes on one line, of which so many say as much as more. */
const DEEP_QUOTE = /^((?:[ \t]*>){100})(?:[ \t]*>)+/gm;

/**
 * Reads Markdown (CommonMark, GitHub's tables and struck words, and the dialects of `dialects.ts`) as the web page that it stands for. The text
 * is laid out on the lines of the file.
 */
export function outlineMarkdown(file: string): Promise<ReadResult> {
  return withFrontMatter(file, async (source) => {
    const text = withoutDialects(source).replace(DEEP_QUOTE, '$1');
    opened ??= openParser();
    const page = (await opened).render(text);
    const lines = text.split('\n').length;
    const { blocks, ...rest } = await outlineHtml(`<main>${page}</main>`, { lines });
    const anchored = blocks
      .map((block) => withAnchor(block, rest.text))
      .filter(({ start, end }) => end > start);
    const heading = anchored.find(({ kind, level }) => kind === 'heading' && level === 1);
    const title = heading === undefined ? null : rest.text.slice(heading.start, heading.end);
    return { outline: { ...rest, blocks: anchored, source: { ...SILENT, title } }, problems: [] };
  });
}

let opened: Promise<MarkdownIt> | null = null;

/**
 * Opens the parser. Each block tells its line. Bare addresses are not made links of: a link shows its own words anyway.
 */
async function openParser(): Promise<MarkdownIt> {
  const [{ default: Parser }, { default: footnotes }] = await Promise.all([
    import('markdown-it'),
    import('markdown-it-footnote'),
  ]);
  const parser = new Parser({ html: true }).use(footnotes);
  const nestTo = (maxNesting: number) => () => void Object.assign(parser.options, { maxNesting });
  parser.core.ruler.before('block', 'blocks', nestTo(MOST_NESTING.blocks));
  parser.core.ruler.before('inline', 'inlines', nestTo(MOST_NESTING.inline));
  // A footnote is read where it stands, and the marks that lead to it are not.
  parser.core.ruler.disable('footnote_tail');
  parser.inline.ruler.disable('footnote_inline');
  parser.validateLink = () => true;
  parser.normalizeLink = (address) => address;
  parser.core.ruler.push('lines', ({ tokens }) => {
    for (const token of tokens) if (token.map) token.attrSet(LINE, String(token.map[0] + 1));
  });
  const asHtml: RenderRule = (tokens, i) => withoutComponents(tokens[i]?.content ?? '');
  const asCode: RenderRule = (tokens, i) => {
    const { content = '', map } = tokens[i] ?? {};
    return `<pre ${LINE}="${(map?.[0] ?? 0) + 1}"><code>\n${parser.utils.escapeHtml(content)}</code></pre>\n`;
  };
  Object.assign(parser.renderer.rules, {
    html_block: asHtml,
    html_inline: asHtml,
    fence: asCode,
    code_block: asCode,
    footnote_ref: () => '',
    footnote_reference_open: () => '<div>',
    footnote_reference_close: () => '</div>',
  });
  return parser;
}

/** A tag: what closes it, its name, its attributes, and whether it closes itself. */
const TAG = /<(\/?)([A-Za-z][\w.-]*)([^<>]*?)(\/?)>/g;
/** Elements that have no end tag (HTML Standard, 13.1.2). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/**
 * HTML in Markdown as a browser understands it: a tag that closes itself is closed, and a component of MDX or Vue (`<Button/>`) is no
 * element of HTML, whose name it may have.
 */
function withoutComponents(html: string): string {
  return html.replace(TAG, (tag, closing: string, name: string, attributes: string, isClosed: string) => {
    const isComponent = /^\p{Lu}[\w.-]*\p{Ll}/u.test(name);
    if (VOID.test(name) || (isClosed === '' && !isComponent)) return tag;
    const element = isComponent ? `x-${name.toLowerCase()}` : name;
    return `<${closing}${element}${attributes}>${isClosed === '' ? '' : `</${element}>`}`;
  });
}

/** A heading without the anchor that it ends with, and with it told. */
function withAnchor(block: Block, text: string): Block {
  const found = block.kind === 'heading' ? ANCHOR.exec(text.slice(block.start, block.end)) : null;
  const anchor = found?.[1];
  return found === null || anchor === undefined
    ? block
    : { ...block, end: block.start + found.index, anchor };
}
