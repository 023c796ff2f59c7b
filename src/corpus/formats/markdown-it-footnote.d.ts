/** The types that others wrote for it are those of another build of the parser. */
declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';

  export default function footnotes(parser: MarkdownIt): void;
}
