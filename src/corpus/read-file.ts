import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Document, Passage } from './document.js';
import { refusal } from './files.js';
import { readOutline } from './formats/formats.js';
import { type SheetReader, sheetsOf } from './formats/style-sheets.js';
import { lineCounter } from './lines.js';
import type { Outline, ReadProblem, Translation } from './outline.js';
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
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { outline, problems } = await readOutline(path, bytes, sheetAt);
  if (outline === null) return unread(problems, digest);
  const { text, questions, translations = [] } = outline;
  const subject = outline.declared?.subject ?? null;
  const document = { path, text, source: sourceOf(path, outline), questions, subject };
  const cut = page ? cutPage(path, outline, page) : await cutDocument(path, outline);
  const { passages } = cut;
  const differing = await compareWithCopy(folder, document, passages, outline.declared?.copy ?? null);
  return {
    digest,
    document,
    passages,
    problems: [...problems, ...cut.problems, ...differing],
    translations,
  };
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
