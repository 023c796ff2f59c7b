import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Embedder } from '../models/embedder.js';
import type { Manifest } from './snapshot.js';

/** The code as compiled: what runs from the sources uses it too, so that both find the same index fresh. */
const COMPILED = new URL(import.meta.url.endsWith('.ts') ? '../../dist/' : '../', import.meta.url);

/**
 * What made the files of a snapshot: a checksum over the code that reads documents, cuts, pairs and writes. An index of other code is
 * built anew, so that no change of what is in an index can be forgotten.
 */
export const SCHEMA = ['corpus', 'index'].reduce((checksum, folder) => {
  const path = fileURLToPath(new URL(folder, COMPILED));
  const code = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  return code.sort().reduce((sum, name) => crc32(readFileSync(join(path, name)), sum), checksum);
}, 0);

/** What is found where a fresh index should be. */
export type Finding =
  /** No index yet. */
  | { readonly state: 'missing' }
  /** A file of it is not there, or shorter than it was written. */
  | { readonly state: 'half-written'; readonly file: string }
  /** A file of it is not what was written. */
  | { readonly state: 'corrupt'; readonly file: string }
  /** Made by another version of this program or by another model. */
  | { readonly state: 'foreign'; readonly what: 'schema' | 'model' }
  /** The corpus has changed since. */
  | { readonly state: 'stale' };

const count = z.int().nonnegative();

const manifestSchema: z.ZodType<Manifest> = z.object({
  schema: z.literal(SCHEMA),
  model: z.object({ id: z.string(), fileHash: z.string(), dimension: z.int().positive() }),
  corpus: z.object({
    folder: z.string(),
    hash: z.string(),
    files: z.array(z.object({ path: z.string(), size: count, mtimeMs: z.number(), ctimeMs: z.number() })),
  }),
  counts: z.object({ documents: count, passages: count, pairs: count }),
  hnsw: z.object({ m: count, efConstruction: count, efSearch: count }).nullable(),
  checksums: z.record(z.string(), z.object({ crc32: count, bytes: count })),
  builtAt: z.string(),
});

const envelopeSchema = z.object({ crc32: count, manifest: z.looseObject({ schema: z.number() }) });

/** A manifest as written: with a checksum of its own, so that no flipped bit in it goes unseen. */
export function encodeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ crc32: crc32(JSON.stringify(manifest)), manifest }, null, 1)}\n`;
}

/** A manifest as read, or what is wrong with it for this model. */
export function decodeManifest(json: string, embedder: Embedder): Manifest | Finding {
  const corrupt: Finding = { state: 'corrupt', file: 'manifest.json' };
  const envelope = envelopeSchema.safeParse(parseJson(json));
  if (!envelope.success) return corrupt;
  const { manifest } = envelope.data;
  if (crc32(JSON.stringify(manifest)) !== envelope.data.crc32) return corrupt;
  if (manifest.schema !== SCHEMA) return { state: 'foreign', what: 'schema' };
  const checked = manifestSchema.safeParse(manifest);
  if (!checked.success) return corrupt;
  const { model } = checked.data;
  // Whatever it is called: on another machine it stands in another folder.
  const same = model.fileHash === embedder.fileHash && model.dimension === embedder.dimension;
  return same ? checked.data : { state: 'foreign', what: 'model' };
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
