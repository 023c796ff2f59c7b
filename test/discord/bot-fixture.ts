import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/corpus/document.js';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { type Running, runBot } from './run-bot.js';
import { type Settings, type StandIn, startStandIn } from './stand-in.js';

/** What a bot under test is started with. */
export interface BotOptions {
  /** Settings of the bot, over those that it needs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly standIn?: Partial<Settings>;
  /** Folder of a corpus of the test's own; that of the project when absent. */
  readonly corpus?: string;
}

/** A bot that is ready, and the stand-in that it is logged in to, with its commands. */
export interface Started {
  readonly discord: StandIn;
  readonly bot: Running;
  /** Ends both. */
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in and the bot as it is built, and waits until people may ask. */
export async function startBot({ standIn, ...options }: BotOptions = {}): Promise<Started> {
  const discord = await startStandIn(standIn);
  discord.register(commandDefinitions());
  const own = mkdtempSync(join(tmpdir(), 'verbatim-index-'));
  const stop = async () => {
    await discord.stop();
    rmSync(own, { recursive: true, force: true });
  };
  try {
    const index = options.corpus === undefined ? {} : { INDEX: own };
    const bot = await runBotOn(discord, { ...options, env: { ...index, ...options.env } });
    return { discord, bot, stop: () => bot.stop().then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs the bot against a stand-in, and waits until people may ask. */
export async function runBotOn(
  discord: StandIn,
  { env = {}, corpus = '' }: Omit<BotOptions, 'standIn'> = {},
): Promise<Running> {
  // An empty variable counts as unset, and hides what a .env file of the project may hold.
  const unset = {
    DISCORD_CLIENT_ID: '',
    DISCORD_GUILD_ID: '',
    CORPUS_SERVERS: '',
    VERBATIM_LANG: '',
    INDEX: '',
    STATUS_PORT: '',
  };
  const own = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, CORPUS: corpus };
  const bot = runBot({ env: { ...unset, ...own, ...env } });
  const ready = LANGUAGES.map((language) => phrasesFor(language).bot.ready);
  try {
    await bot.until(new RegExp(ready.join('|')));
  } catch (error) {
    await bot.stop('SIGKILL');
    throw error;
  }
  return bot;
}
