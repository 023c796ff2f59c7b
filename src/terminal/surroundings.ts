import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { watchCorpus } from '../index/watch.js';
import { type Database, openDatabase } from '../postgres/database.js';
import { watchVersions } from '../postgres/shared-index.js';
import type { OpenedEngine } from '../search/engine.js';
import type { Surroundings } from '../service/surroundings.js';
import { type Opening, openForSession } from './open.js';
import { describeFailure, tell } from './session.js';

/** First and longest wait before Postgres is tried again, in milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** The surroundings of a service that runs for months, and the Postgres of the settings, open; null where they name none. */
export interface OpenedSurroundings extends Surroundings {
  readonly database: Database | null;
}

/** Opens what a service needs of a session, waiting for Postgres while it is away. */
export async function openSurroundings(given: Omit<Opening, 'database'>): Promise<OpenedSurroundings> {
  const { config, phrases, stderr } = given;
  const { corpusFolder, postgres } = config;
  const patient = (line: string) => tell({ stderr }, line);
  const database = postgres === null ? null : await openPatiently(postgres, phrases, patient);
  const session = { ...given, database };
  /** The engine opened last: what is published is looked up by its model, and compared with its version. */
  let last: OpenedEngine | null = null;
  return {
    phrases,
    tell: patient,
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
            : watchVersions({
                database,
                embedder: last.embedder,
                held: () => last?.version ?? null,
                onChange,
                onAway,
                signal,
              });
        void watching.catch(onError).finally(resolve);
        if (database !== null) resolve();
      }),
  };
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
