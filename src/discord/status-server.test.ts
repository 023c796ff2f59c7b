import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readBotConfig } from '../bot-config.js';
import { LANGUAGES } from '../corpus/document.js';
import { CONFIGURATION_FAILURES, Failure } from '../failure.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Listening } from '../service/listen.js';
import { createMetrics } from './metrics.js';
import { openStatusServer } from './status-server.js';

let ready = false;
let open: Listening | null = null;

const metrics = createMetrics({ questionsInFlight: () => 3, isReady: () => ready, corpus: () => null });
const sources = { isReady: () => ready, metrics };

/** A server on a free port. */
async function started(host = '127.0.0.1', from: Parameters<typeof openStatusServer>[1] = sources) {
  open = await openStatusServer({ status: { host, port: 0 } }, from);
  if (open === null) throw new Error('no server');
  return open;
}

afterEach(async () => {
  await open?.close();
  open = null;
});

describe('openStatusServer', () => {
  it('is off unless it is asked for', async () => {
    const token = `${Buffer.from('123456789012345678').toString('base64url')}.a.b`;
    expect(await openStatusServer(readBotConfig({ DISCORD_TOKEN: token }), sources)).toBeNull();
  });

  it('says that the process lives, and whether it is ready', async () => {
    const { address } = await started();
    const statusOf = async (path: string) => (await fetch(address + path)).status;
    ready = false;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
    ready = true;
    expect([await statusOf('/healthz'), await statusOf('/readyz?from=probe')]).toEqual([200, 200]);
  });

  it('hands out metrics as Prometheus reads them', async () => {
    const { address } = await started();
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toMatch(/^verbatim_questions_in_flight 3$/m);
  });

  it('answers HEAD as GET, and knows no other method and no other page', async () => {
    const { address } = await started();
    const head = await fetch(`${address}/healthz`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await fetch(`${address}/metrics`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of ['/', '/healthz/', '/constructor', '/metrics/../x']) {
      expect((await fetch(address + path)).status, path).toBe(404);
    }
  });

  it('goes on when metrics fail', async () => {
    const broken = { contentType: '', text: () => Promise.reject(new Error('broken')) };
    const { address } = await started('127.0.0.1', { ...sources, metrics: broken });
    expect((await fetch(`${address}/metrics`)).status).toBe(500);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('closes while a request is under way', async () => {
    let asked = (): void => {};
    const underWay = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const endless = {
      contentType: 'text/plain',
      text: () => {
        asked();
        return new Promise<string>(() => {});
      },
    };
    const { address, close } = await started('127.0.0.1', { ...sources, metrics: endless });
    const response = expect(fetch(`${address}/metrics`)).rejects.toThrow();
    await underWay;
    await close();
    await response;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    open = null;
  });

  it('says in both languages why it cannot listen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { port } = address;
    const failure = await openStatusServer({ status: { host: '127.0.0.1', port } }, sources).catch(
      (error: unknown) => error,
    );
    other.close();
    expect(failure).toBeInstanceOf(Failure);
    const details = { host: '127.0.0.1', port, reason: 'EADDRINUSE' };
    expect(failure).toMatchObject({ code: 'status-port', details });
    expect(CONFIGURATION_FAILURES.has('status-port')).toBe(true);
    for (const language of LANGUAGES) {
      const phrase = phrasesFor(language).failures['status-port'](details);
      expect(phrase).toContain(String(port));
      expect(phrase).not.toContain('EADDRINUSE');
    }
  });

  it.each(['192.0.2.1', 'no such host'])('cannot listen at %s', async (host) => {
    const opening = openStatusServer({ status: { host, port: 0 } }, sources);
    await expect(opening).rejects.toMatchObject({ code: 'status-port', details: { host, port: 0 } });
  });
});
