import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { watchCorpus } from './watch.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-watch-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** A promise to settle from outside. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

it('tells changes close together once, never twice at a time, until it is stopped', async () => {
  const stop = new AbortController();
  const ready = deferred();
  const seen: string[] = [];
  let told = deferred();
  const watching = watchCorpus({
    corpusFolder: root,
    quietMs: 100,
    signal: stop.signal,
    onReady: () => ready.resolve(),
    onChange: async () => {
      seen.push('change');
      told.resolve();
    },
  });
  await ready.promise;
  for (let i = 0; i < 10; i++) await writeFile(join(root, `page-${i}.txt`), 'Some text.');
  await told.promise;
  told = deferred();
  await rm(join(root, 'page-3.txt'));
  await told.promise;
  expect(seen).toEqual(['change', 'change']);
  stop.abort();
  await watching;
});

it('ends with the error of a change that cannot be handled', async () => {
  const ready = deferred();
  const watching = watchCorpus({
    corpusFolder: root,
    quietMs: 10,
    signal: new AbortController().signal,
    onReady: () => ready.resolve(),
    onChange: () => Promise.reject(new Error('no more room')),
  });
  await ready.promise;
  await writeFile(join(root, 'last.txt'), 'Some text.');
  await expect(watching).rejects.toThrow('no more room');
});
