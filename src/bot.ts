#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { readBotConfig } from './bot-config.js';
import { runBot } from './discord/run.js';
import { readEnvironment, standWithCaller } from './environment.js';
import { CONFIGURATION_FAILURES, Failure } from './failure.js';
import { interfaceLanguage } from './i18n/locale.js';
import { phrasesFor } from './i18n/phrases.js';
import { describeFailure, EXIT, tellRemarks } from './terminal/session.js';
import { openSurroundings } from './terminal/surroundings.js';

// The collector may let garbage grow to a multiple of what is in use, which a program that runs for months
// on a small machine has better uses for.
setFlagsFromString('--heap-growing-percent=30');

/** Runs the Discord bot; resolves to the exit status. */
async function main(): Promise<number> {
  const { stderr } = process;
  let phrases = phrasesFor(interfaceLanguage(process.env));
  try {
    standWithCaller();
    const env = readEnvironment();
    phrases = phrasesFor(interfaceLanguage(env));
    tellRemarks({ stderr, phrases });
    const config = readBotConfig(env);
    const surroundings = await openSurroundings({ config, phrases, stderr });
    await runBot(config, surroundings).finally(() => surroundings.database?.close());
    return EXIT.done;
  } catch (error) {
    stderr.write(`${phrases.usage.error(describeFailure(error, phrases))}\n`);
    const isSettings = error instanceof Failure && CONFIGURATION_FAILURES.has(error.code);
    return isSettings ? EXIT.settings : EXIT.failed;
  }
}

process.exit(await main());
