import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { type Client, Events } from 'discord.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClient } from '../../src/discord/client.js';
import { type Connection, createConnection } from '../../src/discord/connect.js';
import { type StandIn, startStandIn } from './stand-in.js';

/** Short, so that nobody waits for the minutes that Discord deserves. */
const TIMES = { firstWait: 10, longestWait: 50, login: 30_000, deaf: 600, silent: 60_000 };

let discord: StandIn;
beforeEach(async () => {
  discord = await startStandIn();
});
afterEach(() => discord.stop());

/** A connection, what it told, and who received what. */
function connectionTo({ url, token }: Pick<StandIn, 'url' | 'token'>) {
  const told: string[] = [];
  const received: { client: Client; text: string }[] = [];
  const connection: Connection = createConnection(
    { apiUrl: url, token, clientId: null },
    {
      attach: (client) =>
        client.on(Events.MessageCreate, ({ content }) => received.push({ client, text: content })),
      onReady: () => told.push('ready'),
      onWaiting: (reason) => told.push(`waiting: ${reason}`),
      onDeaf: () => told.push('deaf'),
      onFatal: ({ code }) => told.push(code),
    },
    TIMES,
  );
  return { connection, told, received };
}

it('a client that discord.js left deaf is replaced by one that hears', async () => {
  const { connection, told, received } = connectionTo(discord);
  await connection.open();
  const before = connection.client;
  expect(connection.isReady()).toBe(true);
  // discord.js takes this code for its own, and does nothing.
  discord.gateway.close(4200);
  await vi.waitFor(() => expect(told).toEqual(['ready', 'deaf', 'ready']), { timeout: 20_000 });
  expect(connection.client).not.toBe(before);
  expect(connection.isReady()).toBe(true);
  discord.person('ada').dm('Are you there?');
  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]?.client).toBe(connection.client);
  await connection.close();
  expect(discord.gateway.open()).toBe(0);
});

it('a client that could not log in does not come back beside the one that could', async () => {
  // A Discord whose gateway fails at first: what discord.js began with it, it tries again by itself.
  let failures = 2;
  const front = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', discord.url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      if (url?.includes('/gateway/bot') !== true) answer.pipe(response);
      else
        answer.on('data', (chunk: Buffer) =>
          response.end(String(chunk).replace(/127\.0\.0\.1:\d+/, address())),
        );
    });
    incoming.pipe(onward);
  });
  const address = (): string => {
    const at = front.address();
    return `127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
  };
  front.on('upgrade', ({ url, rawHeaders }, socket) => {
    if (failures > 0) {
      failures -= 1;
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(Number(new URL(discord.url).port), '127.0.0.1');
    const headers = rawHeaders.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    onward.write(`GET ${url} HTTP/1.1\r\n${headers.join('')}\r\n`);
    onward.on('error', () => socket.destroy()).pipe(socket);
    socket.on('error', () => onward.destroy()).pipe(onward);
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');

  const { connection, told, received } = connectionTo({
    url: `http://${address()}/api`,
    token: discord.token,
  });
  await connection.open();
  expect(told.at(-1)).toBe('ready');
  expect(told.filter((line) => line.startsWith('waiting')).length).toBeGreaterThan(0);
  const { identifies } = discord.gateway.counts;
  expect(identifies).toBe(1);
  // What was left of the other clients tries again after half a second, before this one is deaf.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(discord.gateway.counts.identifies).toBe(1);
  discord.person('ada').dm('Once?');
  await vi.waitFor(() => expect(received).toHaveLength(1));
  await connection.close();
  front.closeAllConnections();
  front.close();
});

it('a client keeps nothing of the people who write to it', async () => {
  const client = createClient(discord.url);
  const ready = once(client, Events.ClientReady);
  await client.login(discord.token);
  await ready;
  let heard = 0;
  client.on(Events.MessageCreate, () => heard++);
  const PEOPLE = 1_050;
  for (let i = 0; i < PEOPLE; i++) {
    const person = discord.person(`person-${i}`);
    person.dm('Who?');
    person.say(discord.channel, 'Who?');
  }
  await vi.waitFor(() => expect(heard).toBe(2 * PEOPLE), { timeout: 20_000 });
  const { users, channels, guilds } = client;
  expect([...users.cache.keys()]).toEqual([discord.bot.id]);
  expect([...(guilds.cache.first()?.members.cache.keys() ?? [])]).toEqual([discord.bot.id]);
  // A thousand private channels, and that of the server.
  expect(channels.cache.size).toBe(1_001);
  for (const channel of channels.cache.values())
    if (channel.isTextBased()) expect(channel.messages.cache.size).toBe(0);
  await client.destroy();
});
