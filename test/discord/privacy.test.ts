import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { writeTinyModel } from '../tiny-model.js';
import { type Started, startBot } from './bot-fixture.js';
import { type Running, runBot } from './run-bot.js';
import { type StandIn, startStandIn } from './stand-in.js';
import type { Person, Shown } from './user.js';
import { textsOf } from './validate-components.js';
import type { Channel } from './world.js';

const QUESTION = 'Who founded Ashoka?';
const said = (message: Shown): string => textsOf(message.components).join('\n');

/** Words of questions and names that stand nowhere else. */
const SECRETS = ['zanzibar', 'quetzal', 'marmalade', 'kumquat', 'trombone', 'paprika', 'hippogriff'] as const;
const [ASKED, MENTIONED, PRIVATE, TYPED, TARGET, TOPIC, NAME] = SECRETS;

const QuestionLine = z.strictObject({
  level: z.literal('info'),
  time: z.iso.datetime(),
  event: z.literal('question'),
  user: z.string().regex(/^[0-9a-f]{12}$/),
  guild: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .nullable(),
  channel: z.string().regex(/^[0-9a-f]{12}$/),
  way: z.enum(['ask', 'fact', 'menu', 'mention', 'reply', 'direct']),
  language: z.enum(['fr', 'en']),
  verdict: z.enum(['answered', 'unsure', 'unanswered', 'chatter', 'empty']),
  confidence: z.number(),
  ms: z.number(),
  ackMs: z.number().nullable(),
  text: z.string().optional(),
});

/** The lines that the log has of questions. */
const linesOf = ({ stdout }: Running) =>
  stdout
    .filter((line) => line.includes('"event":"question"'))
    .map((line) => QuestionLine.parse(JSON.parse(line)));

const outputOf = ({ stdout, stderr }: Running): string => [...stdout, ...stderr].join('\n');

/** Where the bot's status server says that it is. */
async function statusOf(bot: Running): Promise<string> {
  const line = await bot.until(/^Status at http:/);
  return line.split(/: | /)[2] ?? '';
}

const codeOf = async (address: string): Promise<number> => (await fetch(address)).status;

/** Asks in every way there is, with words to look for. */
async function askInEveryWay(discord: StandIn, who: Person): Promise<void> {
  const { channel } = discord;
  const replied = async (message: Shown, of: Channel): Promise<void> => {
    await discord.nextMessage(of, { after: message });
  };
  await who.autocomplete('ask', 'question', `${TYPED} ash`, { channel });
  await who.slash('ask', { question: `${QUESTION} ${ASKED}` }, { channel }).response();
  await who.slash('fact', { topic: TOPIC }, { channel }).response();
  await who.contextMenu('Answer with a quote', who.say(channel, `${QUESTION} ${TARGET}`)).response();
  await replied(who.say(channel, `<@${discord.bot.id}> ${QUESTION} ${MENTIONED}`), channel);
  await replied(who.dm(`${QUESTION} ${PRIVATE}`), who.dmChannel());
}

describe('by default', () => {
  let started: Started;
  let ada: Person;

  beforeAll(async () => {
    started = await startBot({ env: { LOG_LEVEL: 'trace' } });
    ada = started.discord.person(NAME);
    await askInEveryWay(started.discord, ada);
    await started.discord.quiet(started.discord.channel);
  });
  afterAll(() => started.stop());

  it('there is one line of log a question, with ids that only the bot’s owner could recognise', () => {
    const { discord, bot } = started;
    const lines = linesOf(bot);
    expect(lines.map(({ way }) => way)).toEqual(['ask', 'fact', 'menu', 'mention', 'direct']);
    expect(new Set(lines.map(({ user }) => user)).size).toBe(1);
    expect(lines.map(({ guild }) => guild === null)).toEqual([false, false, false, false, true]);
    expect(new Set(lines.map(({ channel }) => channel)).size).toBe(2);
    expect(lines.every(({ text }) => text === undefined)).toBe(true);
    for (const { id } of [ada.user, discord.guild, discord.channel, ada.dmChannel()]) {
      expect(outputOf(bot)).not.toContain(id);
    }
  });

  it('there is no word of a question, typed or sent, and no name of a person in the output', () => {
    for (const secret of SECRETS) expect(outputOf(started.bot)).not.toContain(secret);
    expect(outputOf(started.bot)).not.toContain('founded');
  });

  it('nothing listens', () => {
    expect(outputOf(started.bot)).not.toContain('Status at');
  });

  it('neither words nor tokens are in the output when things go wrong, whatever the level of the log', async () => {
    const { discord, bot } = started;
    const { channel } = discord;
    const posting = { method: 'POST', path: /\/channels\/\d+\/messages$/ };
    discord.befall({ ...posting, what: { kind: 'status', status: 418, when: 'before' } });
    ada.say(channel, `<@${discord.bot.id}> ${QUESTION} ${MENTIONED}`);
    await bot.until(/"event":"undelivered".*418/);
    discord.befall({ path: /\/callback/, what: { kind: 'status', status: 403, when: 'before' } });
    ada.slash('ask', { question: `${QUESTION} ${ASKED}` }, { channel });
    await bot.until(/"event":"undelivered".*403/);
    discord.befall({ path: /\/callback/, what: { kind: 'status', status: 404, when: 'before' } });
    const tokens = [ada.slash('ask', { question: `${QUESTION} ${ASKED}` }, { channel }).interaction.token];
    await bot.until(/"event":"undelivered".*404/);
    // The token is worth nothing any more: the bot ends, and says why.
    discord.revokeToken();
    expect(await bot.ended).toBe(78);
    expect(bot.stderr.at(-1)).toContain('Discord refuses the token');
    for (const secret of [discord.token, ...tokens, ...SECRETS]) expect(outputOf(bot)).not.toContain(secret);
    // Nor any part of the token but the first, which is the bot's public id.
    for (const part of discord.token.split('.').slice(1)) expect(outputOf(bot)).not.toContain(part);
  });
});

describe('with LOG_QUESTIONS=1 and a status port', () => {
  let started: Started;
  let address: string;

  beforeAll(async () => {
    started = await startBot({ env: { LOG_QUESTIONS: '1', STATUS_PORT: '0' } });
    address = await statusOf(started.bot);
    await askInEveryWay(started.discord, started.discord.person(NAME));
    await started.discord.quiet(started.discord.channel);
  });
  afterAll(() => started.stop());

  it('the log has the questions, and still no names, no ids and no token', () => {
    const { discord, bot } = started;
    expect(linesOf(bot).map(({ text }) => text)).toEqual([
      `${QUESTION} ${ASKED}`,
      TOPIC,
      `${QUESTION} ${TARGET}`,
      `${QUESTION} ${MENTIONED}`,
      `${QUESTION} ${PRIVATE}`,
    ]);
    for (const secret of [NAME, TYPED, discord.token, discord.guild.id]) {
      expect(outputOf(bot)).not.toContain(secret);
    }
  });

  it('/metrics counts questions by way, verdict and language, and tells nothing of anybody', async () => {
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    for (const way of ['ask', 'fact', 'menu', 'mention', 'direct']) {
      expect(text).toMatch(
        new RegExp(`^verbatim_questions_total\\{way="${way}",verdict="\\w+",language="en"\\} 1$`, 'm'),
      );
    }
    expect(text).toMatch(/^verbatim_question_seconds_count 5$/m);
    expect(text).toMatch(/^verbatim_late_acknowledgements_total 0$/m);
    expect(text).toMatch(/^verbatim_discord_ready 1$/m);
    expect(text).toMatch(/^verbatim_corpus_pairs [1-9]\d*$/m);
    for (const secret of [...SECRETS, started.discord.guild.id, started.discord.token]) {
      expect(text).not.toContain(secret);
    }
  });

  it('the status is told to this machine alone', async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([await codeOf(`${address}/healthz`), await codeOf(`${address}/readyz`)]).toEqual([200, 200]);
    const others = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address: other } of others) {
      await expect(fetch(address.replace('127.0.0.1', other))).rejects.toThrow();
    }
  });

  it('a port in use is one clear line, and the end, with exit status 78', async () => {
    const { discord } = started;
    const { port } = new URL(address);
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, STATUS_PORT: port };
    for (const [LANG, line] of [
      ['en_GB.UTF-8', /127\.0\.0\.1, port \d+: another program uses this port\./],
      ['fr_FR.UTF-8', /127\.0\.0\.1/],
    ] as const) {
      const second = runBot({ env: { ...env, LANG } });
      expect(await second.ended).toBe(78);
      expect(second.stderr).toEqual([expect.stringMatching(line)]);
      expect(second.stderr[0]).toContain('STATUS_PORT');
      expect(second.stdout).toEqual([]);
    }
    // It never logged in.
    expect(discord.gateway.counts.identifies).toBe(1);
  });

  it('/readyz says no while the bot leaves and finishes what it was asked', async () => {
    const { discord, bot } = started;
    let release = (): void => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    discord.befall({ method: 'POST', path: /\/callback/, what: { kind: 'hold', until } });
    const sent = discord.requests.length;
    const asked = discord.person('bob').slash('ask', { question: QUESTION });
    await discord.until('the answer to be sent', () => discord.requests.length > sent || undefined);
    bot.process.kill('SIGTERM');
    await bot.until(/^Leaving/);
    expect([await codeOf(`${address}/healthz`), await codeOf(`${address}/readyz`)]).toEqual([200, 503]);
    release();
    expect(said(await asked.response())).toContain('Bill Drayton');
    expect(await bot.ended).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    expect(discord.refusals).toEqual([]);
  });
});

describe('while the corpus is being loaded', () => {
  let folder: string;
  let hub: Server;
  let discord: StandIn;
  let bot: Running;
  let address: string;
  let release = (): void => {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verbatim-loading-'));
    await writeTinyModel(folder);
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    // A hub that has the model, and takes its time.
    const give: RequestListener = async (request, response) => {
      await released;
      const file = (request.url ?? '').replace('/millers/tiny/resolve/main/', '');
      const bytes = await readFile(join(folder, file)).catch(() => null);
      if (bytes === null) response.writeHead(404).end();
      else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    };
    hub = createServer(give).listen(0, '127.0.0.1');
    await once(hub, 'listening');
    const at = hub.address();
    discord = await startStandIn();
    discord.register(commandDefinitions());
    bot = runBot({
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
        STATUS_PORT: '0',
        EMBEDDING_MODEL: 'millers/tiny',
        HF_ENDPOINT: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`,
        INDEX: join(folder, 'index'),
      },
    });
    address = await statusOf(bot);
    await bot.until(/^Logged in/);
  });
  afterAll(async () => {
    release();
    await bot.stop();
    await discord.stop();
    hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  const LOADING = { fr: 'Le corpus est en cours de chargement.', en: 'The corpus is being loaded.' };

  it.each(['fr', 'en'] as const)('whoever asks is told so (%s)', async (language) => {
    const locale = language === 'fr' ? 'fr' : 'en-GB';
    const guild = discord.addGuild(language, { preferred_locale: language === 'fr' ? 'fr' : 'en-US' });
    const channel = discord.addChannel('library', { guild });
    const ada = discord.person('ada');
    const where = { channel, locale };
    const menu = language === 'fr' ? 'Répondre par une citation' : 'Answer with a quote';
    for (const handle of [
      ada.slash('ask', { question: QUESTION }, where),
      ada.slash('fact', { topic: 'Ashoka' }, where),
      ada.slash('sources', {}, where),
      ada.contextMenu(menu, ada.say(channel, QUESTION), where),
    ]) {
      const notice = await handle.response();
      expect(said(notice)).toContain(LOADING[language]);
      expect(notice.ephemeral).toBe(true);
    }
    const asked = ada.say(channel, `<@${discord.bot.id}> ${QUESTION}`);
    expect(said(await discord.nextMessage(channel, { after: asked }))).toContain(LOADING[language]);
    expect(await ada.autocomplete('ask', 'question', 'ash', where)).toEqual([]);
    expect(said(await ada.slash('help', {}, where).response())).toContain(
      language === 'fr' ? '/demander' : '/ask',
    );
  });

  it('the bot lives but is not ready, and looks idle', async () => {
    expect([await codeOf(`${address}/healthz`), await codeOf(`${address}/readyz`)]).toEqual([200, 503]);
    expect(discord.presences.map(({ status }) => status)).toEqual(['idle']);
    const text = await (await fetch(`${address}/metrics`)).text();
    expect(text).toMatch(/^verbatim_discord_ready 0$/m);
    expect(text).toMatch(/^verbatim_corpus_passages 0$/m);
    expect(text).toMatch(/^verbatim_refused_total\{reason="loading"\} [1-9]\d*$/m);
  });

  it('and once it is, questions are answered, and the bot looks ready', async () => {
    release();
    await bot.until(/^Ready/);
    expect(await codeOf(`${address}/readyz`)).toBe(200);
    await discord.until('the bot to look ready', () => discord.presences[1]);
    expect(discord.presences.map(({ status, activities }) => [status, activities[0]?.state])).toEqual([
      ['idle', 'Chargement… · Loading…'],
      ['online', '/ask · /demander'],
    ]);
    const answer = await discord.person('ada').slash('ask', { question: QUESTION }).response();
    expect(said(answer)).toContain('Who founded Ashoka');
    expect(discord.refusals).toEqual([]);
  });
});
