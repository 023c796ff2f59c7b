import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, unauthorized } from './api-error.js';
import { invalidForm } from './validate.js';

/** A request of the bot, as it came. */
export interface Recorded {
  readonly method: string;
  /** Below `/api/v10`, with its query. */
  readonly path: string;
  /** What the JSON says; undefined without one. */
  readonly body: unknown;
  /** Whether a token came with it. */
  readonly authorized: boolean;
  /** When it came: milliseconds of `performance.now()`. */
  readonly at: number;
  /** The status it was answered with; null while it is not, or when it was dropped. */
  status: number | null;
}

/** A payload that was refused for what it says, and the refusal. */
export interface Refusal {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** What befalls requests on demand. */
export interface Fault {
  /** Of the requests that it befalls; any, unless told. */
  readonly method?: string;
  /** Of the path below `/api/v10`, query included. */
  readonly path: RegExp;
  /** How many requests; 1 unless told. */
  readonly times?: number;
  readonly what:
    | { readonly kind: 'rate limit'; readonly retryAfterSeconds: number; readonly global?: boolean }
    | { readonly kind: 'status'; readonly status: number; readonly when: 'before' | 'after' }
    | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
    | { readonly kind: 'delay'; readonly ms: number; readonly when: 'before' | 'after' }
    /** Answered when this is fulfilled. */
    | { readonly kind: 'hold'; readonly until: Promise<unknown> };
}

/** What a route is given. */
export interface Asked {
  /** What the path's groups matched. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What a route answers; no body is a 204. */
export interface Answered {
  readonly status?: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Below `/api/v10`, whole: `:id` is a snowflake, `:token` anything without a slash. */
  readonly path: string;
  /** Whether it wants no bot token: those whose path has a token of its own. */
  readonly open?: boolean;
  readonly answer: (asked: Asked) => Answered;
}

/** Answers requests by the routes given, records them, and has faults befall them. */
export function createApi(
  routes: readonly Route[],
  isToken: (token: string) => boolean,
  changed: () => void,
) {
  const requests: Recorded[] = [];
  const refusals: Refusal[] = [];
  let faults: { fault: Fault; left: number }[] = [];
  const compiled = routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
  let inFlight = 0;

  function faultOf(method: string, path: string): Fault['what'] | null {
    const hit = faults.find(
      ({ fault }) => (fault.method === undefined || fault.method === method) && fault.path.test(path),
    );
    if (!hit) return null;
    hit.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return hit.fault.what;
  }

  function route(method: string, url: URL, body: unknown, authorization: string | undefined): Answered {
    const found = compiled.filter(({ pattern }) => pattern.test(url.pathname));
    const hit = found.find((candidate) => candidate.method === method);
    if (!hit)
      throw found.length > 0
        ? new ApiError(405, 0, '405: Method Not Allowed')
        : new ApiError(404, 0, '404: Not Found');
    if (!hit.open && !isToken(authorization?.replace(/^Bot /, '') ?? '')) throw unauthorized();
    const [, ...params] = hit.pattern.exec(url.pathname) ?? [];
    return hit.answer({ params: params.map(decodeURIComponent), query: url.searchParams, body });
  }

  function answered(record: Recorded, request: IncomingMessage, malformed: boolean): Required<Answered> {
    try {
      if (malformed) throw invalidForm([{ path: [], code: 'JSON', message: 'The body is not JSON.' }]);
      const url = new URL(record.path, 'http://127.0.0.1');
      const { body, status = body === undefined ? 204 : 200 } = route(
        record.method,
        url,
        record.body,
        request.headers.authorization,
      );
      return { status, body };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, code, message, errors } = error;
      const answer = { code, message, ...(errors ? { errors } : {}) };
      if (status === 400 && (code === 50035 || code === 50006)) refuseWith(record, status, answer);
      if (status === 500) refuseWith(record, status, answer);
      return { status, body: answer };
    }
  }

  function refuseWith({ method, path, body }: Recorded, status: number, answer: unknown): void {
    refusals.push({ method, path, body, status, answer });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [prefix, path] = splitPath(request.url ?? '/');
    const { body, malformed } = await bodyOf(request);
    const method = request.method ?? 'GET';
    const authorized = request.headers.authorization !== undefined;
    const record: Recorded = { method, path, body, authorized, at: performance.now(), status: null };
    requests.push(record);
    changed();
    if (prefix !== '/api/v10')
      return respond(response, record, { status: 404, body: { code: 0, message: '404: Not Found' } });
    const what = faultOf(method, path);
    if (what === null) return respond(response, record, answered(record, request, malformed));
    if (what.kind === 'rate limit') return respondLimited(response, record, what);
    if (what.kind === 'delay') {
      if (what.when === 'before') await pause(what.ms);
      const answer = answered(record, request, malformed);
      if (what.when === 'after') await pause(what.ms);
      return respond(response, record, answer);
    }
    if (what.kind === 'hold') {
      changed();
      await what.until;
      return respond(response, record, answered(record, request, malformed));
    }
    if (what.when === 'after') answered(record, request, malformed);
    if (what.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    const { status } = what;
    respond(response, record, { status, body: { code: 0, message: `${status}: On demand` } });
  }

  return {
    requests,
    refusals,
    /** Requests not yet answered. */
    inFlight: () => inFlight,
    /** Has something befall the next requests that match. */
    befall(fault: Fault) {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    /** Takes a request of Node's server. */
    async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
      inFlight += 1;
      try {
        await handle(request, response);
      } catch (error) {
        // A fault of the stand-in itself: shown, since a test would only see a 500.
        console.error(error);
        response.destroy();
      } finally {
        inFlight -= 1;
        changed();
      }
    },
  };
}
export type Api = ReturnType<typeof createApi>;

function patternOf(path: string): RegExp {
  const pattern = path.replaceAll(':id', '(\\d{17,20})').replaceAll(/:\w+/g, '([^/]+)');
  return new RegExp(`^${pattern}$`);
}

function splitPath(url: string): [prefix: string, path: string] {
  const [, prefix = '', path = url] = /^(\/api\/v\d+)(\/.*)$/.exec(url) ?? [];
  return [prefix, path];
}

async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; malformed: boolean }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  if (chunks.length === 0) return { body: undefined, malformed: false };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return formOf(Buffer.concat(chunks), type);
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  try {
    return { body: JSON.parse(Buffer.concat(chunks).toString('utf8')), malformed: !isJson };
  } catch {
    return { body: undefined, malformed: true };
  }
}

/** A message with files: its JSON, in which the files that came are counted. */
async function formOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ body: unknown; malformed: boolean }> {
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const body: unknown = JSON.parse(String(form.get('payload_json')));
    let files = 0;
    while (form.has(`files[${files}]`)) files++;
    return { body: withFiles(body, files), malformed: false };
  } catch {
    return { body: undefined, malformed: true };
  }
}

/** Discord wants each file named in `attachments`: of a callback those of its data. */
function withFiles(body: unknown, files: number): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if ('data' in body) return { ...body, data: withFiles(body.data, files) };
  const named = 'attachments' in body && Array.isArray(body.attachments) ? body.attachments.length : 0;
  return named === files ? body : { ...body, attachments: `${files} files, ${named} named` };
}

function respond(response: ServerResponse, record: Recorded, { status = 200, body }: Answered): void {
  record.status = status;
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function respondLimited(
  response: ServerResponse,
  record: Recorded,
  { retryAfterSeconds, global = false }: Extract<Fault['what'], { kind: 'rate limit' }>,
): void {
  response.setHeader('retry-after', String(Math.ceil(retryAfterSeconds)));
  response.setHeader('x-ratelimit-scope', global ? 'global' : 'user');
  if (global) response.setHeader('x-ratelimit-global', 'true');
  const body = { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global };
  respond(response, record, { status: 429, body });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
