import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { TINY_DIMENSION, writeTinyModel } from '../../test/tiny-model.js';
import { Failure } from '../failure.js';
import { openEncoder } from './encoder.js';
import { type DownloadProgress, locateModel } from './hub.js';

const ID = 'millers/tiny-encoder';
const PATH = `/${ID}/resolve/main/`;
const QUANTIZED = 'onnx/model_quantized.onnx';

const root = await mkdtemp(join(tmpdir(), 'verbatim-hub-'));
const stored = join(root, 'stored');
await writeTinyModel(stored);

const servers: Server[] = [];
let requests: string[] = [];
let cacheFolder = '';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** A hub that holds the tiny model, but for what `instead` answers by itself. */
function serveHub(instead: (file: string, ...args: Parameters<RequestListener>) => boolean = () => false) {
  return serve((request, response) => {
    const file = (request.url ?? '').replace(PATH, '');
    requests.push(file);
    if (instead(file, request, response)) return;
    readFile(join(stored, file)).then(
      (bytes) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

/** A hub that answers with one status for one file, or for all. */
const serveStatus = (status: number, only?: string) =>
  serveHub((file, _, response) => {
    if (only !== undefined && file !== only) return false;
    response.writeHead(status).end('no');
    return true;
  });

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`expected a failure, not ${String(error)}`);
  return error;
}

/** Files under the cache folder. */
async function cached(): Promise<string[]> {
  const entries = await readdir(cacheFolder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

beforeEach(async () => {
  requests = [];
  cacheFolder = join(await mkdtemp(join(root, 'cache-')), 'models');
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await rm(root, { recursive: true, force: true });
});

describe('a download', () => {
  it('tells how far it has come, is kept, and is opened again without a request', async () => {
    const endpoint = await serveHub();
    const told = new Map<string, number[]>();
    const onProgress: DownloadProgress = (file, received, total) => {
      told.set(file, [received, total]);
    };
    const settings = { id: ID, cacheFolder, endpoint };
    const first = await openEncoder(settings, onProgress);
    expect(first.dimension).toBe(TINY_DIMENSION);
    expect([...told.keys()]).toEqual(['config.json', 'tokenizer.json', 'tokenizer_config.json', QUANTIZED]);
    for (const [file, [received, total]] of told) {
      expect(received).toBe(total);
      expect(await readFile(join(cacheFolder, ID, file))).toEqual(await readFile(join(stored, file)));
    }
    requests = [];
    const second = await openEncoder({ ...settings, endpoint: 'http://127.0.0.1:1' });
    expect(requests).toEqual([]);
    expect(second.fileHash).toBe(first.fileHash);
  });

  it('takes the full weights when there are no quantised ones', async () => {
    const full = join(root, 'full');
    await writeTinyModel(full, { weights: 'onnx/model.onnx' });
    const endpoint = await serveHub((file, _, response) => {
      if (!file.startsWith('onnx/')) return false;
      readFile(join(full, file)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
      return true;
    });
    const files = await locateModel(ID, { cacheFolder, endpoint });
    expect(files).toMatchObject({ weights: 'onnx/model.onnx', quantized: false });
    expect((await openEncoder({ id: ID, cacheFolder, endpoint })).dimension).toBe(TINY_DIMENSION);
  });

  it('finds weights at the root, and keeps them where the library looks for them', async () => {
    const endpoint = await serveHub((file, _, response) => {
      if (!file.endsWith('.onnx')) return false;
      if (file !== 'model_quantized.onnx') {
        response.writeHead(404).end();
        return true;
      }
      readFile(join(stored, QUANTIZED)).then((bytes) => response.end(bytes));
      return true;
    });
    const files = await locateModel(ID, { cacheFolder, endpoint });
    expect(files).toMatchObject({ weights: QUANTIZED, quantized: true });
    expect((await openEncoder({ id: ID, cacheFolder, endpoint })).dimension).toBe(TINY_DIMENSION);
  });

  it('goes on where it was interrupted', async () => {
    const broken = await serveStatus(500, QUANTIZED);
    await failureOf(locateModel(ID, { cacheFolder, endpoint: broken }));
    requests = [];
    await locateModel(ID, { cacheFolder, endpoint: `${await serveHub()}//` });
    expect(requests).toEqual([QUANTIZED]);
  });

  it('shows its token to the hub, and to no other host that the hub sends it on to', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await serveHub((_, request) => {
      seen.push(request.headers.authorization);
      return false;
    });
    const endpoint = await serveHub((file, request, response) => {
      seen.push(request.headers.authorization);
      if (file !== QUANTIZED) return false;
      response.writeHead(302, { location: `${elsewhere}${PATH}${file}` }).end();
      return true;
    });
    await locateModel(ID, { cacheFolder, endpoint, token: 'hf_secret' });
    expect(seen).toEqual([...new Array(4).fill('Bearer hf_secret'), undefined]);
  });
});

describe('a download that fails', () => {
  it.each([
    [404, 'model-not-found'],
    [401, 'model-forbidden'],
    [403, 'model-forbidden'],
    [500, 'model-offline'],
    [503, 'model-offline'],
  ])('with status %i is %s', async (status, code) => {
    const endpoint = await serveStatus(status);
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint, token: 'hf_secret' }));
    expect(failure).toMatchObject({ code, details: { model: ID } });
    expect(`${failure.message} ${String(failure.cause)} ${failure.stack}`).not.toContain('hf_secret');
    expect(await cached()).toEqual([]);
  });

  it('for want of any weights names where they should be', async () => {
    const endpoint = await serveHub((file, _, response) => {
      if (file.endsWith('.onnx')) response.writeHead(404).end();
      return file.endsWith('.onnx');
    });
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint }));
    expect(failure).toMatchObject({ code: 'model-not-found', details: { file: 'onnx/model.onnx' } });
  });

  it('without anyone listening is offline, and names the host', async () => {
    const endpoint = await serveHub();
    servers.at(-1)?.close();
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint }));
    expect(failure).toMatchObject({ code: 'model-offline', details: { host: endpoint } });
  });

  it.each(['a body shorter than announced', 'a body without an end'])(
    'by %s leaves nothing behind',
    async (how) => {
      const endpoint = await serveHub((file, _, response) => {
        if (file !== QUANTIZED) return false;
        response.writeHead(200, how.endsWith('announced') ? { 'content-length': 1000 } : {});
        response.write('half', () => response.destroy());
        return true;
      });
      const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint }));
      expect(failure.code).toBe('model-offline');
      expect((await cached()).sort()).toEqual(['config.json', 'tokenizer.json', 'tokenizer_config.json']);
    },
  );

  it('because the cache folder is a file says so', async () => {
    const endpoint = await serveHub();
    await writeFile(cacheFolder, 'a file where the folder should be');
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint, token: 'hf_secret' }));
    expect(failure).toMatchObject({ code: 'model-cache', details: { model: ID, folder: cacheFolder } });
    expect(failure.message).not.toContain('hf_secret');
  });

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0)('because the cache folder is read-only says so', async () => {
    const endpoint = await serveHub();
    await mkdir(cacheFolder);
    await chmod(cacheFolder, 0o555);
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint }));
    expect(failure.code).toBe('model-cache');
  });

  it('because the file cannot be put into place leaves no half of it', async () => {
    const endpoint = await serveHub((file, _, response) => {
      if (file !== QUANTIZED) return false;
      mkdir(join(cacheFolder, ID, QUANTIZED, 'taken'), { recursive: true }).then(() => response.end('graph'));
      return true;
    });
    const failure = await failureOf(locateModel(ID, { cacheFolder, endpoint }));
    expect(failure.code).toBe('model-cache');
    expect((await cached()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('lets go of what the hub still sends', async () => {
    let released: Promise<unknown> = Promise.resolve();
    const endpoint = await serveHub((_, __, response) => {
      released = once(response, 'close');
      response.writeHead(200).write('the first of many words');
      return true;
    });
    await writeFile(cacheFolder, 'a file where the folder should be');
    await failureOf(locateModel(ID, { cacheFolder, endpoint }));
    await released;
  });
});

describe('what is no hub id', () => {
  it.each([
    '../../etc',
    '..',
    'a/../../b',
    'a/..',
    'a/b/c',
    '/etc/nowhere',
    'a\\b',
    'a b',
    '',
    'http://x/y',
    '.hidden',
  ])('refuses %j without a request', async (id) => {
    const endpoint = await serveHub();
    const failure = await failureOf(locateModel(id, { cacheFolder, endpoint }));
    expect(failure).toMatchObject({ code: 'model-missing', details: { model: id } });
    expect(requests).toEqual([]);
    expect(await cached()).toEqual([]);
  });
});
