import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readBotConfig } from '../src/bot-config.js';
import { commandDefinitions } from '../src/discord/definitions.js';
import { checkDiscord } from '../src/doctor/discord.js';
import { phrasesFor } from '../src/i18n/phrases.js';
import { type StandIn, startStandIn } from './discord/stand-in.js';
import { PERMISSIONS } from './discord/world.js';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-doctor-'));
const corpus = join(folder, 'corpus.d');
const where = ['--corpus', corpus, '--index', join(folder, 'index.d')];
mkdirSync(corpus);
writeFileSync(join(corpus, 'mill.txt'), 'Odile Ferrand founded the Valbrune mill in 1911.\n');

const Line = z.object({ check: z.string(), state: z.string(), text: z.string() });

/** What `doctor --json` finds, and its exit status. */
async function examine(env: Readonly<Record<string, string>> = {}, args = where) {
  const { status, stdout, stderr } = await runCli(['doctor', '--json', ...args], {
    cwd: folder,
    env: { READER_MODEL: 'none', ...env },
  });
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  const found = lines.map((line) => Line.parse(JSON.parse(line)));
  const of = (check: string) => found.filter((finding) => finding.check === check);
  return { status, stdout, of };
}

describe('doctor', () => {
  it('never takes for well what it did not look at', async () => {
    const { status, stdout } = await runCli(['doctor', ...where], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).not.toContain('✗');
    expect(stdout).toContain('– Discord: not looked at');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'What was looked at is well. 1\u00a0thing not looked at.',
    );
  });

  it('counts the files that are not read, and those read in part', async () => {
    const partly = join(folder, 'partly');
    mkdirSync(partly);
    writeFileSync(join(partly, 'mill.txt'), 'Odile Ferrand founded the Valbrune mill in 1911.\n');
    writeFileSync(join(partly, 'scan.pdf'), 'not a PDF');
    writeFileSync(join(partly, 'notes.odt'), 'x');
    const bytes = 'Le moulin emploie cent quarante ouvriers, été comme hiver, à Valbrune.\n';
    writeFileSync(join(partly, 'bytes.txt'), Buffer.concat([Buffer.from(bytes), Buffer.from([0xe9, 0x20])]));
    const args = ['--corpus', partly, '--index', join(folder, 'partly.index')];
    const { status, of } = await examine({}, args);
    expect(status).toBe(0);
    expect(of('corpus')).toMatchObject([{ state: 'attention' }]);
    expect(of('corpus')[0]?.text).toMatch(
      /nothing is read of 2\u00a0files; 1\u00a0file is read in part; .* corpus check/,
    );
    const { stdout } = await runCli(['doctor', ...args], { cwd: folder });
    expect(stdout).toContain('1\u00a0thing to look at.');
    expect(stdout).not.toContain('is well');
  });

  it('fails where no question could be answered, and says what it could not look at', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { status, of } = await examine({}, ['--corpus', empty]);
    expect(status).toBe(1);
    expect(of('corpus')).toMatchObject([{ state: 'broken' }]);
    expect(of('index')).toMatchObject([{ state: 'unchecked' }]);
  });

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'tells an index that cannot be kept',
    async () => {
      const locked = join(folder, 'locked');
      mkdirSync(locked);
      chmodSync(locked, 0o500);
      const { of } = await examine({}, ['--corpus', corpus, '--index', join(locked, 'a', 'b')]);
      expect(of('disk')).toMatchObject([{ state: 'attention' }]);
    },
  );

  it('tells an index whose place is no folder', async () => {
    const { of } = await examine({}, ['--corpus', corpus, '--index', join(corpus, 'mill.txt', 'i')]);
    expect(of('disk')).toMatchObject([{ state: 'attention' }]);
  });
});

describe('doctor, of the bot', () => {
  let discord: StandIn;
  const settings = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });
  beforeAll(async () => {
    discord = await startStandIn();
    discord.register(commandDefinitions());
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => discord.stop());

  /** What is found of Discord, by check. */
  async function ask(env: Readonly<Record<string, string>> = {}) {
    const found = await checkDiscord(readBotConfig({ ...settings(), ...env }), phrasesFor('en'));
    for (const { text } of found) expect(text).not.toContain(env['DISCORD_TOKEN'] ?? discord.token);
    return (check: string) => found.filter((finding) => finding.check === check);
  }

  it('finds all well, and writes nothing', async () => {
    const { status, stdout } = await runCli(['doctor', ...where], { cwd: folder, env: settings() });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('All is well.');
    expect(status).toBe(0);
    expect(stdout).not.toContain(discord.token);
    expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('names what is granted too much, what is lacking and what is out of date', async () => {
    discord.world.applicationFlags = 1 << 19;
    discord.world.commands.pop();
    const botPermissions = PERMISSIONS.viewChannel | PERMISSIONS.sendMessages;
    discord.addGuild('Mill', { botPermissions });
    const of = await ask();
    expect(of('token')).toMatchObject([{ state: 'ok' }]);
    const [intents] = of('intents');
    expect(intents).toMatchObject({ state: 'attention', text: expect.stringContaining('Message Content') });
    expect(of('permissions')).toMatchObject([{ state: 'attention' }]);
    for (const name of ['Mill', 'EmbedLinks', 'ReadMessageHistory', 'SendMessagesInThreads'])
      expect(of('permissions')[0]?.text).toContain(name);
    expect(of('permissions')[0]?.text).not.toContain('ViewChannel');
    expect(of('commands')).toMatchObject([{ state: 'attention' }]);
  });

  it('names some of many servers, and says which it did not look at', async () => {
    for (let n = 0; n < 200; n++) discord.addGuild(`Mill ${n}`, { botPermissions: 0n });
    const of = await ask();
    const states = of('permissions').map(({ state }) => state);
    expect(states).toEqual([...new Array(6).fill('attention'), 'unchecked']);
  });

  it('compares the clock', async () => {
    expect((await ask())('clock')).toMatchObject([{ state: 'ok' }]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    const [clock] = (await ask())('clock');
    expect(clock?.state).toBe('attention');
    expect(clock?.text).toMatch(/3,[56]\d\d.seconds ahead/);
  });

  it('tells a token that Discord refuses, and Discord that does not answer', async () => {
    const other = `${Buffer.from('123456789012345678').toString('base64url')}.G-x_1a.${'s'.repeat(38)}`;
    for (const env of [{ DISCORD_TOKEN: other }, { DISCORD_API_URL: 'http://127.0.0.1:9' }]) {
      const of = await ask(env);
      expect(of('token')).toMatchObject([{ state: 'broken' }]);
      expect(of('permissions')).toMatchObject([{ state: 'unchecked' }]);
    }
  });

  it('tells a token that cannot be read, and goes on', async () => {
    const env = { DISCORD_TOKEN_FILE: join(folder, 'none') };
    const { status, of } = await examine(env);
    expect(status).toBe(1);
    expect(of('token')).toMatchObject([{ state: 'broken', text: expect.stringContaining('none') }]);
    expect(of('corpus')).toMatchObject([{ state: 'ok' }]);
  });
});
