import type { ReadProblem, ReadResult } from '../outline.js';
import { leadingDate } from './date.js';
import { withFrontMatter } from './front-matter.js';
import { outlineHtml } from './html.js';

/** What the page shows beside a note as a sign, and before a footnote as its number. */
const SIGNS = /<td class="icon">[\s\S]*?<\/td>|<a href="#_footnoteref_\d+">\d+<\/a>\. /g;
/** What stands for another file, which is not read into this one. */
const INCLUDE = /<a href="[^"]*" class="bare include">[^<]*<\/a>/g;

/** Reads AsciiDoc as the web page that it stands for; files that it includes are not read, and told. */
export function outlineAsciiDoc(file: string): Promise<ReadResult> {
  return withFrontMatter(file, async (text) => {
    const { load, LoggerManager, NullLogger } = await import('@asciidoctor/core');
    LoggerManager.setLogger(new NullLogger());
    // Secure: no other file is opened. Its table of contents is not its text.
    const document = await load(text, { safe: 'secure', attributes: { showtitle: true, toc: null } });
    const page = String(await document.convert());
    const outline = await outlineHtml(`<main>${page.replace(SIGNS, '').replace(INCLUDE, '')}</main>`);
    const included: ReadProblem[] =
      page.search(INCLUDE) !== -1
        ? [{ code: 'words-left-out', severity: 'warning', line: null, details: { element: 'include::' } }]
        : [];
    const said = (name: string) => String(document.getAttribute(name) ?? '').trim();
    const source = {
      ...outline.source,
      publisher: said('author') || null,
      asOf: leadingDate(said('revdate')),
    };
    return { outline: { ...outline, source }, problems: included };
  });
}
