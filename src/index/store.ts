import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../corpus/document.js';
import type { Embedder } from '../models/embedder.js';
import { type Checksum, checksumOf, checksumOfFile } from './checksum.js';
import {
  decodeDocuments,
  decodePairs,
  decodeProblems,
  decodeWords,
  encodeDocuments,
  encodePairs,
  encodeProblems,
  encodeWords,
  valuesOf,
} from './codec.js';
import type { BuiltContents, Contents } from './contents.js';
import { isMissing, readBytes, replaceFile, syncFile, writeSynced } from './disk.js';
import { MANIFEST, newSnapshotName, newTemporary, putSnapshot, readCurrent } from './folder.js';
import { decodeManifest, encodeManifest, type Finding, parseJson } from './manifest.js';
import type { Manifest } from './snapshot.js';
import { readGraph, strideOf } from './vectors.js';
import { wordsOver } from './words.js';

const GRAPH = 'hnsw.dat';
const VECTORS = 'vectors.i8';
const SCALES = 'vector-scales.f32';
const TOKEN_OFFSETS = 'token-offsets.u32';
const TOKENS = 'tokens.u32';
const DOCUMENTS = 'documents.jsonl';
const PAIRS = 'pairs.jsonl';
const PROBLEMS = 'problems.jsonl';
const WORDS = 'words.json';
const POSTINGS = 'postings.u32';
const LENGTHS = 'word-lengths.u32';

/** Characters of a text written at a time. */
const CHUNK = 1 << 18;

/** Times a reader whose files are swept away under it starts again with the new snapshot. */
const READ_ATTEMPTS = 5;

/** A snapshot read from disk, checked to the last byte. */
export interface Snapshot {
  readonly state: 'whole';
  /** That of its folder: no other has it. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly contents: Contents;
}

/** Reads the live snapshot of an index folder; tells what is wrong when it cannot be used with this model. */
export async function readSnapshot(indexFolder: string, embedder: Embedder): Promise<Snapshot | Finding> {
  for (let attempt = 1; ; attempt++) {
    const name = await readCurrent(indexFolder);
    if (typeof name !== 'string') return name;
    const found = await readWhole(indexFolder, name, embedder);
    if (found.state !== 'half-written' || attempt === READ_ATTEMPTS) return found;
    // Another process may have replaced the snapshot while it was read.
    if ((await readCurrent(indexFolder)) === name) return found;
  }
}

/** Writes a snapshot and makes it the live one. Throws the file system's error; the old one then stays. */
export async function writeSnapshot(
  indexFolder: string,
  contents: BuiltContents,
  about: Omit<Manifest, 'checksums'>,
): Promise<Manifest> {
  return putSnapshot(indexFolder, newSnapshotName(), async (folder) => {
    const manifest = { ...about, checksums: await writeFiles(folder, contents) };
    await writeSynced(join(folder, MANIFEST), [Buffer.from(encodeManifest(manifest))]);
    return manifest;
  });
}

/** Puts a manifest with newer stamps in the place of the live snapshot's. */
export async function writeManifest(indexFolder: string, manifest: Manifest): Promise<void> {
  const name = await readCurrent(indexFolder);
  if (typeof name === 'string') {
    const temporary = newTemporary(indexFolder);
    await replaceFile(join(indexFolder, name, MANIFEST), temporary, encodeManifest(manifest));
  }
}

/** A file of the snapshot that cannot be used. */
class Damage extends Error {
  constructor(readonly finding: Finding) {
    super(finding.state);
  }
}

async function readWhole(indexFolder: string, name: string, embedder: Embedder): Promise<Snapshot | Finding> {
  const folder = join(indexFolder, name);
  let file = MANIFEST;
  try {
    const manifest = decodeManifest(await readFile(join(folder, MANIFEST), 'utf8'), embedder);
    if ('state' in manifest) return manifest;
    const read = async (wanted: string): Promise<ArrayBuffer> => {
      file = wanted;
      const bytes = await readBytes(join(folder, wanted));
      check(wanted, checksumOf(bytes), manifest);
      return bytes.buffer;
    };
    const lines = async (wanted: string) => valuesOf(Buffer.from(await read(wanted)));
    const texts = use(decodeDocuments(await lines(DOCUMENTS)), DOCUMENTS);
    const pairs = use(decodePairs(await lines(PAIRS), texts.passages), PAIRS);
    const problems = use(decodeProblems(await lines(PROBLEMS)), PROBLEMS);
    const { dimension } = manifest.model;
    // Little-endian, as on every machine Node runs on.
    const scales = new Float32Array(await read(SCALES));
    const values = new Int8Array(await read(VECTORS));
    const offsets = new Uint32Array(await read(TOKEN_OFFSETS));
    const ids = new Uint32Array(await read(TOKENS));
    const rows = texts.passages.length;
    const fits =
      scales.length === rows && values.length === rows * strideOf(dimension) && offsets.length === rows + 1;
    if (!fits) return { state: 'corrupt', file: DOCUMENTS };
    const entries = new Uint32Array(await read(POSTINGS));
    const lengths = new Uint32Array(await read(LENGTHS));
    const json = Buffer.from(await read(WORDS)).toString('utf8');
    const words = wordsOver(use(decodeWords(parseJson(json), { entries, lengths }), WORDS));
    if (lengths.length !== 4 * pairs.length) return { state: 'corrupt', file: LENGTHS };
    file = GRAPH;
    if (manifest.hnsw) check(GRAPH, await checksumOfFile(join(folder, GRAPH)), manifest);
    const graph = manifest.hnsw ? await readGraph(join(folder, GRAPH), dimension) : null;
    const vectors = { dimension, values, scales };
    const contents = { ...texts, pairs, problems, vectors, tokens: { offsets, ids }, words, graph };
    return { state: 'whole', name, manifest, contents };
  } catch (error) {
    if (error instanceof Damage) return error.finding;
    return { state: isMissing(error) ? 'half-written' : 'corrupt', file };
  }
}

function check(file: string, found: Checksum, { checksums }: Manifest): void {
  const written = checksums[file];
  if (!written) throw new Damage({ state: 'corrupt', file: MANIFEST });
  if (found.bytes < written.bytes) throw new Damage({ state: 'half-written', file });
  if (found.bytes !== written.bytes || found.crc32 !== written.crc32) {
    throw new Damage({ state: 'corrupt', file });
  }
}

/** What was decoded of a file. */
function use<T>(decoded: T | null, file: string): T {
  if (decoded === null) throw new Damage({ state: 'corrupt', file });
  return decoded;
}

async function writeFiles(folder: string, contents: BuiltContents): Promise<Record<string, Checksum>> {
  const checksums: Record<string, Checksum> = {};
  const write = async (name: string, pieces: Iterable<Uint8Array>): Promise<void> => {
    checksums[name] = await writeSynced(join(folder, name), pieces);
  };
  if (contents.graph) {
    // Written first: the addon does not tell of a full disk, the files that follow do.
    const file = join(folder, GRAPH);
    contents.graph.writeIndexSync(file);
    await syncFile(file);
    checksums[GRAPH] = await checksumOfFile(file);
  }
  await write(VECTORS, [bytesOf(contents.vectors.values)]);
  await write(SCALES, [bytesOf(contents.vectors.scales)]);
  await write(TOKEN_OFFSETS, [bytesOf(contents.tokens.offsets)]);
  await write(TOKENS, [bytesOf(contents.tokens.ids)]);
  await write(DOCUMENTS, chunksOf(encodeDocuments(contents)));
  await write(PAIRS, chunksOf(encodePairs(contents)));
  await write(PROBLEMS, chunksOf(encodeProblems(contents)));
  const { tables } = contents.words;
  const both = LANGUAGES.map((language) => tables.postings[language]);
  await write(WORDS, chunksOf(encodeWords(tables)));
  await write(
    POSTINGS,
    both.map(({ entries }) => bytesOf(entries)),
  );
  await write(
    LENGTHS,
    both.map(({ lengths }) => bytesOf(lengths)),
  );
  return checksums;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Many short pieces of text as fewer, larger chunks of bytes. */
function* chunksOf(pieces: Iterable<string>): Generator<Uint8Array> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}
