import type { Config } from '../config.js';
import { copyTables } from '../store/copy.js';
import { openEmbedded, openStore, writeBackup } from '../store/embedded.js';
import { createSqlStore } from '../store/sql-store.js';
import type { Store } from '../store/store.js';
import type { Database } from './database.js';

/** The store in a Postgres; closing it leaves the Postgres open. */
export function storeIn({ state }: Database): Store {
  return createSqlStore(state, {
    // A file as any other backup is, so that it can be put back in either place.
    backup: (target) =>
      writeBackup(target, async (path) => {
        const copy = await openEmbedded(path);
        await copyTables(state, copy, path).finally(() => copy.destroy());
      }),
    close: async () => {},
  });
}

/** Opens the store that the settings name, wherever it is; throws as the opening of either. */
export async function openConfiguredStore(config: Pick<Config, 'stateFolder' | 'postgres'>): Promise<Store> {
  if (config.postgres === null) return openStore(config.stateFolder);
  const { openDatabase } = await import('./database.js');
  const database = await openDatabase(config.postgres);
  return { ...storeIn(database), close: database.close };
}
