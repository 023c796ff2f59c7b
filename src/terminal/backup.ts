import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openConfiguredStore } from '../postgres/store.js';
import { STORE_FILE } from '../store/embedded.js';
import { EXIT, print, type Session, tell } from './session.js';

/**
 * Copies the store, as it is at one moment, into a new file; the bot may run meanwhile.
 *
 * @throws Failure `file-unwritable`, and whatever keeps the store from being opened.
 */
export async function backup(session: Session, file: string): Promise<number> {
  const { config, phrases } = session;
  if (config.postgres === null && !existsSync(join(config.stateFolder, STORE_FILE))) {
    tell(session, phrases.backup.nothing(config.stateFolder));
    return EXIT.failed;
  }
  const store = await openConfiguredStore(config);
  try {
    await store.backup(file);
  } finally {
    await store.close();
  }
  await print(session, `${phrases.backup.written(resolve(file))}\n`);
  return EXIT.done;
}
