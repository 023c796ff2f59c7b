import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import type { Passage } from '../../src/corpus/document.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { dot } from '../../src/embedding/vector.js';
import type { Index } from '../../src/index/snapshot.js';
import { fold } from '../../src/index/terms.js';
import { INSTALL_PEERS, loadPeer } from '../peers/load.js';
import type { GoldenQuestion } from '../questions.js';
import { type Outcome, rankingOutcome } from './outcome.js';

const ORAMA = '@orama/orama';
const LANG_CHAIN = '@langchain/community/vectorstores/hnswlib';
/** Passages that a peer is asked for: enough for ten pairs. */
const PASSAGES = 40;

/** A passage found, by its position in the index, best first. */
interface Found {
  readonly passage: number;
  /** The higher, the surer; comparable within one peer only. */
  readonly score: number;
}

/** Another way to search the same passages. */
export interface Peer {
  readonly name: string;
  find(text: string, vector: Float32Array): Promise<Found[]> | Found[];
  /** Bytes that it takes on disk when it is saved by its own means. */
  savedBytes(): Promise<number> | number;
}

/** What a peer searches: the passages and their vectors. */
export type Searched = Pick<Index, 'passages' | 'vectorOf'>;

/** A peer that can be opened, when its package is installed. */
export interface PeerKind {
  readonly name: string;
  /** What `loadPeer` loads for it; null for what the project depends on itself. */
  readonly packageName: string | null;
  /** Whether it looks at vectors at all. */
  readonly usesVectors: boolean;
  open(searched: Searched, embedder: Embedder): Promise<Peer>;
}

/** MiniSearch as it comes, but that accents do not matter. */
function bm25(index: Searched): Peer {
  const search = new MiniSearch<{ id: number; section: string; text: string }>({
    fields: ['section', 'text'],
    processTerm: fold,
  });
  search.addAll(index.passages.map(({ section, text }, id) => ({ id, section, text })));
  return {
    name: 'BM25 (minisearch)',
    find: (text) =>
      search
        .search(text)
        .slice(0, PASSAGES)
        .map(({ id, score }) => ({ passage: Number(id), score })),
    savedBytes: () => Buffer.byteLength(JSON.stringify(search)),
  };
}

/** The same vectors, compared one by one. */
function dense(index: Searched): Peer {
  const vectors = index.passages.map((_, passage) => index.vectorOf(passage));
  return {
    name: 'dense',
    find(_, vector) {
      const best: Found[] = [];
      for (const [passage, each] of vectors.entries()) {
        const score = dot(vector, each);
        if (best.length === PASSAGES && score <= (best.at(-1)?.score ?? 0)) continue;
        const place = best.findIndex((other) => score > other.score);
        best.splice(place < 0 ? best.length : place, 0, { passage, score });
        if (best.length > PASSAGES) best.pop();
      }
      return best;
    },
    savedBytes: () => vectors.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

type Callable<A extends unknown[], R> = (...given: A) => R;
function callable<A extends unknown[], R>() {
  return z.custom<Callable<A, R>>((value) => typeof value === 'function');
}

const Orama = z.object({
  create: callable<[{ schema: Record<string, string> }], unknown>(),
  insertMultiple: callable<[unknown, object[], number], Promise<unknown>>(),
  search: callable<[unknown, object], unknown>(),
  save: callable<[unknown], unknown>(),
});
const OramaHits = z.object({
  hits: z.array(z.object({ score: z.number(), document: z.object({ passage: z.number() }) })),
});

async function orama(index: Searched, { dimension }: Embedder): Promise<Peer> {
  const { create, insertMultiple, search, save } = Orama.parse(await loadPeer(ORAMA));
  // The position of a passage comes back with it and is not searched: Orama is slow to index rising numbers.
  const database = await create({
    schema: {
      section: 'string',
      text: 'string',
      embedding: `vector[${dimension}]`,
    },
  });
  const documents = index.passages.map(({ section, text }, passage) => ({
    section,
    text,
    passage,
    embedding: [...index.vectorOf(passage)],
  }));
  await insertMultiple(database, documents, documents.length);
  return {
    name: 'Orama hybrid',
    async find(text, vector) {
      const found = await search(database, {
        mode: 'hybrid',
        term: text,
        vector: { value: [...vector], property: 'embedding' },
        properties: ['section', 'text'],
        // Its own least similarity is meant for another model's vectors and would leave out nearly all of ours.
        similarity: 0,
        limit: PASSAGES,
      });
      return OramaHits.parse(found).hits.map(({ score, document }) => ({ passage: document.passage, score }));
    },
    savedBytes: () => jsonBytes(save(database)),
  };
}

interface Store {
  addVectors(vectors: number[][], documents: object[]): Promise<void>;
  similaritySearchVectorWithScore(vector: number[], count: number): Promise<unknown>;
  save(folder: string): Promise<void>;
}
const LangChain = z.object({
  HNSWLib: z.custom<new (embeddings: object, settings: object) => Store>(
    (value) => typeof value === 'function',
  ),
});
const LangChainHits = z.array(
  z.tuple([z.object({ metadata: z.object({ passage: z.number() }) }), z.number()]),
);

async function langChain(index: Searched, embedder: Embedder): Promise<Peer> {
  const { HNSWLib } = LangChain.parse(await loadPeer(LANG_CHAIN));
  const embeddings = {
    embedQuery: async (text: string) => [...(await embedder.embedQuery(text))],
    embedDocuments: async (texts: string[]) =>
      (await embedder.embedPassages(texts)).map((vector) => [...vector]),
  };
  const store = new HNSWLib(embeddings, { space: 'cosine', numDimensions: embedder.dimension });
  const documentOf = ({ text }: Passage, passage: number) => ({ pageContent: text, metadata: { passage } });
  await store.addVectors(
    index.passages.map((_, passage) => [...index.vectorOf(passage)]),
    index.passages.map(documentOf),
  );
  const count = Math.min(PASSAGES, index.passages.length);
  return {
    name: 'LangChain.js HNSWLib',
    async find(_, vector) {
      const found = await store.similaritySearchVectorWithScore([...vector], count);
      return LangChainHits.parse(found).map(([{ metadata }, distance]) => ({
        passage: metadata.passage,
        score: 1 - distance,
      }));
    },
    async savedBytes() {
      const folder = await mkdtemp(join(tmpdir(), 'verbatim-peer-'));
      try {
        await store.save(folder);
        const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
        return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

/** Bytes of a value as JSON, which may be longer than a string can be. */
export function jsonBytes(value: unknown): number {
  if (
    typeof value !== 'object' ||
    value === null ||
    !Object.values(value).some((each) => each instanceof Object)
  )
    return Buffer.byteLength(JSON.stringify(value) ?? 'null');
  const entries = Object.entries(value).filter(([, each]) => Array.isArray(value) || each !== undefined);
  const names = Array.isArray(value)
    ? []
    : entries.map(([name]) => Buffer.byteLength(JSON.stringify(name)) + 1);
  const parts = [...entries.map(([, each]) => jsonBytes(each)), ...names];
  return parts.reduce((sum, bytes) => sum + bytes, 1 + Math.max(1, entries.length));
}

export const PEERS: readonly PeerKind[] = [
  { name: 'BM25 (minisearch)', packageName: null, usesVectors: false, open: async (index) => bm25(index) },
  { name: 'dense', packageName: null, usesVectors: true, open: async (index) => dense(index) },
  { name: 'Orama hybrid', packageName: ORAMA, usesVectors: true, open: orama },
  { name: 'LangChain.js HNSWLib', packageName: LANG_CHAIN, usesVectors: true, open: langChain },
];

/** The peers that are installed, and the names of those that are not. */
export async function installedPeers(): Promise<{
  readonly kinds: readonly PeerKind[];
  readonly missing: readonly string[];
}> {
  const kinds: PeerKind[] = [];
  const missing: string[] = [];
  for (const kind of PEERS) {
    const isThere = kind.packageName === null || (await loadPeer(kind.packageName)) !== null;
    if (isThere) kinds.push(kind);
    else missing.push(kind.name);
  }
  return { kinds, missing };
}

/** The line that says which peers are left out; null when all are there. */
export function missingPeers(missing: readonly string[]): string | null {
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}. To install: ${INSTALL_PEERS}`;
}

/**
 * Asks a peer golden questions. A follow-up is put with the question before it: a peer has no memory.
 * Its passages count as their pairs, each pair where its better language stands.
 */
export async function askPeer(
  peer: Peer,
  index: Index,
  embedder: Embedder,
  questions: readonly GoldenQuestion[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const golden of questions) {
    const text = [...golden.after.slice(-1), golden.question].join(' ');
    const found = await peer.find(text, await embedder.embedQuery(text));
    const pairs = new Set(found.map(({ passage }) => index.pairOf(passage)));
    outcomes.push({
      ...rankingOutcome(golden, [...pairs], index),
      confidence: found[0]?.score ?? 0,
      answered: false,
      quoted: null,
    });
  }
  return outcomes;
}
