import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedder } from '../../src/embedding/transformers.js';
import { openIndex } from '../../src/index/build.js';
import type { Place } from './node-process.js';
import { type Figure, summarise } from './report.js';
import { byTurns, timed } from './timing.js';

/** Loads at most, and at least; those of a small index take so little that many tell more. */
const MOST_LOADS = 31;
const FEWEST_LOADS = 3;
/** What loads beyond the fewest may take, in milliseconds. */
const MOST_MS = 10_000;

/**
 * Opening an index from disk, its checksums and its corpus's file dates checked, beside reading the bytes of
 * its files and no more, by turns.
 */
export async function measureLoading({ corpusFolder, indexFolder, model }: Place): Promise<Figure[]> {
  const embedder = await openEmbedder(model);
  let bytes = 0;
  const load = { open: 0, read: 0 };
  const open = async () => {
    load.open = await timed(() => openIndex({ corpusFolder, indexFolder, embedder }));
  };
  const read = async () => {
    load.read = await timed(async () => {
      bytes = await readAll(indexFolder);
    });
  };
  const loads: { open: number; read: number }[] = [];
  await byTurns([open, read], 0);
  const started = performance.now();
  const hasTime = () => loads.length < FEWEST_LOADS || performance.now() - started < MOST_MS;
  while (loads.length < MOST_LOADS && hasTime()) {
    await byTurns([open, read], loads.length);
    loads.push({ ...load });
  }
  const over = (of: (each: (typeof loads)[number]) => number) => summarise(...loads.map(of));
  return [
    { name: 'index on disk', unit: 'MB', measure: summarise(bytes / 1e6) },
    { name: 'loading the index', unit: 'ms', measure: over(({ open }) => open) },
    { name: 'limit: reading its files', unit: 'ms', measure: over(({ read }) => read) },
    {
      name: 'loading the index ÷ reading its files',
      unit: '×',
      measure: over(({ open, read }) => open / read),
    },
  ];
}

/** Reads every file of a folder, one after the other; how many bytes there were. */
async function readAll(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await readFile(join(entry.parentPath, entry.name))).byteLength;
  return bytes;
}
