import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, reasonOf } from '../failure.js';

/** Bytes received of all bytes expected (0 when the hub does not say) of one file. */
export type DownloadProgress = (file: string, received: number, total: number) => void;

export interface HubSettings {
  /** Folder that downloads are kept in, one sub-folder a model. */
  readonly cacheFolder: string;
  /** Address of the hub. Default: https://huggingface.co. */
  readonly endpoint?: string | undefined;
  /** Access token for gated models. Never printed. */
  readonly token?: string | undefined;
}

/** A model's files on disk: `<root>/<name>/config.json` and so on. */
export interface ModelFiles {
  readonly root: string;
  readonly name: string;
  /** `onnx/model_quantized.onnx` when there is one, else `onnx/model.onnx`. */
  readonly weights: string;
  readonly quantized: boolean;
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';
const TEXT_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const WEIGHTS = [
  { weights: 'onnx/model_quantized.onnx', quantized: true },
  { weights: 'onnx/model.onnx', quantized: false },
];
/** A hub that says nothing for this long, in milliseconds, is taken to be out of reach. */
const SILENCE_MS = 30_000;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The files of a model folder, or null when one of them is missing. */
async function filesIn(folder: string): Promise<ModelFiles | null> {
  for (const file of TEXT_FILES) if (!(await exists(join(folder, file)))) return null;
  for (const { weights, quantized } of WEIGHTS) {
    if (await exists(join(folder, weights))) {
      return { root: dirname(folder), name: folder.slice(dirname(folder).length + 1), weights, quantized };
    }
  }
  return null;
}

/**
 * Finds a model: a local folder, a model already downloaded, or one to be downloaded from the hub.
 *
 * @throws Failure `model-missing` for a folder that lacks a file; the `model-*` failures of a download.
 */
export async function locateModel(
  id: string,
  settings: HubSettings,
  onProgress?: DownloadProgress,
): Promise<ModelFiles> {
  const isFolder = await stat(id).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const folder = isFolder ? resolve(id) : join(resolve(settings.cacheFolder), ...safeParts(id));
  const found = await filesIn(folder);
  if (found !== null) return found;
  if (isFolder) {
    const wanted = [...TEXT_FILES, 'onnx/model_quantized.onnx'];
    const present = await Promise.all(wanted.map((file) => exists(join(folder, file))));
    throw new Failure('model-missing', { model: id, file: wanted[present.indexOf(false)] ?? folder });
  }
  return download(id, folder, settings, onProgress);
}

/** `owner/name` or `name`: anything else is no hub id, and would lead out of the cache folder. */
function safeParts(id: string): string[] {
  const parts = id.split('/');
  if (parts.length > 2 || parts.some((part) => !/^[\w-][\w.-]*$/.test(part))) {
    throw new Failure('model-missing', { model: id, file: 'config.json' });
  }
  return parts;
}

async function download(
  id: string,
  folder: string,
  settings: HubSettings,
  onProgress?: DownloadProgress,
): Promise<ModelFiles> {
  for (const file of TEXT_FILES) await fetchFile(id, file, folder, settings, onProgress);
  // Older models keep their weights at the root.
  for (const placeOf of [(file: string) => file, basename]) {
    for (const { weights, quantized } of WEIGHTS) {
      try {
        await fetchFile(id, placeOf(weights), folder, settings, onProgress, weights);
        return { root: dirname(folder), name: folder.slice(dirname(folder).length + 1), weights, quantized };
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'model-not-found') throw error;
      }
    }
  }
  throw new Failure('model-not-found', { model: id, file: 'onnx/model.onnx' });
}

/**
 * Downloads one file beside its place and renames it into place when whole, so that what the cache
 * holds is never half a file.
 */
async function fetchFile(
  id: string,
  file: string,
  folder: string,
  settings: HubSettings,
  onProgress?: DownloadProgress,
  kept = file,
): Promise<void> {
  const path = join(folder, kept);
  if (await exists(path)) return;
  const partial = `${path}.${process.pid}.part`;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await request(id, file, settings, silence.signal);
    const total = Number(response.headers.get('content-length') ?? 0);
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(partial, 'w');
    try {
      let received = 0;
      for await (const chunk of chunksOf(response, id, settings)) {
        timer.refresh();
        await handle.write(chunk);
        received += chunk.byteLength;
        onProgress?.(file, received, total);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    // What went wrong first is what is told: the folder may be no folder at all.
    await rm(partial, { force: true }).catch(() => {});
    if (error instanceof Failure) throw error;
    const details = { model: id, folder: settings.cacheFolder, reason: reasonOf(error) };
    throw new Failure('model-cache', details, { cause: error });
  } finally {
    clearTimeout(timer);
    // Lets go of a body that was not read to its end, which would keep the process alive.
    silence.abort();
  }
}

async function request(
  id: string,
  file: string,
  settings: HubSettings,
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL(`${id}/resolve/main/${file}`, `${endpointOf(settings)}/`);
  const headers = settings.token ? { authorization: `Bearer ${settings.token}` } : undefined;
  const response = await fetch(url, { ...(headers && { headers }), signal }).catch((error: unknown) => {
    throw offline(id, settings, error);
  });
  if (response.ok) return response;
  await response.body?.cancel();
  // The hub answers 401 for a model that does not exist as for one that is private.
  if (response.status === 401 || response.status === 403) {
    throw new Failure('model-forbidden', { model: id, file });
  }
  if (response.status === 404) throw new Failure('model-not-found', { model: id, file });
  throw offline(id, settings, new Error(`HTTP ${response.status}`));
}

/** The body in chunks; a connection that breaks or ends early is a hub out of reach. */
async function* chunksOf(response: Response, id: string, settings: HubSettings): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  while (true) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw offline(id, settings, error);
    });
    if (done) return;
    yield value;
  }
}

function endpointOf(settings: HubSettings): string {
  return (settings.endpoint ?? DEFAULT_ENDPOINT).replace(/\/+$/, '');
}

function offline(id: string, settings: HubSettings, cause?: unknown): Failure<'model-offline'> {
  return new Failure('model-offline', { model: id, host: endpointOf(settings) }, { cause });
}

/** SHA-256, in hexadecimal, of a model's weights, its tokenizer and how it is used. */
export async function hashFiles(files: ModelFiles, usage: string): Promise<string> {
  const hash = createHash('sha256').update(usage);
  for (const file of ['tokenizer.json', files.weights]) {
    for await (const chunk of createReadStream(join(files.root, files.name, file))) hash.update(chunk);
  }
  return hash.digest('hex');
}
