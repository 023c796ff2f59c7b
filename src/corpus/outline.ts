import type { Language, PageSubject, Problem, Source } from './document.js';

/** A run of a document's text, with its place: `text.slice(start, end)`, trimmed of surrounding white space. */
export interface Block {
  /** `item`: of a list; `row`: of a table, its cells with their column heads; `code`: lines to be kept as they stand. */
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code';
  readonly start: number;
  readonly end: number;
  /** Explicit anchor of a heading (`## Title {#anchor}`, `<h2 id="anchor">`), which `start`–`end` leaves out. */
  readonly anchor: string | null;
  /** Rank of a heading, 1 the highest; 0 of anything else, and of headings of a format that knows no ranks. */
  readonly level: number;
  /** What a table's rows stand under, and no heading is: its caption; mostly empty. */
  readonly lead: string;
}

/**
 * What every format's reader makes of a file: its text and the headings and paragraphs in it, in
 * order and without overlap. Page furniture (navigation, scripts, page numbers, empty headings of a
 * page's template) is in no block.
 */
export interface Outline {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What the file says of its own origin; fields it is silent on are null. */
  readonly source: { readonly [K in 'title' | 'publisher' | 'url' | 'asOf']: Source[K] | null };
  /** Questions that the file says it answers: see `Document.questions`. */
  readonly questions: readonly string[];
  /** What only a front matter declares. */
  readonly declared?: Declared;
  /** Where the same page stands in French and in English, itself often among them; only pages say so. */
  readonly translations?: readonly Translation[];
}

/** Where a page stands in a language. */
export interface Translation {
  readonly language: Language;
  /** As the page gives it: whole, or relative to its own. */
  readonly address: string;
}

/** What a front matter declares of the text below it. */
export interface Declared extends Pick<Source, 'quoted' | 'read'> {
  readonly subject: PageSubject | null;
  /** Path of a copy of what is quoted, relative to the file; null when none is given. */
  readonly copy: string | null;
}

/** A file that says nothing of its own origin. */
export const SILENT: Outline['source'] = { title: null, publisher: null, url: null, asOf: null };

/** Why a file cannot be read: the `reason` of an `unreadable` problem. */
export type UnreadableReason =
  | 'missing' // gone, or a link that leads nowhere
  | 'permission' // the user may not read it
  | 'not-a-file' // a pipe, a socket, a device
  | 'io' // the disk says no; `message`
  | 'too-large' // more bytes than its format's limit; `limit` in MB
  | 'binary' // not text
  | 'misnamed' // not of the format that its name says (an old .doc named .docx, for instance)
  | 'too-large-unpacked' // a zip that would unpack to far more than it weighs
  | 'out-of-time' // takes longer than its budget; `seconds`
  | 'out-of-memory' // takes more memory than its budget
  | 'encrypted' // asks for a password
  | 'dynamic-form' // a PDF whose pages are made by a program from a form (XFA)
  | 'no-text' // pages without one letter: scanned pictures
  | 'broken'; // damaged; `message`

/** A problem found while reading one file. */
export type ReadProblem = Omit<Problem, 'file'>;

/** What reading one file comes to. */
export interface ReadResult {
  /** Null when the file cannot be read: a problem then says why. */
  readonly outline: Outline | null;
  readonly problems: readonly ReadProblem[];
}

/** Reads the files of one format. What cannot be read is told as a problem, or thrown. */
export type Reader = (bytes: Uint8Array) => ReadResult | Promise<ReadResult>;

/** The problem of a file that cannot be read. */
export function unreadable(reason: UnreadableReason, details: ReadProblem['details'] = {}): ReadProblem {
  return { code: 'unreadable', severity: 'error', line: null, details: { reason, ...details } };
}

/** A block on its way, before it has a place. */
export interface ExtractedBlock {
  readonly kind: Block['kind'];
  readonly text: string;
  readonly anchor?: string | null;
  readonly level?: number;
  readonly lead?: string;
  /** Line of the file that it begins on, from 1, where that is known. */
  readonly line?: number;
}

/** What stands before an item of a list, but for the first of a list that nothing introduces. */
const BULLET = '- ';

/** Whether a paragraph introduces what follows it. */
export function isLeadIn(text: string): boolean {
  // Only the end is looked at: a paragraph may be long.
  return /:[\s*_»”"')\]]*$/u.test(text.slice(-20));
}

/**
 * Lays extracted blocks out as a text: an item of a list, or code that a paragraph introduces, on the next line, anything else after a
 * blank one, and on the line that it has in its file as far as the lines above it leave room. Blank blocks are left out.
 */
export function layOut(extracted: Iterable<ExtractedBlock>): Pick<Outline, 'text' | 'blocks'> {
  const blocks: Block[] = [];
  const parts: string[] = [];
  let length = 0;
  let line = 1;
  let last: ExtractedBlock | null = null;
  const add = (part: string) => {
    parts.push(part);
    length += part.length;
    line += part.split('\n').length - 1;
  };
  for (const block of extracted) {
    const words = block.text.trim();
    if (words === '') continue;
    const isIntroduced = last?.kind === 'paragraph' && isLeadIn(last.text.trim());
    const goesOn =
      (block.kind === 'item' && (last?.kind === 'item' || isIntroduced)) ||
      (block.kind === 'code' && isIntroduced);
    const breaks = Math.max(last === null ? 0 : 2, (block.line ?? 0) - line);
    const between = goesOn ? `\n${block.kind === 'item' ? BULLET : ''}` : '\n'.repeat(breaks);
    add(between);
    const { kind, anchor = null, level = 0, lead = '' } = block;
    blocks.push({ kind, start: length, end: length + words.length, anchor, level, lead });
    add(words);
    last = block;
  }
  return { text: parts.join(''), blocks };
}
