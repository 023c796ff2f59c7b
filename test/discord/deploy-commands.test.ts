import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { PROJECT_ROOT } from '../../src/environment.js';
import type { Ended } from '../run-cli.js';
import { type StandIn, startStandIn } from './stand-in.js';
import type { Command } from './world.js';

const SCRIPT = join(PROJECT_ROOT, 'dist', 'deploy-commands.js');
const HOME = mkdtempSync(join(tmpdir(), 'verbatim-deploy-'));
const EX_CONFIG = 78;

let discord: StandIn;
beforeEach(async () => {
  discord = await startStandIn();
});
afterEach(() => discord.stop());

/** Runs the program to its end, in English, against the stand-in. It never shows the token. */
async function deploy(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  // An empty variable counts as unset, and hides what a .env file of the project may hold.
  const unset = { DISCORD_CLIENT_ID: '', DISCORD_GUILD_ID: '', VERBATIM_LANG: '' };
  const own = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url };
  const system = { PATH: process.env['PATH'], HOME, LANG: 'en_GB.UTF-8' };
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: HOME,
    env: { ...system, ...unset, ...own, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect(stdout + stderr).not.toContain(env['DISCORD_TOKEN'] || discord.token);
  return { status, stdout, stderr };
}

/** What was written, in order, as `POST /applications/…/commands`. */
const writes = () =>
  discord.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
const base = () => `/applications/${discord.applicationId}/commands`;
const namesThere = () => discord.world.commands.map(({ name }) => name);
const lines = ({ stdout }: Ended) => stdout.trimEnd().split('\n');

/** Has Discord hold another version of one command. */
function alter(name: string, otherwise: Partial<Command>): Command {
  const { commands } = discord.world;
  const position = commands.findIndex((command) => command.name === name);
  const before = commands[position];
  if (before === undefined) throw new Error(`There is no ${name}`);
  const altered = { ...before, ...otherwise };
  commands[position] = altered;
  return altered;
}

/** The names of all commands. */
const ALL = commandDefinitions().map(({ name }) => name);

describe('deploying for everyone', () => {
  it('creates what is not there, then finds nothing to do', async () => {
    const first = await deploy();
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(lines(first).slice(0, ALL.length + 2)).toEqual([
      'Commands of verbatim, everywhere:',
      '+ /ask',
      '+ /fact',
      '+ /about',
      '+ /start',
      '+ /sources',
      '+ /help',
      '+ /quiz',
      '+ /team',
      '+ /settings',
      '+ /privacy',
      '+ /corpus',
      '+ Answer with a quote',
      '+ Keep as an answer',
      `Written: ${ALL.length} created, 0 changed, 0 removed.`,
    ]);
    expect(first.stdout).toContain('may take a minute');
    expect(writes()).toEqual(commandDefinitions().map(() => `POST ${base()}`));
    expect(namesThere()).toEqual(ALL);

    const second = await deploy();
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(lines(second).slice(1, 3)).toEqual([`= ${ALL.length}\u00a0commands unchanged`, 'Nothing to do.']);
    expect(writes()).toHaveLength(ALL.length);
    expect(discord.refusals).toEqual([]);
  });

  it('says where they can be used, and prints links that add the bot', async () => {
    const { stdout } = await deploy();
    const [invite, install] = [...stdout.matchAll(/https:\S+/g)].map(([address]) => new URL(address));
    for (const link of [invite, install]) {
      expect(link?.origin).toBe('https://discord.com');
      expect(link?.pathname).toBe('/oauth2/authorize');
      expect(link?.searchParams.get('client_id')).toBe(discord.applicationId);
    }
    expect(invite?.searchParams.get('scope')).toBe('bot applications.commands');
    expect(invite?.searchParams.get('integration_type')).toBe('0');
    // View Channels, Send Messages, Embed Links, Read Message History, Send Messages in Threads.
    const permissions = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 38n);
    expect(invite?.searchParams.get('permissions')).toBe(String(permissions));
    expect(install?.searchParams.get('scope')).toBe('applications.commands');
    expect(install?.searchParams.get('integration_type')).toBe('1');
    expect(stdout).toContain('in servers, in direct messages with the bot and in private conversations');
  });

  it('writes what changed and nothing else', async () => {
    discord.register(commandDefinitions());
    const { id } = alter('help', { description: 'Old words', nsfw: true });
    const ended = await deploy();
    expect(ended.status).toBe(0);
    expect(lines(ended).slice(1, 6)).toEqual([
      '~ /help',
      '    description: "Old words" → "What you can ask here, and how"',
      '    nsfw: true → nothing',
      `= ${ALL.length - 1}\u00a0commands unchanged`,
      'Written: 0 created, 1 changed, 0 removed.',
    ]);
    expect(writes()).toEqual([`PATCH ${base()}/${id}`]);
    expect(lines(await deploy())).toContain('Nothing to do.');
  });

  it('removes what is no longer a command', async () => {
    const old = { name: 'quote', description: 'Quote something' };
    discord.register([...commandDefinitions(), old, { name: 'ask', type: 3 }]);
    const ids = discord.world.commands.slice(-2).map(({ id }) => id);
    const ended = await deploy();
    expect(lines(ended).slice(1, 5)).toEqual([
      '- /quote',
      '- ask',
      `= ${ALL.length}\u00a0commands unchanged`,
      'Written: 0 created, 0 changed, 2 removed.',
    ]);
    expect(writes()).toEqual(ids.map((id) => `DELETE ${base()}/${id}`));
    expect(namesThere()).toHaveLength(ALL.length);
  });

  it('writes nothing in a dry run', async () => {
    discord.register([{ name: 'old', description: 'Old words' }, ...commandDefinitions().slice(1)]);
    alter('fact', { description: 'Old words' });
    const ended = await deploy(['--dry-run']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(lines(ended).slice(1)).toEqual([
      '+ /ask',
      '~ /fact',
      '    description: "Old words" → "Look up a topic of the corpus"',
      '- /old',
      `= ${ALL.length - 2}\u00a0commands unchanged`,
      'Nothing was written.',
    ]);
    expect(writes()).toEqual([]);
  });
});

describe('deploying to one server', () => {
  const ofGuild = () => `/applications/${discord.applicationId}/guilds/${discord.guild.id}/commands`;

  it('writes there, at once, and finds nothing to do the second time', async () => {
    const ended = await deploy(['--guild', discord.guild.id]);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(lines(ended)[0]).toBe(`Commands of verbatim, in the server ${discord.guild.id}:`);
    expect(ended.stdout).toContain('in that server, at once');
    expect(writes()).toEqual(commandDefinitions().map(() => `POST ${ofGuild()}`));
    const again = await deploy([], { DISCORD_GUILD_ID: discord.guild.id });
    expect(lines(again)).toContain('Nothing to do.');
    expect(discord.refusals).toEqual([]);
  });

  it('leaves the server alone with --global', async () => {
    await deploy(['--global'], { DISCORD_GUILD_ID: discord.guild.id });
    expect(new Set(writes())).toEqual(new Set([`POST ${base()}`]));
  });

  it('names a server that the bot cannot reach', async () => {
    const { id } = discord.addGuild('Elsewhere', { installed: false });
    const ended = await deploy(['--guild', id]);
    expect(ended).toMatchObject({ status: EX_CONFIG, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error: .*${id}.*\n$`));
  });
});

describe('what is wrong is said in one line', () => {
  const oneLine = /^error: [^\n]+\n$/;

  it('a token that Discord refuses', async () => {
    discord.revokeToken();
    const ended = await deploy();
    expect(ended).toMatchObject({ status: EX_CONFIG, stdout: '' });
    expect(ended.stderr).toMatch(oneLine);
    expect(ended.stderr).toContain('Discord refuses the token');
    const french = await deploy([], { LANG: 'fr_FR.UTF-8' });
    expect(french.stderr).toMatch(/^erreur\u00a0: Discord refuse le jeton[^\n]+\n$/);
    expect((await deploy([], { VERBATIM_LANG: 'fr' })).stderr).toBe(french.stderr);
  });

  it('no token, or something else in its place', async () => {
    const missing = await deploy([], { DISCORD_TOKEN: '' });
    expect(missing.status).toBe(EX_CONFIG);
    expect(missing.stderr).toContain('Reset Token');
    const secret = 'a-client-secret-and-no-token';
    const malformed = await deploy([], { DISCORD_TOKEN: secret });
    expect(malformed).toMatchObject({ status: EX_CONFIG, stdout: '' });
    expect(malformed.stderr).toMatch(oneLine);
    expect(discord.requests).toEqual([]);
  });

  it('an application that is not the token’s', async () => {
    const ended = await deploy([], { DISCORD_CLIENT_ID: discord.guild.id });
    expect(ended).toMatchObject({ status: EX_CONFIG, stdout: '' });
    expect(ended.stderr).toMatch(oneLine);
    expect(ended.stderr).toContain(discord.guild.id);
    expect(ended.stderr).toContain(discord.applicationId);
    expect(writes()).toEqual([]);
    expect(await deploy([], { DISCORD_CLIENT_ID: discord.applicationId })).toMatchObject({ status: 0 });
  });

  it('a request that Discord forbids', async () => {
    const what = { kind: 'status', status: 403, when: 'before' } as const;
    discord.befall({ method: 'GET', path: /\/commands/, what });
    const ended = await deploy();
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toMatch(oneLine);
    expect(ended.stderr).toContain('403');
  });

  it('no network', async () => {
    const { url } = discord;
    await discord.stop();
    const ended = await deploy([], { DISCORD_API_URL: url });
    discord = await startStandIn();
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toMatch(oneLine);
    expect(ended.stderr).toContain(url);
  });

  it('a command line that makes no sense', async () => {
    const wrong = [['--guild', '12'], ['--guild', discord.guild.id, '--global'], ['--unknown'], ['more']];
    for (const ended of await Promise.all(wrong.map((args) => deploy(args)))) {
      expect(ended).toMatchObject({ status: 2, stdout: '' });
      expect(ended.stderr).toMatch(/^error: [^\n]+\nSee “npm run deploy-commands -- --help”\.\n$/);
    }
    expect(discord.requests).toEqual([]);
    expect(await deploy(['--help'])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('when Discord falters', () => {
  const broken = { kind: 'status', status: 502, when: 'before' } as const;

  it('a fault that passes goes unnoticed, and nothing is written twice', async () => {
    discord.befall({ method: 'GET', path: /\/commands/, what: broken });
    discord.befall({ method: 'POST', path: /\/commands/, what: { ...broken, when: 'after' } });
    expect(await deploy()).toMatchObject({ status: 0, stderr: '' });
    expect(namesThere()).toEqual(ALL);
  });

  it('a removal that was done before the fault is no failure', async () => {
    discord.register([...commandDefinitions(), { name: 'old', description: 'Old words' }]);
    discord.befall({ method: 'DELETE', path: /\/commands/, what: { ...broken, when: 'after' } });
    expect(await deploy()).toMatchObject({ status: 0, stderr: '' });
    expect(namesThere()).not.toContain('old');
  });

  it('a fault that stays is told; the next run writes what is left', async () => {
    discord.register(commandDefinitions().slice(0, 2));
    alter('ask', { description: 'Old words' });
    discord.befall({ method: 'POST', path: /\/commands/, times: 4, what: broken });
    const ended = await deploy();
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/^Broken off: [^\n]+\nerror: [^\n]*HTTP 502[^\n]*\n$/);
    expect(ended.stdout).not.toContain('Written');
    const again = await deploy();
    expect(lines(again)).toContain(`Written: ${ALL.length - 2} created, 0 changed, 0 removed.`);
    expect(lines(again)).toContain('= 2\u00a0commands unchanged');
    expect(namesThere()).toHaveLength(ALL.length);
  });

  it('a wait that Discord asks for is told and kept', async () => {
    const what = { kind: 'rate limit', retryAfterSeconds: 1 } as const;
    discord.befall({ method: 'POST', path: /\/commands/, what });
    const ended = await deploy();
    expect(ended.status).toBe(0);
    expect(ended.stderr).toMatch(/^Discord asks to wait 1\u00a0second: waiting\.\n$/);
    expect(namesThere()).toHaveLength(ALL.length);
  });
});
