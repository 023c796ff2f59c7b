import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandDefinitions } from '../src/discord/definitions.js';
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
async function examine(env: Readonly<Record<string, string>> = {}, args = where, nodeArgs: string[] = []) {
  const { status, stdout, stderr } = await runCli(['doctor', '--json', ...args], {
    cwd: folder,
    env: { READER_MODEL: 'none', ...env },
    nodeArgs,
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
    for (const args of [
      ['--corpus', empty],
      ['--corpus', join(folder, 'nowhere')],
    ]) {
      const { status, of } = await examine({}, args);
      expect(status).toBe(1);
      expect(of('corpus')).toMatchObject([{ state: 'broken' }]);
      expect(of('index')).toMatchObject([{ state: 'unchecked' }]);
    }
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
  const examineBot = (env: Readonly<Record<string, string>> = {}, nodeArgs: string[] = []) =>
    examine({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, ...env }, where, nodeArgs);
  beforeAll(async () => {
    discord = await startStandIn();
  });
  afterAll(() => discord.stop());

  it('finds all well, and writes nothing', async () => {
    discord.register(commandDefinitions());
    const { status, stdout } = await runCli(['doctor', ...where], {
      cwd: folder,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
    });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('All is well.');
    expect(status).toBe(0);
    expect(stdout).not.toContain(discord.token);
    expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('names what is granted too much, what is lacking and what is out of date', async () => {
    discord.world.applicationFlags = 1 << 19;
    discord.world.commands.pop();
    const permissions = PERMISSIONS.viewChannel | PERMISSIONS.sendMessages;
    const guild = discord.addGuild('Mill\u001b[2J', { botPermissions: permissions });
    const { status, stdout, of } = await examineBot();
    expect(status).toBe(0);
    expect(of('intents')[0]).toMatchObject({
      state: 'attention',
      text: expect.stringContaining('Message Content'),
    });
    expect(of('permissions')).toMatchObject([{ state: 'attention' }]);
    for (const name of ['EmbedLinks', 'ReadMessageHistory', 'SendMessagesInThreads'])
      expect(of('permissions')[0]?.text).toContain(name);
    expect(of('permissions')[0]?.text).not.toContain('ViewChannel');
    expect(stdout).not.toContain('\u001b');
    expect(of('commands')).toMatchObject([{ state: 'attention' }]);
    discord.world.guilds.delete(guild.id);
  });

  it('compares the clock', async () => {
    const fast = join(folder, 'fast.cjs');
    writeFileSync(fast, 'const now = Date.now; Date.now = () => now() + 3_600_000;');
    const { of } = await examineBot({}, ['--require', fast]);
    expect(of('clock')[0]).toMatchObject({
      state: 'attention',
      text: expect.stringMatching(/3,[56]\d\d.seconds ahead/),
    });
    expect((await examineBot()).of('clock')).toMatchObject([{ state: 'ok' }]);
  });

  it('tells a token that is refused, malformed or in a file that is missing, and shows none', async () => {
    const other = `${Buffer.from('123456789012345678').toString('base64url')}.G-x_1a.${'s'.repeat(38)}`;
    for (const env of [
      { DISCORD_TOKEN: other },
      { DISCORD_TOKEN: 'nonsense' },
      { DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: join(folder, 'none') },
      { DISCORD_API_URL: 'http://127.0.0.1:9' },
    ]) {
      const { status, stdout, of } = await examineBot(env);
      expect(status).toBe(1);
      expect(of('token')).toMatchObject([{ state: 'broken' }]);
      expect(of('permissions')).toMatchObject([{ state: 'unchecked' }]);
      for (const secret of [discord.token, other, 'nonsense']) expect(stdout).not.toContain(secret);
    }
  });
});
