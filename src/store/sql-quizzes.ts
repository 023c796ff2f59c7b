import type { Kysely } from 'kysely';
import { daysBefore } from '../day.js';
import { type QuizStore, SEASON_DAYS } from './quizzes.js';
import type { Tables } from './schema.js';
import { DEFAULT_SETTINGS } from './store.js';

/** What of a store is about quizzes and facts of the day. */
export function createQuizStore(db: Kysely<Tables>): QuizStore {
  return {
    async quizPlayer(person) {
      const row = await db
        .selectFrom('quizPlayer')
        .selectAll()
        .where('person', '=', person)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { remindedAt: _, ...player } = row;
      return player;
    },
    async addQuizPlayer({ person, ...player }) {
      await db
        .insertInto('quizPlayer')
        .values({ person, ...player, remindedAt: null })
        .onConflict((conflict) => conflict.column('person').doUpdateSet(player))
        .execute();
    },
    deleteQuizPlayer: (person) =>
      db.transaction().execute(async (within) => {
        await deleteQuizzesOf(person, within);
      }),

    async quizCard(person, passage, start) {
      const row = await db
        .selectFrom('quizCard')
        .selectAll()
        .where('person', '=', person)
        .where('passage', '=', passage)
        .where('start', '=', start)
        .executeTakeFirst();
      return row ?? null;
    },
    keepQuizCard: ({ person, passage, start, ...card }, before) =>
      db.transaction().execute(async (within) => {
        const player = await within
          .selectFrom('quizPlayer')
          .select('person')
          .where('person', '=', person)
          .executeTakeFirst();
        if (player === undefined) return false;
        if (before === null) {
          const { numInsertedOrUpdatedRows } = await within
            .insertInto('quizCard')
            .values({ person, passage, start, ...card })
            .onConflict((conflict) => conflict.columns(['person', 'passage', 'start']).doNothing())
            .executeTakeFirst();
          return (numInsertedOrUpdatedRows ?? 0n) > 0n;
        }
        const { numUpdatedRows } = await within
          .updateTable('quizCard')
          .set(card)
          .where('person', '=', person)
          .where('passage', '=', passage)
          .where('start', '=', start)
          .where('reviewedAt', '=', before.reviewedAt)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    dueQuizCards: (person, now) =>
      db
        .selectFrom('quizCard')
        .selectAll()
        .where('person', '=', person)
        .where('due', '<=', now.toISOString())
        .orderBy('due')
        .execute(),
    async takeReminders(now) {
      const before = daysBefore(now, 1);
      const at = now.toISOString();
      const rows = await db
        .updateTable('quizPlayer')
        .set({ remindedAt: at })
        .where((where) => where.or([where('remindedAt', 'is', null), where('remindedAt', '<=', before)]))
        .where('person', 'in', (cards) =>
          cards.selectFrom('quizCard').select('person').where('due', '<=', at),
        )
        .returning(['person', 'guild', 'language'])
        .execute();
      return rows;
    },

    async dailyFact(guild) {
      const row = await db.selectFrom('dailyFact').selectAll().where('guild', '=', guild).executeTakeFirst();
      return row ?? null;
    },
    async keepDailyFact({ guild, ...fact }) {
      await db
        .insertInto('dailyFact')
        .values({ guild, ...fact })
        .onConflict((conflict) => conflict.column('guild').doUpdateSet(fact))
        .execute();
    },
    async deleteDailyFact(guild) {
      const { numDeletedRows } = await db
        .deleteFrom('dailyFact')
        .where('guild', '=', guild)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    dueFacts: (now) =>
      db
        .selectFrom('dailyFact')
        .selectAll()
        .where('nextAt', '<=', now.toISOString())
        .orderBy('nextAt')
        .execute(),
    async takeFact({ guild, nextAt: due }, nextAt) {
      const { numUpdatedRows } = await db
        .updateTable('dailyFact')
        .set({ nextAt })
        .where('guild', '=', guild)
        .where('nextAt', '=', due)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async shownFacts(guild, now) {
      const rows = await db
        .selectFrom('shownFact')
        .select('passage')
        .where('guild', '=', guild)
        .where('shownAt', '>', daysBefore(now, SEASON_DAYS))
        .execute();
      return rows.map(({ passage }) => passage);
    },
    async keepShownFact(guild, passage, now) {
      const shownAt = now.toISOString();
      await db
        .insertInto('shownFact')
        .values({ guild, passage, shownAt })
        .onConflict((conflict) => conflict.columns(['guild', 'passage']).doUpdateSet({ shownAt }))
        .execute();
    },
  };
}

/** Deletes all that is kept of somebody's quizzes. */
export async function deleteQuizzesOf(person: string, db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('quizCard').where('person', '=', person).execute();
  await db.deleteFrom('quizPlayer').where('person', '=', person).execute();
}

/** Deletes cards that were not answered for as long as the server keeps things, and the facts of past seasons. */
export async function deleteExpiredQuizzes(now: Date, db: Kysely<Tables>): Promise<void> {
  const players = await db
    .selectFrom('quizPlayer')
    .leftJoin('guild', 'guild.id', 'quizPlayer.guild')
    .select(['person', 'retentionDays'])
    .execute();
  for (const { person, retentionDays } of players) {
    const last = daysBefore(now, retentionDays ?? DEFAULT_SETTINGS.retentionDays);
    await db.deleteFrom('quizCard').where('person', '=', person).where('reviewedAt', '<', last).execute();
  }
  await db.deleteFrom('shownFact').where('shownAt', '<', daysBefore(now, SEASON_DAYS)).execute();
}
