import MiniSearch from 'minisearch';
import { z } from 'zod';
import type { Passage } from '../../src/corpus/document.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { dot } from '../../src/embedding/vector.js';
import type { Index } from '../../src/index/snapshot.js';
import { fold } from '../../src/index/terms.js';
import { loadPeer } from '../peers/load.js';
import type { GoldenQuestion } from '../questions.js';
import { type Outcome, rankingOutcome } from './outcome.js';

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
}

/** MiniSearch as it comes, but that accents do not matter. */
function bm25(index: Index): Peer {
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
  };
}

/** The same vectors, compared one by one. */
function dense(index: Index): Peer {
  return {
    name: 'dense',
    find: (_, vector) =>
      index.passages
        .map((_, passage) => ({ passage, score: dot(vector, index.vectorOf(passage)) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, PASSAGES),
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
});
const OramaHits = z.object({
  hits: z.array(z.object({ score: z.number(), document: z.object({ passage: z.number() }) })),
});

async function orama(index: Index, loaded: unknown): Promise<Peer> {
  const { create, insertMultiple, search } = Orama.parse(loaded);
  const database = await create({
    schema: {
      section: 'string',
      text: 'string',
      passage: 'number',
      embedding: `vector[${index.manifest.model.dimension}]`,
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
  };
}

interface Store {
  addVectors(vectors: number[][], documents: object[]): Promise<void>;
  similaritySearchVectorWithScore(vector: number[], count: number): Promise<unknown>;
}
const LangChain = z.object({
  HNSWLib: z.custom<new (embeddings: object, settings: object) => Store>(
    (value) => typeof value === 'function',
  ),
});
const LangChainHits = z.array(
  z.tuple([z.object({ metadata: z.object({ passage: z.number() }) }), z.number()]),
);

async function langChain(index: Index, embedder: Embedder, loaded: unknown): Promise<Peer> {
  const { HNSWLib } = LangChain.parse(loaded);
  const embeddings = {
    embedQuery: async (text: string) => [...(await embedder.embedQuery(text))],
    embedDocuments: async (texts: string[]) =>
      (await embedder.embedPassages(texts)).map((vector) => [...vector]),
  };
  const store = new HNSWLib(embeddings, { space: 'cosine', numDimensions: index.manifest.model.dimension });
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
  };
}

/**
 * The peers over an index: those that are installed.
 *
 * @returns They, and the names of the packages that are not installed.
 */
export async function openPeers(
  index: Index,
  embedder: Embedder,
): Promise<{ readonly peers: readonly Peer[]; readonly missing: readonly string[] }> {
  const peers = [bm25(index), dense(index)];
  const missing: string[] = [];
  const oramaLoaded = await loadPeer('@orama/orama');
  if (oramaLoaded === null) missing.push('Orama');
  else peers.push(await orama(index, oramaLoaded));
  const langChainLoaded = await loadPeer('@langchain/community/vectorstores/hnswlib');
  if (langChainLoaded === null) missing.push('LangChain.js');
  else peers.push(await langChain(index, embedder, langChainLoaded));
  return { peers, missing };
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
