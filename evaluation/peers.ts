import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Hit } from '../src/index/snapshot.js';
import type { Engine } from '../src/search/engine.js';
import type { Asked, Sides } from './asked.js';
import type { Models } from './halves.js';

/** Passages looked at of each way to search. */
const LOOKED_AT = 3;

/** Another way to search the same corpus: what it finds, best first. */
export interface Peer {
  readonly name: string;
  find(asked: Asked): Promise<readonly Sides[]>;
}

/** Words alone and vectors alone. */
export function peersOf({ index, embedder }: Engine): Peer[] {
  const sidesOf = (hits: readonly Hit[]): Promise<Sides[]> => index.pairs(hits.map(({ pair }) => pair));
  return [
    {
      name: 'BM25',
      find: async ({ question, language }) => sidesOf(await index.words(question, language, LOOKED_AT)),
    },
    {
      name: 'vectors alone',
      find: async ({ question }) =>
        sidesOf(await index.nearest(await embedder.embedQuery(question), LOOKED_AT)),
    },
  ];
}

const Side = z.object({ text: z.string(), document: z.string() }).nullable();
const Module = z.object({
  openEngine: z.custom<(request: unknown) => Promise<unknown>>((f) => typeof f === 'function'),
});
const Opened = z.object({
  index: z.object({ pairs: z.array(z.object({ fr: Side, en: Side })) }),
  inspect: z.custom<(question: string, options: unknown) => Promise<unknown>>((f) => typeof f === 'function'),
});
const Inspected = z.object({ ranked: z.array(z.object({ pair: z.int() })) }).nullable();

/** The engine of an earlier commit, built in a work tree of its own: the order of its candidates, whatever its verdict. */
export async function openEarlier(
  worktree: string,
  corpusFolder: string,
  indexFolder: string,
  { model, reader }: Models,
): Promise<Peer> {
  const module = Module.parse(await import(pathToFileURL(join(worktree, 'dist/search/engine.js')).href));
  const { index, inspect } = Opened.parse(
    await module.openEngine({ corpusFolder, indexFolder, model, reader }),
  );
  return {
    name: 'the earlier engine',
    async find({ question, language }) {
      const seen = Inspected.parse(await inspect(question, { locale: language }));
      return (seen?.ranked ?? []).slice(0, LOOKED_AT).map(({ pair }) => index.pairs[pair] ?? {});
    },
  };
}
