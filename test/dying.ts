import type { Kysely, KyselyPlugin } from 'kysely';

/** A database that is asked no more after so many statements, as if whoever asks had died there. */
export function dyingAfter<Tables>(database: Kysely<Tables>, statements: number): Kysely<Tables> {
  let left = statements;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (left-- <= 0) throw new Error('died');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return database.withPlugin(plugin);
}
