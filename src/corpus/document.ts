/** The two languages Verbatim reads and answers in. */
export const LANGUAGES = ['fr', 'en'] as const;

/** A language of the corpus: French or English. */
export type Language = (typeof LANGUAGES)[number];

/** The other of the two languages. */
export function otherLanguage(language: Language): Language {
  return language === 'fr' ? 'en' : 'fr';
}

/** Where a document comes from, as shown under every quote. */
export interface Source {
  /** Title of the document; the file name when nothing better is known. */
  readonly title: string;
  /** Who published it, or what it was written after; null when the document does not say. */
  readonly publisher: string | null;
  /** Whether the text is its publisher's own words; false when it was only written after them. */
  readonly quoted: boolean;
  /** When what it was written after was read, in the forms of `asOf`; null when unknown. */
  readonly read: string | null;
  /** Its address, or null. */
  readonly url: string | null;
  /** The date the text speaks of: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a final `~` when it is only about right (EDTF); null when unknown. */
  readonly asOf: string | null;
}

/** What sort of thing a subject is. */
export const KINDS = ['person', 'organisation', 'place', 'event', 'work', 'idea'] as const;

export type Kind = (typeof KINDS)[number];

/** What a page says that it is about. */
export interface PageSubject {
  /** Its name, in the language of the page. */
  readonly name: string;
  /** Other names of it that people use. */
  readonly aliases: readonly string[];
  /** Null on a page that names its subject without being the one that presents it. */
  readonly kind: Kind | null;
  /** Whether the whole corpus is about it before all else. */
  readonly isMain: boolean;
}

/** One source file, as text. */
export interface Document {
  /** Path relative to the corpus folder, with `/` separators. */
  readonly path: string;
  /**
   * The text that passages are cut from. For `.txt` it is the decoded file, character for character,
   * without its byte-order mark; for any other format what a reader sees of it, Markdown on the lines of its file.
   */
  readonly text: string;
  readonly source: Source;
  /** Questions that people may ask and it answers, in its language, `LONGEST_QUESTION` at most; often none. */
  readonly questions: readonly string[];
  /** What it says that it is about; null when it does not say. */
  readonly subject: PageSubject | null;
}

/** Longest question that a document lists, in UTF-16 code units: what a list of choices on Discord holds. */
export const LONGEST_QUESTION = 100;

/** The smallest thing quoted: one to four sentences, a short list or a row of a table, of one section, in one language. */
export interface Passage {
  /** Stable across rebuilds: `<topic>.<language>#<anchor>/<n>` for our own pages, `<path>#<n>` for plain documents. */
  readonly id: string;
  /** Path of its document. */
  readonly document: string;
  /** Heading it stands under, character for character; empty when there is none. */
  readonly section: string;
  /** What stands over it, outermost first: the headings down to its section, then what introduces its list or table. */
  readonly path: readonly string[];
  readonly language: Language;
  /** Place in `Document.text`, in UTF-16 code units: `text.slice(start, end)` is the passage. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A passage and its counterpart in the other language; at least one of the two is present. */
export interface Pair {
  /** `<topic>#<anchor>/<n>` for our own pages, else the id of its first passage. */
  readonly id: string;
  readonly fr: Passage | null;
  readonly en: Passage | null;
}

/** What can be wrong with a corpus; the phrases stand in `i18n/`. */
export type ProblemCode =
  | 'unreadable' // the file cannot be opened or decoded; `reason` says why
  | 'empty' // no text in it
  | 'bad-bytes' // bytes that its encoding does not know; the line is the first one's
  | 'rows-left-out' // a table of more rows than are read: `read` of them
  | 'draft' // its front matter says that it is not published
  | 'notes-left-out' // what a speaker says to the slides: on `count` of them
  | 'attachments-left-out' // what comes with a message: `count`
  | 'words-left-out' // something that may hold words and is not read: `element`
  | 'page-cut' // a page of a PDF with more than `read` characters: those beyond are not read; `page`
  | 'pages-left-out' // a PDF that is broken in part, too long or too slow: `read` of `pages` pages were read
  | 'front-matter' // broken or unknown YAML front matter; `reason`
  | 'missing-counterpart' // `expected`: the file that should stand beside it
  | 'anchor-mismatch' // `anchor` has no section of that name in `counterpart`
  | 'anchor-missing' // a heading of ours without `{#anchor}`; `heading`
  | 'anchor-duplicate' // `anchor` stands twice in the file
  | 'paragraph-mismatch' // `anchor`, `here` and `there`: different numbers of paragraphs
  | 'duplicate' // the same passage as at `other` (`path:line`)
  | 'near-duplicate' // nearly the same as at `other`
  | 'too-long' // more than four sentences or too many words; `sentences`, `words`
  | 'no-source' // no source named
  | 'no-date' // no `asOf`
  | 'not-in-copy' // a passage said to be quoted that does not stand in the `copy`
  | 'copy-unreadable' // the `copy` cannot be read, or lies outside the corpus folder
  | 'subject-unpresented' // `subject`: no page of this language presents it
  | 'subject-repeated' // `name`, of a subject, stands for another one, presented at `other`, too
  | 'alias-common' // `alias` is a word that the corpus also writes as any other
  | 'unknown-language' // neither French nor English could be told
  | 'link-loop' // a symbolic link that leads back to a folder above it
  | 'unsupported'; // a file of a format that is not read; `format`

/** Something to mend in a corpus, with its place. */
export interface Problem {
  readonly code: ProblemCode;
  /** `error` fails `corpus check`; `warning` is only said. */
  readonly severity: 'error' | 'warning';
  /** Path relative to the corpus folder. */
  readonly file: string;
  /** Line, from 1; null when the problem is the file's as a whole. */
  readonly line: number | null;
  readonly details: Readonly<Record<string, string | number>>;
}

/** What is known of a file without reading it: enough to tell whether it may have changed. */
export interface FileStamp {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Last modification and last change of the inode, in milliseconds since the epoch. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A corpus folder, read whole. */
export interface Corpus {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly files: readonly FileStamp[];
  /** SHA-256, in hexadecimal, over the paths and bytes of all files read, in path order. */
  readonly hash: string;
  readonly documents: readonly Document[];
  /** In document order, then by offset. */
  readonly passages: readonly Passage[];
  /** Pairs told by file names and anchors alone; every passage is in exactly one pair, alone if need be. */
  readonly pairs: readonly Pair[];
  /** Which documents say that they are one page in both languages: the path of each by that of the other. */
  readonly counterparts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}
