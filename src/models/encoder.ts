import { Failure, reasonOf } from '../failure.js';
import type { Embedder, Progress } from './embedder.js';
import { type Pooling, usageOf } from './families.js';
import { type DownloadProgress, type HubSettings, hashFiles, locateModel } from './hub.js';
import { pool } from './pooling.js';
import { openSession, type Session } from './session.js';
import { createTokenTable, type EmbeddingTable, isContextFree } from './token-table.js';
import { normalise } from './vector.js';
import { windowsOf } from './windows.js';
import { rememberWords } from './word-memory.js';

/** Which model, and what to know of it; what is left out is known from its family. */
export interface ModelSettings extends HubSettings {
  /** A hub id (`Xenova/multilingual-e5-small`) or a local folder in the hub's layout. */
  readonly id: string;
  readonly queryPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
  readonly pooling?: Pooling | undefined;
  /** Longest input in tokens. */
  readonly maxTokens?: number | undefined;
}

/** Texts a run of a transformer: larger batches gain nothing on a CPU and cost memory. */
const BATCH = 16;
/** Passages whose ids are kept after they are embedded. */
const MOST_LATEST = 2048;
/** Texts whose tokens are looked up together. */
const TABLE_BATCH = 256;

/**
 * Opens an encoder, downloading it first when it is a hub model that the cache does not hold.
 *
 * @throws Failure one of the `model-*` codes.
 */
export async function openEncoder(settings: ModelSettings, onProgress?: DownloadProgress): Promise<Embedder> {
  const files = await locateModel(settings.id, settings, onProgress);
  const session = await openSession(settings.id, files);
  const known = usageOf(settings.id);
  const usage = {
    queryPrefix: settings.queryPrefix ?? known.queryPrefix,
    passagePrefix: settings.passagePrefix ?? known.passagePrefix,
    pooling: settings.pooling ?? known.pooling,
    maxTokens: settings.maxTokens ?? Math.min(known.maxTokens, session.longestInput),
  };
  const fileHash = await hashFiles(files, JSON.stringify(usage));
  const encode = rememberWords(session.encode);
  const run = (batch: readonly (readonly number[])[]) => statesOf(session, batch);
  const runOne = async (ids: readonly number[]) => (await run([ids])).states;
  const { dimension } = await run([encode('a')]).catch((error: unknown) => {
    throw new Failure('model-broken', { model: settings.id, reason: reasonOf(error) }, { cause: error });
  });
  /** Ids of the passages embedded last: whoever embeds them asks for their tokens next. */
  let latest = new Map<string, number[]>();
  const table =
    usage.pooling === 'mean' && (await isContextFree(encode, runOne, dimension))
      ? createTokenTable((text) => latest.get(text) ?? encode(text), runOne, dimension)
      : null;

  /** Vectors of sequences that fit the model, in order. */
  async function embedSequences(sequences: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const { states, length } = await run(sequences);
    return sequences.map((ids, row) => pool(states, row, length, ids.length, dimension, usage.pooling));
  }

  async function embedText(text: string, prefix: string): Promise<Float32Array> {
    if (text.trim() === '') return new Float32Array(dimension);
    // A mean over a table has no longest input, nor do the windows of a text change it.
    if (table !== null) {
      const ids = encode(prefix + text);
      await table.load(ids);
      return table.mean(ids);
    }
    const windows = windowsOf(text, (part) => encode(prefix + part), usage.maxTokens);
    const vectors: Float32Array[] = [];
    for (let from = 0; from < windows.length; from += BATCH) {
      vectors.push(...(await embedSequences(windows.slice(from, from + BATCH))));
    }
    const [only] = vectors;
    if (only !== undefined && vectors.length === 1) return only;
    const sum = new Float32Array(dimension);
    for (const [i, vector] of vectors.entries()) {
      const weight = windows[i]?.length ?? 0;
      for (let d = 0; d < dimension; d++) sum[d] = (sum[d] ?? 0) + weight * (vector[d] ?? 0);
    }
    return normalise(sum);
  }

  /** A transformer's passages: those that fit one window share batches, by length, to pad little. */
  async function embedBatched(texts: readonly string[], onDone?: Progress): Promise<Float32Array[]> {
    const vectors = new Array<Float32Array>(texts.length);
    const short: { index: number; ids: number[] }[] = [];
    for (const [index, text] of texts.entries()) {
      const ids = text.trim() === '' ? [] : encode(usage.passagePrefix + text);
      if (ids.length > 0 && ids.length <= usage.maxTokens) short.push({ index, ids });
      else vectors[index] = await embedText(text, usage.passagePrefix);
    }
    short.sort((a, b) => a.ids.length - b.ids.length);
    let done = texts.length - short.length;
    for (let from = 0; from < short.length; from += BATCH) {
      const batch = short.slice(from, from + BATCH);
      const embedded = await embedSequences(batch.map(({ ids }) => ids));
      for (const [i, { index }] of batch.entries())
        vectors[index] = embedded[i] ?? new Float32Array(dimension);
      done += batch.length;
      onDone?.(done, texts.length);
    }
    return vectors;
  }

  /** A context-free model's passages: their tokens' rows are fetched once for many texts. */
  async function embedByTable(
    lookUp: EmbeddingTable,
    texts: readonly string[],
    onDone?: Progress,
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    latest = new Map();
    for (let from = 0; from < texts.length; from += TABLE_BATCH) {
      const batch = texts.slice(from, from + TABLE_BATCH).map((text) => {
        const ids = text.trim() === '' ? [] : encode(usage.passagePrefix + text);
        if (usage.passagePrefix === '' && latest.size < MOST_LATEST) latest.set(text, ids);
        return ids;
      });
      await lookUp.load(batch.flat());
      for (const ids of batch) vectors.push(lookUp.mean(ids));
      onDone?.(vectors.length, texts.length);
      // Look-ups in a table never wait for anything: let timers and signals have their turn.
      await new Promise((resume) => setImmediate(resume));
    }
    return vectors;
  }

  return {
    id: settings.id,
    fileHash,
    dimension,
    embedPassages: (texts, onDone) =>
      table === null ? embedBatched(texts, onDone) : embedByTable(table, texts, onDone),
    embedQuery: (text) => embedText(text, usage.queryPrefix),
    tokens: table,
  };
}

/** The token vectors of sequences, end to end, each `length` tokens long with its padding. */
async function statesOf(
  session: Session,
  batch: readonly (readonly number[])[],
): Promise<{ states: Float32Array; length: number; dimension: number }> {
  const outputs = await session.run(batch);
  const found = outputs['last_hidden_state'] ?? outputs['token_embeddings'];
  const [, length, dimension] = found?.dims ?? [];
  if (found === undefined || length === undefined || dimension === undefined) {
    throw new Error(`outputs: ${Object.keys(outputs).join(', ')}`);
  }
  return { states: found.data, length, dimension };
}
