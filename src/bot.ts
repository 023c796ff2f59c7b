#!/usr/bin/env node
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { readBotConfig } from './config.js';
import { runBot } from './discord/run.js';
import { readEnvironment, standWithCaller } from './environment.js';
import { CONFIGURATION_FAILURES, Failure, isAway } from './failure.js';
import type { Phrases } from './i18n/en.js';
import { interfaceLanguage } from './i18n/locale.js';
import { phrasesFor } from './i18n/phrases.js';
import { watchCorpus } from './index/watch.js';
import { type Database, openDatabase } from './postgres/database.js';
import { watchVersions } from './postgres/shared-index.js';
import type { Engine } from './search/engine.js';
import { openForSession } from './terminal/open.js';
import { describeFailure, EXIT, tell, tellRemarks } from './terminal/session.js';

// The collector may let garbage grow to a multiple of what is in use, which a program that runs for months
// on a small machine has better uses for.
setFlagsFromString('--heap-growing-percent=30');

/** First and longest wait before Postgres is tried again, in milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

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
    const patient = (line: string) => tell({ stderr }, line);
    const database = config.postgres === null ? null : await openPatiently(config.postgres, phrases, patient);
    const session = { config, phrases, stderr, database };
    const { corpusFolder, indexFolder } = config;
    /** The engine opened last: what is published is looked up by its model. */
    let last: Engine | null = null;
    await runBot(config, {
      phrases,
      tell: (line) => tell(session, line),
      database,
      async openEngine(origin, previous) {
        last = await openForSession(session, previous, origin);
        return last;
      },
      watch: ({ onChange, onError, onAway }, signal) =>
        new Promise((resolve) => {
          const watching =
            database === null || last === null
              ? watchCorpus({ corpusFolder, onChange, onReady: resolve, signal })
              : watchVersions({ database, indexFolder, embedder: last.embedder, onChange, onAway, signal });
          void watching.catch(onError).finally(resolve);
          if (database !== null) resolve();
        }),
    }).finally(() => database?.close());
    return EXIT.done;
  } catch (error) {
    stderr.write(`${phrases.usage.error(describeFailure(error, phrases))}\n`);
    const isSettings = error instanceof Failure && CONFIGURATION_FAILURES.has(error.code);
    return isSettings ? EXIT.settings : EXIT.failed;
  }
}

/** Opens the Postgres of the settings, waiting for it while it is away. */
async function openPatiently(url: string, phrases: Phrases, tell: (line: string) => void): Promise<Database> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, 2 * wait)) {
    try {
      return await openDatabase(url);
    } catch (error) {
      if (!isAway(error)) throw error;
      tell(phrases.machines.waiting(describeFailure(error, phrases), wait / 1000));
      await sleep(wait);
    }
  }
}

process.exit(await main());
