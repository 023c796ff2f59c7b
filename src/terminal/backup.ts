import { resolve } from 'node:path';
import { withKept } from './kept.js';
import { print, type Session } from './session.js';

/**
 * Copies the store, as it is at one moment, into a new file; the bot may run meanwhile.
 *
 * @throws Failure `file-unwritable`, and whatever keeps the store from being opened.
 */
export function backup(session: Session, file: string): Promise<number> {
  return withKept(session, async (store) => {
    await store.backup(file);
    await print(session, `${session.phrases.backup.written(resolve(file))}\n`);
  });
}
