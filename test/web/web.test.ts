import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/corpus/document.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { openEngine } from '../../src/search/engine.js';
import { openLibraries } from '../../src/service/library.js';
import { type Listening, listen } from '../../src/service/listen.js';
import { createQuestionMetrics } from '../../src/service/metrics.js';
import { createQueue } from '../../src/service/queue.js';
import { createRateLimits } from '../../src/service/rate-limits.js';
import { createWebServer } from '../../src/web/serve.js';
import type { WebService } from '../../src/web/service.js';
import { readWebConfig } from '../../src/web-config.js';
import { hostileText } from '../hostile-text.js';
import { shippedModels } from '../shipped-models.js';
import { HOSTILE, TOKEN, writeWebCorpus } from './web-fixture.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-web-'));
const corpusFolder = join(root, 'corpus');
const PAGE = 'https://tarnby.example/tower';
await writeWebCorpus(corpusFolder, PAGE);
const engine = await openEngine({ corpusFolder, indexFolder: join(root, 'index'), ...shippedModels(root) });
const libraries = await openLibraries(engine);

const errors: unknown[] = [];
const servers: Listening[] = [];

/** A page of its own, open to this machine alone unless it has a token. */
async function serve(env: Record<string, string> = {}): Promise<{ service: WebService; address: string }> {
  const config = readWebConfig(
    { QUESTIONS_PER_10_SECONDS: '100', QUESTIONS_PER_HOUR: '36000', ...env },
    { host: '127.0.0.1', port: 0 },
  );
  const queue = createQueue({ most: config.questionsInFlight });
  const service: WebService = {
    config,
    metrics: createQuestionMetrics({
      questionsInFlight: () => queue.waiting + queue.running,
      corpus: () => engine.counts,
    }),
    limits: createRateLimits(config),
    attempts: createRateLimits({ questionsPer10Seconds: 5, questionsPerHour: 60 }),
    queue,
    onError: (error) => errors.push(error),
    libraries,
    buildFailure: null,
    closing: false,
  };
  const listening = await listen(createWebServer(service), config, 'web-port');
  servers.push(listening);
  return { service, address: listening.address };
}

let open: Awaited<ReturnType<typeof serve>>;
let guarded: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  open = await serve();
  guarded = await serve({ WEB_TOKEN: TOKEN });
});
afterAll(async () => {
  await Promise.all(servers.map((each) => each.close()));
  await rm(root, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

const get = (path: string, headers: Record<string, string> = {}, { address } = open) =>
  fetch(address + path, { headers, redirect: 'manual' });
const pageOf = async (question: string, headers: Record<string, string> = {}) =>
  (await get(`/?q=${encodeURIComponent(question)}`, headers)).text();
const post = (body: BodyInit, headers: Record<string, string> = {}, { address } = open) =>
  fetch(`${address}/api/ask`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** What a server answers to bytes that no client of ours would send. */
async function raw(bytes: string | Uint8Array, { address } = open): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
    socket.end();
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

/** The words that a browser shows of a page, near enough. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

describe('the page', () => {
  it('quotes to the letter, in both languages, with the answering words marked and the source', async () => {
    const html = await pageOf('Qui a fondé le moulin de Valbrune ?', { 'accept-language': 'fr-CA,fr;q=0.9' });
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain(phrasesFor('fr').answer.answered);
    const [french, english] = [...html.matchAll(/<blockquote lang="(..)"[^>]*>(.*?)<\/blockquote>/gs)];
    expect([french?.[1], english?.[1]]).toEqual(['fr', 'en']);
    expect(textOf(french?.[2] ?? '')).toBe(
      'En 1911, avec son amie Rosa Quillet, Odile Ferrand a fondé le moulin de Valbrune. Le moulin moud depuis lors du seigle et du blé.',
    );
    expect(french?.[2]).toMatch(/<mark>.*<strong>.*Odile Ferrand<\/strong>.*<\/mark>/s);
    expect(html).toContain('d’après Valbrune');
    expect(html).toContain('informations de 1911');
  });

  it('links to the very words of what is published', async () => {
    const html = await pageOf('Who paid for the bell of the tower?');
    expect(html).toContain(`href="${PAGE}#:~:text=The%20bell%20of%20the%20tower%20was%20paid`);
    expect(await pageOf('Who founded the Valbrune mill?')).not.toContain(':~:text=');
  });

  it('says what was not found, and leads on', async () => {
    const none = await pageOf('What is the capital of Peru?');
    expect(none).toContain(phrasesFor('en').answer.unanswered);
    const [, topic = ''] = /<a href="(\/p\/[\w-]{7})">/.exec(none) ?? [];
    expect((await get(topic)).status).toBe(200);
    const home = await (await get('/')).text();
    const [, example = ''] = /<li><a href="(\/\?q=[^"]+)">/.exec(home) ?? [];
    expect((await get(example.replaceAll('&amp;', '&'))).status).toBe(200);
    expect(await pageOf('bonjour', { 'accept-language': 'fr' })).toContain('Par exemple');
    expect(await pageOf('???')).toContain(phrasesFor('en').answer.empty);
  });

  it('has a page for every passage, with the section around it', async () => {
    const [quote] = (await engine.ask('How much does the bell weigh?')).quotes;
    const page = await (await get(`/p/${quote?.key}`)).text();
    expect(page).toContain('<h1 id="passage" lang="en">The tower of Tarnby</h1>');
    expect(textOf(page)).toContain('weighs 900 kilograms');
    expect(textOf(page)).toContain('was built by Ingrid Holm');
    for (const path of [
      '/p/AAAAAAA',
      '/p/constru',
      '/p/',
      '/p/..%2f..%2fetc',
      '/p/AAAAAAA/x',
      '/../etc/passwd',
      '//x',
    ]) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).toContain('role="alert"');
    }
  });

  it('speaks the language of the browser, or the one chosen, from then on', async () => {
    expect(await (await get('/')).text()).toContain('lang="en"');
    expect(await (await get('/', { 'accept-language': 'de, fr;q=0.5, en;q=0.1' })).text()).toContain(
      '<html lang="fr">',
    );
    const chosen = await get('/?lang=fr&q=mill', { 'accept-language': 'en' });
    const [cookie = ''] = chosen.headers.getSetCookie();
    expect(cookie).toMatch(/^lang=fr; .*HttpOnly; SameSite=Lax$/);
    const html = await chosen.text();
    expect(html).toContain('href="/?q=mill&amp;lang=en"');
    expect(await (await get('/', { cookie: 'lang=fr', 'accept-language': 'en' })).text()).toContain(
      '<html lang="fr">',
    );
    expect(await (await get('/?lang=xx%0d%0aset-cookie:a=b')).text()).toContain('<html lang="en">');
  });

  it('allows no script, no frame and nothing from elsewhere', async () => {
    for (const path of ['/', '/?q=!', '/nowhere', '/style.css']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const html = await pageOf('Who founded the Valbrune mill?');
    expect(html).not.toMatch(/<script|style=|\son\w+=|https?:\/\/(?!tarnby)/i);
  });

  it('shows markup of the corpus and of a question as text', async () => {
    const html = await pageOf(`What does the tower keeper write? ${HOSTILE}`);
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img');
    expect(textOf(html)).toContain(`The tower keeper writes ${HOSTILE} & "so on"`);
  });
});

describe('any question', () => {
  it('is answered with a page of our own tags, whatever is in it', async () => {
    const foreign =
      /<(?!\/?(?:html|head|meta|title|link|body|a|header|nav|ul|li|span|form|main|label|div|input|button|section|h1|h2|p|article|blockquote|mark|strong|cite|code|footer|!doctype)\b)/i;
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, fc.string({ unit: 'binary' })), async (question) => {
        const response = await get(`/?q=${encodeURIComponent(question.replace(/\p{Surrogate}/gu, '?'))}`);
        expect([200, 429]).toContain(response.status);
        expect(await response.text()).not.toMatch(foreign);
      }),
      { numRuns: 5 },
    );
  });

  it('may hold bytes that are no UTF-8, or too many', async () => {
    expect((await get('/?q=%ff%fe%00mill%c3')).status).toBe(200);
    expect(await raw('GET /?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 (?:200|400)/,
    );
    expect(await raw(`GET /?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    );
  });
});

describe('the API', () => {
  it('answers with the contract of the command line', async () => {
    const response = await post(
      JSON.stringify({ question: 'Who founded the Valbrune mill?', limit: 1, language: 'fr' }),
    );
    expect(response.status).toBe(200);
    const answer: unknown = await response.json();
    expect(answer).toMatchObject({
      language: 'fr',
      verdict: 'answered',
      quotes: [{ document: 'founder.fr.md' }],
    });
  });

  it.each([
    ['no JSON', 'question', {}, 415, 'not-json'],
    ['no JSON by its type', '{"question":"x"}', { 'content-type': 'text/plain' }, 415, 'not-json'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), {}, 415, 'not-json'],
    ['no question', '{}', {}, 400, 'invalid'],
    ['no text', '{"question":["x"]}', {}, 400, 'invalid'],
    ['an unknown key', '{"question":"x","__proto__":{},"shell":"ls"}', {}, 400, 'invalid'],
    ['an odd limit', '{"question":"x","limit":1e9}', {}, 400, 'invalid'],
    ['a huge body', JSON.stringify({ question: 'x'.repeat(70_000) }), {}, 413, 'too-large'],
  ])('refuses %s', async (_, body, headers, status, code) => {
    for (const language of LANGUAGES) {
      const response = await post(body, { ...headers, 'accept-language': language });
      const { troubles } = phrasesFor(language).web;
      expect(response.status).toBe(status);
      const message = expect.stringContaining(troubles[code as keyof typeof troubles]);
      expect(await response.json()).toEqual({ error: { code, message } });
    }
  });

  it('refuses a huge body that does not say its length', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)),
    });
    const request = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as const;
    const response = await fetch(`${open.address}/api/ask`, request).catch(() => null);
    expect(response?.status ?? 413).toBe(413);
  });
});

describe('who may ask', () => {
  it('without a token, is whoever calls this machine by its own name', async () => {
    const status = async (host: string) =>
      /^HTTP\/1\.1 (\d+)/.exec(
        await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      )?.[1];
    for (const host of ['localhost', '127.0.0.1:8080', '[::1]:80', 'LOCALHOST:1'])
      expect(await status(host)).toBe('200');
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.4']) {
      expect(await status(host), host).toBe('421');
    }
    expect(await status('a b')).toBe('400');
  });

  it('with one, is who shows it', async () => {
    const { address } = guarded;
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const asked = JSON.stringify({ question: 'Who founded the Valbrune mill?' });
    for (const [headers, status] of [
      [{}, 401],
      [bearer(`${TOKEN}x`), 401],
      [bearer(''), 401],
      [{ authorization: TOKEN }, 401],
      [{ cookie: `session=${Date.now() * 2}.AAAA` }, 401],
      [bearer(TOKEN), 200],
    ] as const) {
      expect((await post(asked, headers, guarded)).status).toBe(status);
      expect((await get('/metrics', headers, guarded)).status).toBe(status);
    }
    const refused = await get('/p/AAAAAAA?lang=fr', {}, guarded);
    expect([refused.status, refused.headers.get('location')]).toEqual([
      303,
      '/sign-in?next=%2Fp%2FAAAAAAA%3Flang%3Dfr',
    ]);
    for (const path of ['/healthz', '/readyz', '/style.css', '/sign-in']) {
      expect((await get(path, {}, guarded)).status, path).toBe(200);
    }
    expect((await fetch(`${address}/?q=!`, { headers: bearer(TOKEN) })).status).toBe(200);
  });

  it('signs in by a form, to a page of ours, and out again', async () => {
    const { address } = await serve({ WEB_TOKEN: TOKEN });
    const signIn = (token: string, next: string, headers = {}) =>
      fetch(`${address}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ token, next }),
        redirect: 'manual',
        headers,
      });
    const wrong = await signIn('wrong', '/"><script>');
    expect(wrong.status).toBe(403);
    expect(await wrong.text()).not.toContain('<script>');
    const right = await signIn(TOKEN, '/?q=!', { 'x-forwarded-proto': 'https' });
    expect([right.status, right.headers.get('location')]).toEqual([303, '/?q=!']);
    const [cookie = ''] = right.headers.getSetCookie();
    expect(cookie).toMatch(/^session=.*; HttpOnly; Secure; SameSite=Lax$/);
    expect(cookie).not.toContain(TOKEN);
    const [session = ''] = cookie.split(';');
    expect((await fetch(`${address}/?q=!`, { headers: { cookie: session } })).status).toBe(200);
    const elsewhere = await signIn(TOKEN, '//evil.example');
    expect(elsewhere.headers.get('location')).toBe('/');
    for (let i = 0; i < 2; i++) await signIn('wrong', '/');
    expect((await signIn(TOKEN, '/')).status).toBe(429);
    const out = await fetch(`${address}/sign-out`, { method: 'POST', redirect: 'manual' });
    expect(out.headers.getSetCookie()[0]).toMatch(/^session=; Max-Age=0/);
  });
});

describe('too many at once', () => {
  it('are told when to come back: those of one address, and those of all', async () => {
    const few = await serve({ QUESTIONS_PER_10_SECONDS: '2' });
    const asked = Array.from({ length: 5 }, () => get('/?q=!', { 'accept-language': 'fr' }, few));
    const responses = await Promise.all(asked);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429]);
    const late = responses.find(({ status }) => status === 429);
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await late?.text()).toMatch(/Reposez votre question dans \d+/);
    // Another address, as a proxy on this machine tells it.
    expect((await get('/?q=!', { 'x-forwarded-for': '10.0.0.1, 192.0.2.7' }, few)).status).toBe(200);
    expect((await get('/', {}, few)).status).toBe(200);
  });

  it('of two hundred, some are answered and the others are told', async () => {
    const busy = await serve({ MAX_QUESTIONS_IN_FLIGHT: '20' });
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const body = JSON.stringify({ question: '', limit: 1 });
        const { status, headers } = await post(body, { 'x-forwarded-for': `192.0.2.${i}` }, busy);
        if (status !== 200) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        return status;
      }),
    );
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    const metrics = await (await get('/metrics', {}, busy)).text();
    const refused = statuses.filter((status) => status === 503).length;
    expect(metrics).toContain(`verbatim_refused_total{reason="busy"} ${refused}`);
    expect(metrics).toMatch(/verbatim_questions_total\{way="api",verdict="empty",language="\w+"\} \d+/);
  });

  it('are not asked for those who have gone away', async () => {
    const { service, address } = await serve();
    let release = (): void => {};
    const held = service.queue.run(
      'other',
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const leaving = new AbortController();
    const gone = fetch(`${address}/?q=!`, { signal: leaving.signal });
    while (service.queue.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    leaving.abort();
    await expect(gone).rejects.toThrow();
    await get('/healthz', {}, { service, address });
    release();
    await held;
    expect((await get('/?q=!', {}, { service, address })).status).toBe(200);
    const metrics = await service.metrics.text();
    expect(metrics).toContain('verbatim_question_seconds_count 1');
  });

  it('wait while the corpus is being loaded, and when the server leaves', async () => {
    const early = await serve();
    early.service.libraries = null;
    expect((await get('/readyz', {}, early)).status).toBe(503);
    const loading = await get('/?q=!', {}, early);
    expect([loading.status, loading.headers.get('retry-after')]).toEqual([503, '10']);
    expect((await get('/p/AAAAAAA', {}, early)).status).toBe(503);
    expect((await get('/', {}, early)).status).toBe(200);
    early.service.libraries = libraries;
    early.service.closing = true;
    expect((await get('/?q=!', {}, early)).status).toBe(503);
    expect((await get('/healthz', {}, early)).status).toBe(200);
  });
});
