import { parentPort } from 'node:worker_threads';
import type { Page } from './pages.js';
import { fileReader } from './read-file.js';

/** What the thread is asked: a file of a corpus folder. */
export interface Request {
  readonly folder: string;
  readonly path: string;
  readonly page: Page | null;
}

/** A thread reads one folder. */
let readFile: ReturnType<typeof fileReader> | null = null;

parentPort?.on('message', async ({ folder, path, page }: Request) => {
  readFile ??= fileReader(folder);
  const read = await readFile(path, page, () => true);
  if (read === null) return;
  // The texts of the passages are parts of the document's: they are not handed over twice.
  parentPort?.postMessage({ ...read, passages: read.passages.map((passage) => ({ ...passage, text: '' })) });
});
