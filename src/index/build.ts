import type { Corpus, Document, FileStamp, Passage, Problem } from '../corpus/document.js';
import { readCorpus, stampCorpus } from '../corpus/read.js';
import { errorCode, Failure } from '../failure.js';
import type { Embedder, Progress } from '../models/embedder.js';
import {
  type BuiltContents,
  type Contents,
  joinLists,
  listOf,
  packLists,
  type TokenLists,
} from './contents.js';
import { type Finding, SCHEMA } from './manifest.js';
import { indexOver } from './memory.js';
import type { Index, Manifest } from './snapshot.js';
import { readSnapshot, type Snapshot, writeManifest, writeSnapshot } from './store.js';
import { pairTranslations } from './translations.js';
import {
  buildGraph,
  copyRow,
  EXACT_LIMIT,
  HNSW,
  newTable,
  rowOf,
  setRow,
  type VectorTable,
} from './vectors.js';
import { buildWords } from './words.js';

/** The stages of a build, in order, and those of handing it out. */
export type Stage = 'read' | 'embed' | 'vectors' | 'words' | 'write' | 'publish' | 'fetch';

/** Called as a build goes on. */
export type StageProgress = (stage: Stage, done: number, total: number) => void;

/** Something to tell about an index that does not stop the work: why it is built anew, or not kept. */
export type Notice =
  | Finding
  /** What is shared cannot be looked at: the version at hand is used. */
  | { readonly state: 'away'; readonly server: string }
  | { readonly state: 'unwritable'; readonly folder: string; readonly reason: string };

export interface IndexRequest {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly embedder: Embedder;
  /** Build anew even if nothing has changed, and reuse nothing. */
  readonly force?: boolean;
  /** Fail when the index cannot be written; without it, it is kept in memory and a notice says so. */
  readonly mustWrite?: boolean;
  readonly onProgress?: StageProgress;
  readonly onNotice?: (notice: Notice) => void;
}

export interface OpenedIndex {
  readonly index: Index;
  /** Problems of the corpus, as found when it was read for this index. */
  readonly problems: readonly Problem[];
  /** Whether the index was built, rather than found fresh on disk. */
  readonly built: boolean;
  /** How many passages were embedded; those unchanged since the last build are not. */
  readonly embedded: number;
  /** The name of its snapshot; null when it was built just now. */
  readonly version: string | null;
}

/** Passages embedded at a time. */
const BATCH = 1_024;

/** What is embedded of a passage: the title of its document and what stands over it, each once, then its text. */
export function embeddedText({ path, text }: Pick<Passage, 'path' | 'text'>, title: string): string {
  const context = new Set([title, ...path].filter((part) => part !== ''));
  return [...context, text].join('\n');
}

/** The same of any passage of these documents. */
function embeddedTextIn(documents: readonly Document[]): (passage: Passage) => string {
  const titles = new Map(documents.map(({ path, source }) => [path, source.title]));
  return (passage) => embeddedText(passage, titles.get(passage.document) ?? '');
}

/**
 * Opens the index of a corpus: from disk when it is fresh, else built, as far as needed, and written.
 *
 * @throws Failure `corpus-missing`, `corpus-unreadable`, `corpus-empty`; `index-unwritable` with `mustWrite`.
 */
export async function openIndex(request: IndexRequest): Promise<OpenedIndex> {
  const { corpusFolder, indexFolder, embedder, onNotice } = request;
  const stamps = await stampCorpus(corpusFolder);
  const found = request.force ? null : await readSnapshot(indexFolder, embedder);
  if (found && found.state !== 'whole') onNotice?.(found);
  const previous = found?.state === 'whole' ? found : null;
  if (previous && sameStamps(previous.manifest.corpus.files, stamps)) return openedAsIs(previous);

  const corpus = await readCorpus(corpusFolder);
  if (corpus.passages.length === 0) throw new Failure('corpus-empty', { folder: corpusFolder });
  if (previous && previous.manifest.corpus.hash === corpus.hash) {
    const { folder, hash, files } = corpus;
    const manifest = { ...previous.manifest, corpus: { folder, hash, files } };
    // Only the stamps are new: to write them saves reading the corpus again, no more.
    await writeManifest(indexFolder, manifest).catch((error: unknown) => unwritable(request, error));
    return openedAsIs({ ...previous, manifest });
  }
  if (previous) onNotice?.({ state: 'stale' });
  request.onProgress?.('read', corpus.files.length, corpus.files.length);

  const { contents, embedded } = await build(corpus, previous?.contents ?? null, request);
  const about = describe(corpus, contents, embedder);
  request.onProgress?.('write', 0, 1);
  const manifest = await writeSnapshot(indexFolder, contents, about).catch((error: unknown) => {
    unwritable(request, error);
    return { ...about, checksums: {} };
  });
  request.onProgress?.('write', 1, 1);
  return {
    index: indexOver(contents, manifest),
    problems: contents.problems,
    built: true,
    embedded,
    version: null,
  };
}

/** Opens the index of a folder as it is, whatever has become of its corpus; tells why when it cannot be used. */
export async function openSnapshot(indexFolder: string, embedder: Embedder): Promise<OpenedIndex | Finding> {
  const found = await readSnapshot(indexFolder, embedder);
  return found.state === 'whole' ? openedAsIs(found) : found;
}

function openedAsIs({ name, contents, manifest }: Snapshot): OpenedIndex {
  const index = indexOver(contents, manifest);
  return { index, problems: contents.problems, built: false, embedded: 0, version: name };
}

/** Fails, or only tells, that the index folder cannot be written. Throws on what the file system did not say. */
function unwritable({ indexFolder, mustWrite, onNotice }: IndexRequest, error: unknown): void {
  const reason = errorCode(error);
  if (reason === null) throw error;
  const details = { folder: indexFolder, reason };
  if (mustWrite) throw new Failure('index-unwritable', details, { cause: error });
  onNotice?.({ state: 'unwritable', ...details });
}

async function build(
  corpus: Corpus,
  previous: Contents | null,
  { embedder, onProgress }: IndexRequest,
): Promise<{ contents: BuiltContents; embedded: number }> {
  const { passages, documents, problems } = corpus;
  const during = (stage: Stage) => (done: number, total: number) => onProgress?.(stage, done, total);
  const { vectors, tokens, embedded } = await embedAll(corpus, previous, embedder, during('embed'));
  const pairs = pairTranslations(corpus, (passage) => rowOf(vectors, passage));
  const graph = passages.length > EXACT_LIMIT ? await buildGraph(vectors, during('vectors')) : null;
  const words = await buildWords(pairs, during('words'));
  return { contents: { documents, passages, pairs, problems, vectors, tokens, words, graph }, embedded };
}

function describe(corpus: Corpus, contents: Contents, embedder: Embedder): Omit<Manifest, 'checksums'> {
  const { folder, hash, files } = corpus;
  const { documents, passages, pairs, graph } = contents;
  return {
    schema: SCHEMA,
    model: { id: embedder.id, fileHash: embedder.fileHash, dimension: embedder.dimension },
    corpus: { folder, hash, files },
    counts: { documents: documents.length, passages: passages.length, pairs: pairs.length },
    hnsw: graph === null ? null : HNSW,
    builtAt: new Date().toISOString(),
  };
}

/** Vectors and tokens of all passages; those of a passage that the previous index holds are taken from it. */
async function embedAll(
  { documents, passages }: Corpus,
  previous: Contents | null,
  embedder: Embedder,
  onProgress: Progress,
): Promise<{ vectors: VectorTable; tokens: TokenLists; embedded: number }> {
  const textOf = embeddedTextIn(documents);
  const known = previous?.passages.map(embeddedTextIn(previous.documents)) ?? [];
  const rows = new Map(known.map((text, row) => [text, row]));
  const rowBefore = passages.map((passage) => rows.get(textOf(passage)) ?? null);
  const total = rowBefore.filter((row) => row === null).length;
  const vectors = newTable(passages.length, embedder.dimension);
  const tokens: TokenLists[] = [];
  let embedded = 0;
  // As many passages at a time as hold a batch of new ones: no more than its vectors is ever in floats.
  for (let from = 0, to = 0; from < passages.length; from = to) {
    const texts: string[] = [];
    for (; to < passages.length && texts.length < BATCH; to++) {
      const passage = passages[to];
      if (passage && rowBefore[to] === null) texts.push(textOf(passage));
    }
    const embeddings = texts.length > 0 ? await embedder.embedPassages(texts) : [];
    let next = 0;
    const lists = rowBefore.slice(from, to).map((before, i) => {
      if (previous !== null && before !== null) {
        copyRow(vectors, from + i, previous.vectors, before);
        return listOf(previous.tokens, before);
      }
      const [text = '', vector = new Float32Array()] = [texts[next], embeddings[next]];
      next++;
      setRow(vectors, from + i, vector);
      return embedder.tokens?.encode(text) ?? new Uint32Array();
    });
    tokens.push(packLists(lists));
    embedded += texts.length;
    if (texts.length > 0) onProgress(embedded, total);
  }
  return { vectors, tokens: joinLists(tokens), embedded };
}

/** Whether no file of a corpus has been added, removed or touched. */
function sameStamps(before: readonly FileStamp[], now: readonly FileStamp[]): boolean {
  const key = ({ path, size, mtimeMs, ctimeMs }: FileStamp) => JSON.stringify([path, size, mtimeMs, ctimeMs]);
  const known = new Set(before.map(key));
  return before.length === now.length && now.every((stamp) => known.has(key(stamp)));
}
