import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.js';
import type { PersonalData, Store } from './store.js';

/** What a store keeps of the corpus: who may read which folder, and what was changed from Discord. */
type CorpusPart = Pick<
  Store,
  | 'folderLimits'
  | 'limitFolder'
  | 'addDraft'
  | 'draft'
  | 'drafts'
  | 'deleteDraft'
  | 'deleteDraftsBefore'
  | 'keepChange'
  | 'changes'
  | 'undoChange'
  | 'digestsDue'
>;

/** The part of a store over a database that is about the corpus. */
export function corpusPart(db: Kysely<Tables>): CorpusPart {
  return {
    async folderLimits() {
      const rows = await db.selectFrom('folder').selectAll().orderBy('path').execute();
      return rows.map(({ channels, roles, ...folder }) => ({
        ...folder,
        channels: idsIn(channels),
        roles: idsIn(roles),
      }));
    },
    async limitFolder({ path, guild, ...limit }) {
      const row = { channels: limit.channels.join(' '), roles: limit.roles.join(' ') };
      if (row.channels === '' && row.roles === '') {
        await db.deleteFrom('folder').where('path', '=', path).where('guild', '=', guild).execute();
      } else {
        await db
          .insertInto('folder')
          .values({ path, guild, ...row })
          .onConflict((conflict) =>
            conflict.column('path').doUpdateSet(row).where('folder.guild', '=', guild),
          )
          .execute();
      }
      const kept = await db.selectFrom('folder').select('guild').where('path', '=', path).executeTakeFirst();
      return kept === undefined || kept.guild === guild;
    },

    async addDraft(draft) {
      const id = randomBytes(6).toString('base64url');
      await db
        .insertInto('draft')
        .values({ id, ...draft })
        .execute();
      return id;
    },
    async draft(id) {
      const row = await db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst();
      return row ?? null;
    },
    drafts: (guild) =>
      db.selectFrom('draft').selectAll().where('guild', '=', guild).orderBy('preparedAt').execute(),
    async deleteDraft(id) {
      const { numDeletedRows } = await db.deleteFrom('draft').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    deleteDraftsBefore: (moment) =>
      db.deleteFrom('draft').where('preparedAt', '<', moment).returningAll().execute(),
    async keepChange(change) {
      await db
        .insertInto('change')
        .values({ ...change, undoneAt: null })
        .execute();
    },
    changes: (guild, most) =>
      db
        .selectFrom('change')
        .selectAll()
        .where('guild', '=', guild)
        .orderBy('publishedAt', 'desc')
        .limit(most)
        .execute(),
    async undoChange(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('change')
        .set({ undoneAt: at })
        .where('id', '=', id)
        .where('undoneAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async digestsDue(before) {
      const rows = await db
        .selectFrom('guild')
        .select('id')
        .where('hasDigest', '=', 1)
        .where(({ eb, or }) => or([eb('digestAt', 'is', null), eb('digestAt', '<', before)]))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

/** What is kept of a person who changed the corpus. */
export async function corpusDataOf(
  user: string,
  on: Kysely<Tables>,
): Promise<Pick<PersonalData, 'drafts' | 'changes'>> {
  const drafts = await on
    .selectFrom('draft')
    .selectAll()
    .where('author', '=', user)
    .orderBy('preparedAt')
    .execute();
  const changes = await on
    .selectFrom('change')
    .selectAll()
    .where('author', '=', user)
    .orderBy('publishedAt')
    .execute();
  return { drafts, changes };
}

function idsIn(list: string): string[] {
  return list === '' ? [] : list.split(' ');
}
