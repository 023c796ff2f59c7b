import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { BotConfig } from '../bot-config.js';
import { type Listening, listen } from '../service/listen.js';
import type { Metrics } from './metrics.js';

/** What there is to tell. */
export interface StatusSources {
  /** Whether questions are answered. */
  readonly isReady: () => boolean;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
}

/**
 * Tells other programs how the bot is doing (`/healthz`, `/readyz`, `/metrics`) where the settings say; null when they name no port.
 *
 * @throws Failure `status-port` when it cannot listen: a port in use, an address of another machine.
 */
export async function openStatusServer(
  { status }: Pick<BotConfig, 'status'>,
  sources: StatusSources,
): Promise<Listening | null> {
  return status === null ? null : listen(createServer(listenerOf(sources)), status, 'status-port');
}

type Page = (response: ServerResponse) => Promise<void> | void;

function listenerOf({ isReady, metrics }: StatusSources): RequestListener {
  const pages = new Map<string, Page>([
    ['/healthz', (response) => send(response, 200, 'ok\n')],
    [
      '/readyz',
      (response) => (isReady() ? send(response, 200, 'ready\n') : send(response, 503, 'not ready\n')),
    ],
    ['/metrics', async (response) => send(response, 200, await metrics.text(), metrics.contentType)],
  ]);
  return async (request, response) => {
    const page = pages.get(pathOf(request));
    if (page === undefined) return send(response, 404, 'not found\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return send(response, 405, 'method not allowed\n');
    }
    try {
      await page(response);
    } catch {
      send(response, 500, 'failed\n');
    }
  };
}

/** The path of a request, without what is asked of it. */
function pathOf({ url }: IncomingMessage): string {
  return (url ?? '').replace(/[?#].*$/s, '');
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
