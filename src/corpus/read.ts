import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { declaredCounterparts } from './counterparts.js';
import type { Corpus, Document, FileStamp, Passage, Problem } from './document.js';
import { listFiles } from './files.js';
import type { Translation } from './outline.js';
import { findPages, type Page } from './pages.js';
import { pairPassages } from './pairs.js';
import { type FileRead, fileReader, unread } from './read-file.js';
import { type Budget, startReading } from './reading.js';

/**
 * Reads a corpus folder: its documents, cut into passages, and the pairs told by names and anchors.
 * What cannot be read is told in `problems` and stops no other file; a corpus without one passage is
 * returned as such.
 *
 * @param budget what a file may take: mostly the usual one
 * @throws Failure `corpus-missing` when there is no such folder, `corpus-unreadable` when it cannot be opened.
 */
export async function readCorpus(folder: string, budget?: Budget): Promise<Corpus> {
  const { files, problems: listed } = await listFiles(folder);
  const pages = findPages(files.map(({ path }) => path));
  const read = await readAll(folder, files, pages, budget);
  const hash = createHash('sha256');
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const problems: Problem[] = [...listed];
  const translations = new Map<string, readonly Translation[]>();
  files.forEach(({ path }, at) => {
    const file = read[at];
    if (!file) return;
    // The digest of the bytes stands for them: no file need wait for the one before it.
    if (file.digest !== null) hash.update(`${path}\0${file.digest}\n`);
    if (file.translations.length > 0) translations.set(path, file.translations);
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
    counterparts: declaredCounterparts(documents, passages, translations),
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

/**
 * Reads one file of a folder as it is read with the others of a corpus.
 *
 * @throws Error of the file system when there is no such file; what of it cannot be read is told.
 */
export async function readOne(folder: string, path: string, budget?: Budget): Promise<FileRead> {
  const { size, mtimeMs, ctimeMs } = await stat(resolve(folder, path));
  const [read] = await readAll(folder, [{ path, size, mtimeMs, ctimeMs }], findPages([path]), budget);
  return read ?? unread([]);
}

/** Bytes of a plain file at most that is read here. */
const LIGHT = 30_000;
/** Bytes of light files that are worth reading here while the thread reads others: what it has loaded for them, it need not be loaded twice. */
const WORTHWHILE = 1_000_000;
const PLAIN = /\.(?:md|markdown|txt|text|html?|[ct]sv)$/i;

/** Marks that a reader looks for the other end of: where nearly all is marks, it does so from each to the end of the file. */
const MARKS = new Set(Buffer.from('[]*_`~<|!{}$%\\'));
/** The share of marks from which a file is read in the thread, which can be ended. */
const MOST_MARKS = 0.2;

function isReadable(bytes: Uint8Array): boolean {
  let marks = 0;
  for (const byte of bytes) if (MARKS.has(byte)) marks++;
  return marks <= MOST_MARKS * bytes.length;
}

/** Reads files, light ones here and the others in a thread at the same time; the results keep the list's order. */
async function readAll(
  folder: string,
  files: readonly FileStamp[],
  pages: ReadonlyMap<string, Page>,
  budget?: Budget,
): Promise<FileRead[]> {
  const results: FileRead[] = new Array(files.length);
  const thread = startReading(folder, budget);
  const readEach = async (
    isWanted: (file: FileStamp, at: number) => boolean,
    read: (file: FileStamp) => Promise<FileRead | null>,
  ) => {
    for (const [at, file] of files.entries()) {
      const found = isWanted(file, at) ? await read(file) : null;
      if (found !== null) results[at] = found;
    }
  };
  const isPlain = ({ path, size }: FileStamp) => size <= LIGHT && PLAIN.test(path);
  const bytes = files.filter(isPlain).reduce((sum, { size }) => sum + size, 0);
  const isWorthwhile = bytes > WORTHWHILE || files.every(isPlain);
  const isLight = (file: FileStamp) => isWorthwhile && isPlain(file);
  const pageOf = ({ path }: FileStamp) => pages.get(path) ?? null;
  const readHere = fileReader(folder);
  const readThere = (file: FileStamp) => thread.read(file, pageOf(file));
  try {
    await Promise.all([
      readEach(isLight, (file) => readHere(file.path, pageOf(file), isReadable)),
      readEach((file) => !isLight(file), readThere),
    ]);
    await readEach((_, at) => results[at] === undefined, readThere);
  } finally {
    await thread.close();
  }
  return results;
}
