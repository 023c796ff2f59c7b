/** Fenced code, which no dialect reaches into. */
const FENCED = /^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm;

/** What the writing tools add to Markdown and readers do not see, or see as something else: [what it looks like, what stands for it]. */
const DIALECTS: readonly (readonly [RegExp, string])[] = [
  // A byte-order mark that files joined together leave between them.
  [/\ufeff/g, ''],
  // CriticMarkup: comments, what is struck out, put in its place, put in, marked.
  [/\{>>[\s\S]{0,2000}?<<\}/g, ''],
  [/\{--[\s\S]{0,2000}?--\}/g, ''],
  [/\{~~(?:[^~]|~(?!>)){0,1000}~>([\s\S]{0,1000}?)~~\}/g, '$1'],
  [/\{(?:\+\+|==)([\s\S]{0,2000}?)(?:\+\+|==)\}/g, '$1'],
  // Obsidian: comments, embeds, block ids, highlights, links.
  [/%%[\s\S]*?%%/g, ''],
  [/!\[\[[^\][\n]*\]\]/g, ''],
  [/(?<=\s)\^[\w-]+[ \t]*$/gm, ''],
  [/==(?=\S)([^=\n]+?)(?<=\S)==/g, '$1'],
  [/\[\[(?:[^\][|\n]*\|)?([^\][|\n]+)\]\]/g, '$1'],
  // Callouts: `> [!NOTE] Title`.
  [/^((?:[ \t]*>)+[ \t]*)\[![\w-]+\][+-]?[ \t]*/gm, '$1'],
  // Docusaurus and VitePress: fences of a note, which may have a title, imports of MDX; MkDocs: a note's first line, its text indented below.
  [/^[ \t]*:::+[ \t]*(?:[\p{L}\w-]+)?[ \t]*\[?([^\][{}\n]*).*$/gmu, '$1  '],
  [/^(?:import\s[^\n]*\sfrom\s+['"][^\n]*|export\s+(?:default|const)\s[^\n]*)$/gm, ''],
  [/^\{\/\*[\s\S]{0,5000}?\*\/\}$/gm, ''],
  [/^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w -]+?(?:[ \t]+"([^"\n]*)")?[ \t]*$/gm, '$1  '],
  // Hugo and Jekyll: shortcodes and template marks; Kramdown: attributes of the block above.
  [/\{\{[<%][\s\S]{0,2000}?[>%]\}\}/g, ''],
  [/\{%[^\n]{0,2000}?%\}/g, ''],
  [/^\{:[^}\n]*\}[ \t]*$/gm, ''],
  // GitHub: boxes of tasks.
  [/^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[ \](?=[ \t])/gm, '$1☐'],
  [/^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[xX]\](?=[ \t])/gm, '$1☑'],
  // What an abbreviation stands for, which is shown to who points at it.
  [/^\*\[[^\][\n]{1,50}\]:.*$/gm, ''],
  // Table of contents marks.
  [/^\[(?:TOC|\[_TOC_\]|\[toc\])\][ \t]*$/gim, ''],
];

/** The text of a note of MkDocs, which four spaces would make code of. */
const ADMONITION = /^([ \t]*(?:!!!|\?\?\?\+?|===)[ \t]+[^\n]*\n)((?:[ \t]*\n|(?: {4}|\t)[^\n]*(?:\n|$))+)/gm;

/** Markdown without what other tools than a browser understand; every line keeps its number. */
export function withoutDialects(text: string): string {
  let plain = '';
  let from = 0;
  for (const { 0: fence, index } of text.matchAll(FENCED)) {
    plain += rewritten(text.slice(from, index)) + fence;
    from = index + fence.length;
  }
  return plain + rewritten(text.slice(from));
}

function rewritten(text: string): string {
  const outdented = text.replace(
    ADMONITION,
    (_, first: string, body: string) => `${first}${body.replace(/^(?: {4}|\t)/gm, '')}`,
  );
  return DIALECTS.reduce(
    (plain, [shape, stand]) =>
      plain.replace(shape, (found, ...groups) => {
        const words = stand.replace(/\$1/g, () => (typeof groups[0] === 'string' ? groups[0] : ''));
        const missing = found.split('\n').length - words.split('\n').length;
        return words + '\n'.repeat(Math.max(0, missing));
      }),
    outdented,
  );
}
