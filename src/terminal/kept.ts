import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openConfiguredStore } from '../postgres/store.js';
import { DATABASE_FILE } from '../store/embedded.js';
import type { Store } from '../store/store.js';
import { EXIT, type Session, tell } from './session.js';

/**
 * Does some work with what is kept of people, and tells when nothing is kept yet.
 *
 * @throws whatever keeps the store from being opened, and whatever the work throws
 */
export async function withKept(session: Session, work: (store: Store) => Promise<void>): Promise<number> {
  const { config, phrases } = session;
  if (config.postgres === null && !existsSync(join(config.stateFolder, DATABASE_FILE))) {
    tell(session, phrases.backup.nothing(config.stateFolder));
    return EXIT.failed;
  }
  const store = await openConfiguredStore(config);
  try {
    await work(store);
  } finally {
    await store.close();
  }
  return EXIT.done;
}
