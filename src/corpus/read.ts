import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Corpus, Document, FileStamp, Passage, Problem } from './document.js';
import { listFiles, refusal } from './files.js';
import { readOutline } from './formats/formats.js';
import { lineCounter } from './lines.js';
import type { Outline, ReadProblem } from './outline.js';
import { findPages, type Page } from './pages.js';
import { pairPassages } from './pairs.js';
import { cutDocument, cutPage } from './passages.js';

/** Files read at once: enough to keep the disk busy while another is parsed, few enough to spare memory. */
const AT_ONCE = 4;

interface FileRead {
  /** SHA-256 of the bytes, in hexadecimal; null when they could not be read. */
  readonly digest: string | null;
  readonly document: Document | null;
  readonly passages: readonly Passage[];
  readonly problems: readonly ReadProblem[];
}

/**
 * Reads a corpus folder: its documents, cut into passages, and the pairs told by names and anchors.
 * What cannot be read is told in `problems` and stops no other file; a corpus without one passage is
 * returned as such.
 *
 * @throws Failure `corpus-missing` when there is no such folder, `corpus-unreadable` when it cannot be opened.
 */
export async function readCorpus(folder: string): Promise<Corpus> {
  const { files, problems: listed } = await listFiles(folder);
  const pages = findPages(files.map(({ path }) => path));
  const read = await mapInOrder(files, AT_ONCE, ({ path }) => readOne(folder, path, pages.get(path) ?? null));
  const hash = createHash('sha256');
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const problems: Problem[] = [...listed];
  files.forEach(({ path }, at) => {
    const file = read[at];
    if (!file) return;
    // The digest of the bytes stands for them: no file need wait for the one before it.
    if (file.digest !== null) hash.update(`${path}\0${file.digest}\n`);
    if (file.document) documents.push(file.document);
    for (const passage of file.passages) passages.push(passage);
    for (const problem of file.problems) problems.push({ ...problem, file: path });
  });
  return {
    folder: resolve(folder),
    files,
    hash: hash.digest('hex'),
    documents,
    passages,
    pairs: pairPassages(passages, pages),
    problems,
  };
}

/**
 * What is known of the files of a corpus without reading them, in path order.
 *
 * @throws Failure as `readCorpus` does.
 */
export async function stampCorpus(folder: string): Promise<FileStamp[]> {
  return (await listFiles(folder)).files;
}

async function readOne(folder: string, path: string, page: Page | null): Promise<FileRead> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(folder, path));
  } catch (error) {
    return { digest: null, document: null, passages: [], problems: [refusal(error)] };
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { outline, problems } = await readOutline(path, bytes);
  if (outline === null) return { digest, document: null, passages: [], problems };
  const { text, questions } = outline;
  const subject = outline.declared?.subject ?? null;
  const document = { path, text, source: sourceOf(path, outline), questions, subject };
  const cut = page ? cutPage(path, outline, page) : await cutDocument(path, outline);
  const { passages } = cut;
  const differing = await compareWithCopy(folder, document, passages, outline.declared?.copy ?? null);
  return { digest, document, passages, problems: [...problems, ...cut.problems, ...differing] };
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

/** Maps a list with at most `limit` works at a time; the results keep the list's order. */
async function mapInOrder<T, R>(
  list: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(list.length);
  const entries = list.entries();
  const worker = async () => {
    // One iterator shared by all workers: each takes the next entry.
    for (const [at, item] of entries) results[at] = await map(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
