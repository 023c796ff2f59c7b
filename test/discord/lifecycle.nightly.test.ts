import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/corpus/document.js';
import { PROJECT_ROOT } from '../../src/environment.js';
import type { FailureCode, FailureDetails } from '../../src/failure.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { runBotOn, startBot } from './bot-fixture.js';
import { type Running, runBot } from './run-bot.js';
import { type StandIn, startStandIn } from './stand-in.js';
import { textsOf } from './validate-components.js';

const EX_CONFIG = 78;
const LANG = { fr: 'fr_FR.UTF-8', en: 'en_GB.UTF-8' } as const;
const SECRET = 'c2VjcmV0';

const folder = await mkdtemp(join(tmpdir(), 'verbatim-life-'));
const corpus = join(folder, 'corpus');
await writeMillCorpus(corpus);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the bot, which may not get far. */
function start({ url, token }: Pick<StandIn, 'url' | 'token'>, env: Record<string, string> = {}): Running {
  const unset = { DISCORD_CLIENT_ID: '', DISCORD_GUILD_ID: '', VERBATIM_LANG: '', STATUS_PORT: '' };
  const own = { DISCORD_TOKEN: token, DISCORD_API_URL: url, CORPUS: corpus, INDEX: join(folder, 'index') };
  return runBot({ env: { ...unset, ...own, ...env } });
}

/** The bot ends with one message, in the operator's language, that names the failure and no secret. */
async function expectRefusal<C extends FailureCode>(
  bot: Running,
  language: keyof typeof LANG,
  { code, details, secret }: { code: C; details: FailureDetails[C]; secret: string },
): Promise<void> {
  expect(await bot.ended).toBe(EX_CONFIG);
  const { usage, failures } = phrasesFor(language);
  const expected = usage.error(failures[code](details)).split('\n');
  expect(bot.stderr.slice(-expected.length)).toEqual(expected);
  expect([...bot.stdout, ...bot.stderr].join('\n')).not.toContain(secret);
}

/** An address at which nobody listens, until a stand-in does. */
async function closedDoorTo({ url }: StandIn) {
  const { port, pathname } = new URL(url);
  const door = createServer((socket) => {
    const onward = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      from.on('error', () => to.destroy()).pipe(to);
  });
  const listen = (at: number) => once(door.listen(at, '127.0.0.1'), 'listening');
  const close = () => once(door.close(), 'close');
  await listen(0);
  const address = door.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  await close();
  return { url: `http://127.0.0.1:${own}${pathname}`, open: () => listen(own), close };
}

describe.each(LANGUAGES)('told in %s: what the bot cannot start with', (language) => {
  const env = { LANG: LANG[language] };
  const nowhere = { url: 'http://127.0.0.1:9/api', token: '' };

  it.concurrent('no token: how to get one, and what works without, in two lines', async () => {
    const bot = start(nowhere, env);
    const details = { file: join(PROJECT_ROOT, '.env') };
    await expectRefusal(bot, language, { code: 'discord-token-missing', details, secret: SECRET });
    expect(bot.stderr).toHaveLength(2);
    expect(bot.stderr[0]).toContain('https://discord.com/developers/applications');
    expect(bot.stderr[1]).toContain('npm run chat');
  });

  it.concurrent.each([
    ['a client secret', `${SECRET}-aWQ_aWQ`],
    ['three parts without an id', `${SECRET}.${SECRET}.${SECRET}`],
  ])('a token that is none: %s', async (_, token) => {
    const bot = start({ ...nowhere, token }, env);
    await expectRefusal(bot, language, { code: 'discord-token-malformed', details: {}, secret: SECRET });
    expect(bot.stderr).toHaveLength(1);
  });

  it.concurrent('a token that Discord refuses', async () => {
    const discord = await startStandIn();
    discord.revokeToken();
    const bot = start(discord, env);
    const failure = { code: 'discord-token-refused', details: {}, secret: discord.token } as const;
    await expectRefusal(bot, language, failure);
    expect(bot.stderr).toHaveLength(1);
    expect(discord.requests.map(({ path }) => path)).toEqual(['/gateway/bot']);
    await discord.stop();
  });

  it.concurrent('the id of another application', async () => {
    const discord = await startStandIn();
    const given = '123456789012345678';
    const bot = start(discord, { ...env, DISCORD_CLIENT_ID: given });
    const details = { given, actual: discord.applicationId };
    await expectRefusal(bot, language, { code: 'discord-client-id', details, secret: discord.token });
    expect(bot.stderr).toHaveLength(1);
    await discord.stop();
  });

  it.concurrent('a Discord that is away is waited for, and the bot then works', async () => {
    const discord = await startStandIn();
    const door = await closedDoorTo(discord);
    const { bot: phrases } = phrasesFor(language);
    const bot = start({ ...discord, url: door.url }, env);
    const refused = { fr: 'la connexion est refusée', en: 'the connection is refused' }[language];
    const notices = [1, 2].map((seconds) => phrases.unreachable(door.url, refused, seconds));
    const last = notices.at(-1) ?? '';
    await bot.until(new RegExp(last.replaceAll(/[.()?;]/g, '\\$&')));
    expect(bot.stderr).toEqual(notices);
    await door.open();
    await bot.until(new RegExp(phrases.ready));
    expect(await bot.stop()).toBe(0);
    await door.close();
    await discord.stop();
  });

  it.concurrent('what was loaded, with which model, and the servers the bot is in', async () => {
    const discord = await startStandIn();
    discord.addGuild('Atelier');
    const bot = start(discord, env);
    const { bot: phrases, index } = phrasesFor(language);
    await bot.until(new RegExp(phrases.ready));
    const counts = { documents: 8, passages: 12, pairs: 6 };
    const told = [
      expect.stringMatching(/verbatim.*Home, Atelier$/),
      phrases.loaded(index.summary(counts), join('models', 'verbatim-fr-en')),
      phrases.ready,
    ];
    // Whichever run comes first also tells that it builds the index.
    expect(bot.stderr).toEqual(expect.arrayContaining(told));
    expect(await bot.stop()).toBe(0);
    await discord.stop();
  });
});

it.concurrent.each([
  [4004, 'fr', 'discord-token-refused', {}],
  [4010, 'en', 'discord-closed', { code: 4010 }],
  [4011, 'fr', 'discord-closed', { code: 4011 }],
  [4012, 'en', 'discord-closed', { code: 4012 }],
  [4013, 'fr', 'discord-intents', { code: 4013 }],
  [4014, 'en', 'discord-intents', { code: 4014 }],
] as const)(
  'told what the gateway means that closes with %s (%s)',
  async (closeCode, language, code, details) => {
    const discord = await startStandIn();
    const bot = start(discord, { LANG: LANG[language] });
    await discord.connected(30_000);
    discord.gateway.close(closeCode);
    await expectRefusal(bot, language, { code, details, secret: discord.token });
    expect(discord.gateway.counts.identifies).toBe(1);
    await discord.stop();
  },
);

it('a bot that is in no server yet says so, and answers in private', async () => {
  const discord = await startStandIn();
  discord.world.guilds.clear();
  const bot = await runBotOn(discord, { corpus, env: { INDEX: join(folder, 'index') } });
  expect(bot.stderr).toContainEqual(expect.stringContaining('in no server yet'));
  discord.person('ada').dm('How many workers in 1930?');
  await discord.until('a reply', () => discord.requests.find(({ method }) => method === 'POST'));
  expect(await bot.stop()).toBe(0);
  await discord.stop();
});

describe('told while it runs', () => {
  it.each([
    ['closes the gateway', (discord: StandIn) => discord.revokeToken()],
    [
      'refuses a message',
      (discord: StandIn) => {
        discord.befall({ path: /^\/channels/, what: { kind: 'status', status: 401, when: 'before' } });
        discord.person('ada').say(discord.channel, `<@${discord.bot.id}> hello`);
      },
    ],
  ])('that its token is worth nothing any more: Discord %s', async (_, revoke) => {
    const { discord, bot, stop } = await startBot({ corpus });
    revoke(discord);
    const failure = { code: 'discord-token-refused', details: {}, secret: discord.token } as const;
    await expectRefusal(bot, 'en', failure);
    await stop();
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('told to leave by %s', (signal) => {
  const held = {
    path: /^\/interactions\/.*\/callback/,
    what: { kind: 'delay', ms: 1_500, when: 'before' },
  } as const;

  it('the bot answers what was asked, refuses what is asked then, logs out and ends', async () => {
    // What is held back here would leave a busy machine too little of three seconds.
    const { discord, bot, stop } = await startBot({ corpus, standIn: { ackWindowMs: 20_000 } });
    const ask = (name: string, locale: string) =>
      discord
        .person(name)
        .slash('ask', { question: 'How many workers in 1930?' }, { channel: discord.channel, locale });
    discord.befall(held);
    const before = ask('ada', 'en-GB');
    await discord.until('the answer', () => discord.requests.find(({ path }) => held.path.test(path)));
    const ended = bot.stop(signal);
    await bot.until(/^Leaving/);
    const notices = LANGUAGES.map((language) => ({ language, asked: ask(`late-${language}`, language) }));
    for (const { language, asked } of notices) {
      const notice = await asked.response();
      expect(textsOf(notice.components).join()).toContain(phrasesFor(language).discord.notices.closing);
      expect(notice.ephemeral).toBe(true);
    }
    expect(textsOf((await before.response()).components).join()).toContain('140');
    expect(await ended).toBe(0);
    expect(discord.gateway.closeCodes).toEqual([1000]);
    expect(discord.gateway.open()).toBe(0);
    expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
    expect(discord.refusals).toEqual([]);
    await stop();
  });

  it('twice: it ends at once', async () => {
    const { discord, bot, stop } = await startBot({ corpus });
    discord.befall({ ...held, what: { ...held.what, ms: 60_000 } });
    discord.person('ada').slash('help');
    await discord.until('the answer', () => discord.requests.find(({ path }) => held.path.test(path)));
    bot.process.kill(signal);
    await bot.until(/^Leaving/);
    expect(await bot.stop(signal)).toBe(130);
    await stop();
  });
});

it('a bot that npm started leaves when npm is told to', async () => {
  const discord = await startStandIn();
  const env = { ...process.env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, STATUS_PORT: '' };
  const npm = spawn('npm', ['start'], { cwd: PROJECT_ROOT, env, stdio: 'ignore' });
  await discord.connected(60_000);
  npm.kill('SIGTERM');
  await discord.disconnected(60_000);
  expect(discord.gateway.closeCodes).toEqual([1000]);
  await discord.stop();
});
