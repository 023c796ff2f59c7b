import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDocx } from '../../test/make-docx.js';
import { readCorpus } from './read.js';
import { type Budget, startReading } from './reading.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-reading-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SENTENCE = 'La lumière du phare fut allumée en 1962, après une longue réparation.';
const LARGE = 1_000_000;

async function put(name: string, content: string | Uint8Array) {
  await writeFile(join(folder, name), content);
  const { size, mtimeMs, ctimeMs } = await stat(join(folder, name));
  return { path: name, size, mtimeMs, ctimeMs };
}

/** What is read of a large file under a budget, and then of a small one. */
async function readBoth(budget: Budget) {
  const large = await put('large.md', `- ${SENTENCE}\n`.repeat(40_000));
  const small = await put('small.docx', makeDocx([{ text: SENTENCE }]));
  const reading = startReading(folder, budget);
  try {
    return [await reading.read(large, null), await reading.read(small, null)];
  } finally {
    await reading.close();
  }
}

it('ends what takes too long, and reads the next file', async () => {
  const [large, small] = await readBoth({
    seconds: ({ size }) => (size > LARGE ? 0.001 : 600),
    megabytes: 2048,
  });
  expect(large).toMatchObject({ document: null, passages: [] });
  expect(large?.problems[0]?.details).toEqual({ reason: 'out-of-time', seconds: 1 });
  expect(small?.passages.map(({ text }) => text)).toEqual([SENTENCE]);
});

it('ends what takes too much memory, and reads the next file', async () => {
  const [large, small] = await readBoth({ seconds: () => 600, megabytes: 40 });
  expect(large?.problems[0]?.details).toEqual({ reason: 'out-of-memory' });
  expect(small?.passages.map(({ text }) => text)).toEqual([SENTENCE]);
});

it.each([
  ['brackets.md', '['.repeat(29_000)],
  ['stars.md', '*a '.repeat(9_000)],
  ['code.md', '`'.repeat(29_000)],
  ['rows.csv', '|a|\n|-|\n'.repeat(3_500)],
])('ends a small %s of nothing but marks, too, and reads the others', async (name, text) => {
  await put(name, text);
  await put('other.md', SENTENCE);
  const budget = { seconds: ({ path }: { path: string }) => (path === name ? 0.001 : 600), megabytes: 2048 };
  const { passages, problems } = await readCorpus(folder, budget);
  expect(problems.map(({ file, details }) => [file, details['reason']])).toEqual([[name, 'out-of-time']]);
  expect(passages.map((passage) => passage.text)).toEqual([SENTENCE]);
});

it('reads the same in a thread as without one', async () => {
  const text = `${SENTENCE}\n\n`.repeat(3_000);
  await put('a.txt', text);
  await put('b.docx', makeDocx([{ text: SENTENCE }]));
  await put('c.txt', SENTENCE);
  const { documents, passages, problems } = await readCorpus(folder);
  expect(problems).toEqual([]);
  expect(documents.map(({ path }) => path)).toEqual(['a.txt', 'b.docx', 'c.txt']);
  expect(documents[0]?.text).toBe(text);
  expect(passages).toHaveLength(3_002);
  expect(new Set(passages.map((passage) => passage.text))).toEqual(new Set([SENTENCE]));
});
