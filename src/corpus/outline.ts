import type { Problem, Source } from './document.js';

/** A run of a document's text, with its place: `text.slice(start, end)`, trimmed of surrounding white space. */
export interface Block {
  readonly kind: 'heading' | 'paragraph';
  readonly start: number;
  readonly end: number;
  /** Explicit anchor of a heading (`## Title {#anchor}`, `<h2 id="anchor">`), which `start`–`end` leaves out. */
  readonly anchor: string | null;
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
  readonly source: { readonly [K in keyof Source]: Source[K] | null };
  /** Questions that the file says it answers: see `Document.questions`. */
  readonly questions: readonly string[];
}

/** Why a file cannot be read: the `reason` of an `unreadable` problem. */
export type UnreadableReason =
  | 'missing' // gone, or a link that leads nowhere
  | 'permission' // the user may not read it
  | 'not-a-file' // a pipe, a socket, a device
  | 'io' // the disk says no; `message`
  | 'too-large' // more bytes than its format's limit; `limit` in MB
  | 'binary' // not text
  | 'not-a-zip' // named .docx without being one (an old .doc, for instance)
  | 'not-a-docx' // a zip without a Word document in it
  | 'too-large-unpacked' // a zip that would unpack to far more than it weighs
  | 'encrypted' // asks for a password
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

/** The problem of a file that cannot be read. */
export function unreadable(reason: UnreadableReason, details: ReadProblem['details'] = {}): ReadProblem {
  return { code: 'unreadable', severity: 'error', line: null, details: { reason, ...details } };
}

/** A block of a format that holds no plain text of its own, before it has a place. */
export interface ExtractedBlock {
  readonly kind: Block['kind'];
  readonly text: string;
  readonly anchor: string | null;
}

/** Lays extracted blocks out as a text, a blank line between any two. Blank blocks are left out. */
export function layOut(extracted: Iterable<ExtractedBlock>): Pick<Outline, 'text' | 'blocks'> {
  const blocks: Block[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const { kind, text, anchor } of extracted) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const start = length === 0 ? 0 : length + 2;
    length = start + trimmed.length;
    parts.push(trimmed);
    blocks.push({ kind, start, end: length, anchor });
  }
  return { text: parts.join('\n\n'), blocks };
}
