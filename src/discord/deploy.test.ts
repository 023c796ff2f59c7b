import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../failure.js';
import { createRest, failureOf, fetchApplication, fetchCommands, writeDiff } from './deploy.js';

const APPLICATION = '110000000000000001';
const GUILD = '220000000000000002';
const everywhere = { applicationId: APPLICATION, guildId: null };
const inGuild = { applicationId: APPLICATION, guildId: GUILD };

describe('over HTTP', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections();
  });

  /** An address where every request is answered so. */
  async function answering(answer: RequestListener): Promise<string> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/api`;
  }

  const json =
    (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };

  /** What comes of asking for a server's commands at that address. */
  async function failureAt(apiUrl: string): Promise<Failure> {
    const rest = createRest('token', apiUrl, () => {});
    const failure = failureOf(await fetchCommands(rest, inGuild).catch((error) => error), apiUrl, GUILD);
    if (!(failure instanceof Failure)) throw new Error('no failure', { cause: failure });
    return failure;
  }

  const answeredWith = async (answer: RequestListener): Promise<Failure> =>
    failureAt(await answering(answer));

  it('a refusal becomes what somebody can do about it', async () => {
    expect(await answeredWith(json(401, { message: '401: Unauthorized', code: 0 }))).toMatchObject({
      code: 'discord-token-refused',
    });
    for (const [status, code] of [
      [403, 50001],
      [404, 10004],
    ] as const) {
      expect(await answeredWith(json(status, { message: 'No', code }))).toMatchObject({
        code: 'discord-guild',
        details: { guild: GUILD },
      });
    }
    const invalid = {
      message: 'Invalid Form Body',
      code: 50035,
      errors: { name: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } },
    };
    expect(await answeredWith(json(400, invalid))).toMatchObject({
      code: 'discord-refused',
      details: { reason: 'Invalid Form Body; name[BASE_TYPE_REQUIRED]: This field is required (50035)' },
    });
  });

  it('what is not Discord, or not there, is told with its address', async () => {
    const reasonOf = (failure: Failure) => {
      expect(failure.code).toBe('discord-unreachable');
      return 'reason' in failure.details ? failure.details.reason : '';
    };
    const page: RequestListener = (_, response) => response.writeHead(404).end('<h1>Not found</h1>');
    expect(reasonOf(await answeredWith(page))).toBe('HTTP 404');
    const hello: RequestListener = (_, response) => response.end('hello');
    expect(reasonOf(await answeredWith(hello))).toBe('EPROTO');
    expect(reasonOf(await answeredWith(json(200, { hello: 'world' })))).toBe('EPROTO');
    const broken: RequestListener = (_, response) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{');
    expect(reasonOf(await answeredWith(broken))).toBe('EPROTO');
    const hangUp: RequestListener = (request) => request.socket.destroy();
    expect(reasonOf(await answeredWith(hangUp))).toBe('ECONNRESET');
    const address = await answering(page);
    servers[servers.length - 1]?.close();
    expect(reasonOf(await failureAt(address))).toBe('ECONNREFUSED');
  });

  it('a fault of Discord’s is tried again, three times', async () => {
    let requests = 0;
    const down: RequestListener = (request, response) => {
      requests += 1;
      json(503, {})(request, response);
    };
    expect(await answeredWith(down)).toMatchObject({
      code: 'discord-unreachable',
      details: { reason: 'HTTP 503' },
    });
    expect(requests).toBe(4);
  });

  it('a wait of hours is told rather than waited for', async () => {
    const later = json(429, { message: 'Max daily creates', retry_after: 7200 }, { 'Retry-After': '7200' });
    expect(await answeredWith(later)).toMatchObject({ code: 'discord-wait', details: { minutes: 121 } });
  });

  it('a token of another application than the one named is not used', async () => {
    const rest = createRest('token', await answering(json(200, { id: APPLICATION, name: 'Bot' })), () => {});
    await expect(fetchApplication(rest, APPLICATION)).resolves.toMatchObject({ name: 'Bot' });
    await expect(fetchApplication(rest, null)).resolves.toMatchObject({ id: APPLICATION });
    await expect(fetchApplication(rest, GUILD)).rejects.toMatchObject({
      code: 'discord-client-id',
      details: { given: GUILD, actual: APPLICATION },
    });
  });

  it('removing what is gone already is no failure', async () => {
    const gone = await answering(json(404, { message: 'Unknown application command', code: 10063 }));
    const diff = { created: [], changed: [], removed: [{ id: '1', label: '/old' }], unchanged: 0 };
    const written = await writeDiff(
      createRest('token', gone, () => {}),
      everywhere,
      diff,
    );
    expect(written).toEqual({ created: 0, changed: 0, removed: 1 });
  });
});

describe('failureOf', () => {
  it('leaves alone what has nothing to do with Discord', () => {
    const bug = new TypeError('x is not a function');
    expect(failureOf(bug, 'https://discord.com/api', null)).toBe(bug);
  });

  it('tells a machine without a network, and one that waits in vain', () => {
    const offline = Object.assign(new Error('getaddrinfo EAI_AGAIN discord.com'), { code: 'EAI_AGAIN' });
    expect(failureOf(offline, 'https://discord.com/api', null)).toMatchObject({
      details: { address: 'https://discord.com/api', reason: 'ENOTFOUND' },
    });
    const aborted = new DOMException('This operation was aborted', 'AbortError');
    expect(failureOf(aborted, 'https://discord.com/api', null)).toMatchObject({
      details: { reason: 'ETIMEDOUT' },
    });
  });
});
