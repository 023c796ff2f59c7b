import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ABOUT_ENDING } from './about.js';
import type { Document, Passage } from './document.js';
import { refusal } from './files.js';
import { readOutline } from './formats/formats.js';
import { withFrontMatter } from './formats/front-matter.js';
import { type SheetReader, sheetsOf } from './formats/style-sheets.js';
import { lineCounter } from './lines.js';
import type { Outline, ReadProblem, ReadResult, Translation } from './outline.js';
import type { Page } from './pages.js';
import { cutDocument, cutPage } from './passages.js';

/** What reading one file of a corpus comes to. */
export interface FileRead {
  /** SHA-256 of the bytes, in hexadecimal; null when they could not be read. */
  readonly digest: string | null;
  readonly document: Document | null;
  readonly passages: readonly Passage[];
  readonly problems: readonly ReadProblem[];
  /** See `Outline.translations`. */
  readonly translations: readonly Translation[];
}

/** A file that gave nothing, and why. */
export function unread(problems: readonly ReadProblem[], digest: string | null = null): FileRead {
  return { digest, document: null, passages: [], problems, translations: [] };
}

/**
 * Reads the files of a corpus folder, one at a time, with the style sheets beside them, which are read once. A file whose bytes are not wanted
 * is not read: null.
 */
export function fileReader(
  folder: string,
): (path: string, page: Page | null, isWanted: (bytes: Uint8Array) => boolean) => Promise<FileRead | null> {
  const sheetsFor = sheetsOf(folder);
  return (path, page, isWanted) => readCorpusFile(folder, path, page, sheetsFor(path), isWanted);
}

/** Reads one file of a corpus folder and cuts it into passages; what cannot be read is told. */
async function readCorpusFile(
  folder: string,
  path: string,
  page: Page | null,
  sheetAt: SheetReader,
  isWanted: (bytes: Uint8Array) => boolean,
): Promise<FileRead | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(folder, path));
  } catch (error) {
    return unread([refusal(error)]);
  }
  if (!isWanted(bytes)) return null;
  const about = await readFile(resolve(folder, path + ABOUT_ENDING)).catch(() => null);
  const digest = createHash('sha256').update(bytes);
  if (about !== null) digest.update('\0').update(about);
  return { digest: digest.digest('hex'), ...(await cutFile(folder, path, bytes, about, page, sheetAt)) };
}

/** What a file of a corpus folder says, with what is said of it beside it, in passages. */
async function cutFile(
  folder: string,
  path: string,
  bytes: Uint8Array,
  about: Buffer | null,
  page: Page | null,
  sheetAt: SheetReader,
): Promise<Omit<FileRead, 'digest'>> {
  const read = await readOutline(path, bytes, sheetAt);
  const { outline, problems } = about === null ? read : await withAbout(read, about.toString());
  if (outline === null) return { document: null, passages: [], problems, translations: [] };
  const { text, questions, translations = [] } = outline;
  const subject = outline.declared?.subject ?? null;
  const document = { path, text, source: sourceOf(path, outline), questions, subject };
  const cut = page ? cutPage(path, outline, page) : await cutDocument(path, outline);
  const { passages } = cut;
  const differing = await compareWithCopy(folder, document, passages, outline.declared?.copy ?? null);
  return {
    document,
    passages,
    problems: [...problems, ...cut.problems, ...differing],
    translations,
  };
}

/** What was read of a file, with what is said of it beside it in the words of a front matter, which counts before its own. */
async function withAbout({ outline: own, problems: told }: ReadResult, about: string): Promise<ReadResult> {
  const front = `---\n${about.trim()}\n---\n`;
  const { outline, problems } = await withFrontMatter(front, async () => ({ outline: own, problems: told }));
  if (outline === null || own === null) return { outline, problems };
  const declared = own.declared ?? outline.declared;
  const both = { ...outline, questions: [...own.questions, ...outline.questions] };
  return { outline: declared === undefined ? both : { ...both, declared }, problems };
}

function sourceOf(path: string, { source, declared }: Outline): Document['source'] {
  const { quoted = true, read = null } = declared ?? {};
  return { ...source, title: source.title ?? basename(path, extname(path)), quoted, read };
}

/** The passages of a document that do not stand, but for white space, in the copy of what it says it quotes. */
async function compareWithCopy(
  folder: string,
  { path, text }: Document,
  passages: readonly Passage[],
  copy: string | null,
): Promise<ReadProblem[]> {
  if (copy === null) return [];
  const problem = { severity: 'error', line: null, details: { copy } } as const;
  const place = join(dirname(path), copy);
  const bytes = place.startsWith('..') ? null : await readFile(resolve(folder, place)).catch(() => null);
  const { outline } = bytes === null ? { outline: null } : await readOutline(place, bytes);
  if (outline === null) return [{ ...problem, code: 'copy-unreadable' }];
  const held = oneSpaced(outline.text);
  const lineAt = lineCounter(text);
  return passages
    .filter((passage) => !held.includes(oneSpaced(passage.text)))
    .map(({ start }) => ({ ...problem, code: 'not-in-copy', line: lineAt(start) }));
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
