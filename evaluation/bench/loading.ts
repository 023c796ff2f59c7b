import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedder } from '../../src/embedding/transformers.js';
import { openIndex } from '../../src/index/build.js';
import type { Place } from './node-process.js';
import { type Figure, summarise } from './report.js';
import { byTurns, timed } from './timing.js';

const LOADS = 11;

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
  for (let turn = -1; turn < LOADS; turn++) {
    await byTurns([open, read], turn + 1);
    if (turn >= 0) loads.push({ ...load });
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
