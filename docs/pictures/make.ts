/**
 * Draws the pictures of the READMEs: asks the bot, through the stand-in for Discord, and has Chromium
 * (`CHROMIUM`, default `chromium`) render what it sent. They are renderings, not screenshots of Discord.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { PROJECT_ROOT } from '../../src/environment.js';
import { runBot } from '../../test/discord/run-bot.js';
import { startStandIn } from '../../test/discord/stand-in.js';
import { pageOf, type Scene } from './html.js';

const WIDTH = 720;

const discord = await startStandIn();
discord.register(commandDefinitions());
const bot = runBot({
  env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, QUESTIONS_PER_10_SECONDS: '100' },
});
await bot.until(/^Ready/);
const ada = discord.person('ada');

async function asked(question: string, locale: string, did: string): Promise<Scene> {
  const reply = await ada.slash('ask', { question }, { channel: discord.channel, locale }).response();
  return { did: `${did} — ${question}`, hidden: false, components: reply.components };
}

async function pictures(): Promise<Readonly<Record<string, readonly Scene[]>>> {
  const followed = ada.say(discord.channel, `<@${discord.bot.id}> Who founded Groupe SOS?`);
  const first = await discord.nextMessage(discord.channel, { after: followed });
  const next = ada.say(discord.channel, `<@${discord.bot.id}> and when?`, { replyTo: first });
  const second = await discord.nextMessage(discord.channel, { after: next });
  const english = 'Ada used /ask';
  const french = 'Ada a utilisé /demander';
  return {
    'answered-en': [await asked('Who is Jean-Marc Borello?', 'en-GB', english)],
    'answered-fr': [await asked('Qui est Jean-Marc Borello ?', 'fr', french)],
    'unsure-en': [await asked('How many people does Groupe SOS help?', 'en-GB', english)],
    'unanswered-fr': [await asked('Quelle est la capitale du Pérou ?', 'fr', french)],
    'follow-up-en': [
      { did: 'in reply to Ada', wrote: '@Verbatim and when?', hidden: false, components: second.components },
    ],
  };
}

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));

/** Runs Chromium on a page, without windows and without network; gives what it prints. */
function chromium(page: string, height: number, ...more: readonly string[]): string {
  return execFileSync(
    process.env['CHROMIUM'] ?? 'chromium',
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...[`--user-data-dir=${folder}/profile`, '--force-device-scale-factor=1.5'],
      ...[`--window-size=${WIDTH},${height}`, ...more, `file://${page}`],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
}

try {
  for (const [name, scenes] of Object.entries(await pictures())) {
    const page = join(folder, `${name}.html`);
    writeFileSync(page, pageOf(scenes));
    const height = /data-height="(\d+)"/.exec(chromium(page, 100, '--dump-dom'))?.[1];
    const picture = join(PROJECT_ROOT, 'docs', 'pictures', `${name}.png`);
    chromium(page, Number(height), `--screenshot=${picture}`);
    console.log(picture);
  }
} finally {
  await bot.stop();
  await discord.stop();
  rmSync(folder, { recursive: true, force: true });
}
