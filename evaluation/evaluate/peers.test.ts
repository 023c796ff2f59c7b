import { expect, it } from 'vitest';
import { installedPeers, jsonBytes, missingPeers } from './peers.js';

it('counts the bytes of JSON without writing it', () => {
  const sparse: unknown[] = ['a', undefined, null];
  for (const value of [
    ...[{}, [], 1, 'é"', null, [1.5, 2], [[], {}], { a: undefined, b: [{ c: 'ü\n' }, 2] }],
    sparse,
    { vectors: { 1: [0.5, [1, 2]], 'a"b': {} } },
  ])
    expect(jsonBytes(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
});

it('names the peers that are not installed, and how to have them', async () => {
  const { kinds, missing } = await installedPeers();
  expect([...kinds.map(({ name }) => name), ...missing].sort()).toEqual([
    ...['BM25 (minisearch)', 'LangChain.js HNSWLib', 'Orama hybrid', 'dense'],
  ]);
  expect(missingPeers([])).toBeNull();
  expect(missingPeers(['Orama hybrid'])).toMatch(/^not installed: Orama hybrid\. To install: npm ci/);
});
