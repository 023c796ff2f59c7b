import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { daysBefore } from '../day.js';
import type { Tables } from './schema.js';
import { corpusDataOf, corpusPart } from './sql-corpus.js';
import { createQuizStore, deleteExpiredQuizzes, deleteQuizzesOf } from './sql-quizzes.js';
import {
  type AnswerPage,
  DEFAULT_SETTINGS,
  type NewQuestion,
  type PersonalData,
  type SentQuestion,
  type Store,
  type TourPlace,
  type Vote,
} from './store.js';

/** A store over a database of any dialect that has these tables; what only a dialect can do is handed in. */
export function createSqlStore(
  db: Kysely<Tables>,
  { backup, close }: Pick<Store, 'backup' | 'close'>,
): Store {
  async function settingsOf(guild: string) {
    const row = await db.selectFrom('guild').selectAll().where('id', '=', guild).executeTakeFirst();
    if (row === undefined) return DEFAULT_SETTINGS;
    const { id: _, pingsRole, needsApproval, hasDigest, ...settings } = row;
    return {
      ...settings,
      pingsRole: pingsRole === 1,
      needsApproval: needsApproval === 1,
      hasDigest: hasDigest === 1,
    };
  }

  async function tourOf(person: string, on: Kysely<Tables> = db): Promise<TourPlace | null> {
    const row = await on
      .selectFrom('tour')
      .select(['step', 'leftAt'])
      .where('person', '=', person)
      .executeTakeFirst();
    return row ?? null;
  }

  async function dataOf(user: string, on: Kysely<Tables> = db): Promise<PersonalData> {
    const questions = await on
      .selectFrom('question')
      .selectAll()
      .where('asker', '=', user)
      .orderBy('askedAt')
      .execute();
    const votes = await on
      .selectFrom('vote')
      .selectAll()
      .where('voter', '=', user)
      .orderBy('votedAt')
      .execute();
    const pages = await on
      .selectFrom('page')
      .selectAll()
      .where('author', '=', user)
      .orderBy('path')
      .execute();
    const { closed } = await on
      .selectFrom('question')
      .select(({ fn }) => fn.countAll().as('closed'))
      .where('closedBy', '=', user)
      .executeTakeFirstOrThrow();
    const corpus = await corpusDataOf(user, on);
    const player = await on
      .selectFrom('quizPlayer')
      .selectAll()
      .where('person', '=', user)
      .executeTakeFirst();
    const { cards } = await on
      .selectFrom('quizCard')
      .select(({ fn }) => fn.countAll().as('cards'))
      .where('person', '=', user)
      .executeTakeFirstOrThrow();
    const tour = await tourOf(user, on);
    return {
      questions: questions.map(questionOf),
      votes: votes.map(voteOf),
      pages,
      closed: Number(closed),
      ...corpus,
      cards: player === undefined ? null : Number(cards),
      tour,
    };
  }

  return {
    ...corpusPart(db),
    ...createQuizStore(db),
    settingsOf,
    async changeSettings(guild, change) {
      const { pingsRole, needsApproval, hasDigest, ...named } = change;
      // Kysely leaves out what is undefined.
      const flag = (value?: boolean) => (value === undefined ? value : Number(value));
      const changed = {
        ...named,
        pingsRole: flag(pingsRole),
        needsApproval: flag(needsApproval),
        hasDigest: flag(hasDigest),
      };
      const chosen = { ...DEFAULT_SETTINGS, ...change };
      const row = {
        ...chosen,
        pingsRole: Number(chosen.pingsRole),
        needsApproval: Number(chosen.needsApproval),
        hasDigest: Number(chosen.hasDigest),
      };
      await db
        .insertInto('guild')
        .values({ id: guild, ...row })
        // Those that are named alone: another process may change others at the same moment.
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ id: guild, ...changed }))
        .execute();
      return settingsOf(guild);
    },

    async addQuestion(question) {
      const id = randomBytes(6).toString('base64url');
      await db
        .insertInto('question')
        .values({ id, ...rowOf(question) })
        .execute();
      return id;
    },
    async question(id) {
      const row = await db.selectFrom('question').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : questionOf(row);
    },
    async placeQuestion(id, { channel, message }) {
      await db
        .updateTable('question')
        .set({ postChannel: channel, postMessage: message })
        .where('id', '=', id)
        .execute();
    },
    async openQuestions(guild) {
      const rows = await db
        .selectFrom('question')
        .selectAll()
        .where('guild', '=', guild)
        .where('outcome', 'is', null)
        .orderBy('askedAt')
        .execute();
      return rows.map(questionOf);
    },
    async closeQuestion(id, { outcome, at, by, ...closing }) {
      const { numUpdatedRows } = await db
        .updateTable('question')
        .set({ outcome, closedAt: at, closedBy: by, closedWith: closing.with ?? null })
        .where('id', '=', id)
        .where('outcome', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async deleteQuestion(id) {
      await db.deleteFrom('question').where('id', '=', id).execute();
    },

    async vote({ place, down, ...vote }) {
      const { reason, note, question } = down ?? { reason: null, note: '', question: '' };
      const row = { ...vote, channel: place.channel, reason, note, question, isResolved: 0 };
      await db
        .insertInto('vote')
        .values({ reply: place.message, ...row })
        .onConflict((conflict) => conflict.columns(['reply', 'voter']).doUpdateSet(row))
        .execute();
    },
    async openVotes(guild) {
      const rows = await db
        .selectFrom('vote')
        .selectAll()
        .where('guild', '=', guild)
        .where('reason', 'is not', null)
        .where('isResolved', '=', 0)
        .orderBy('votedAt')
        .execute();
      return rows.map(voteOf);
    },
    async resolveVotes(reply) {
      const { numUpdatedRows } = await db
        .updateTable('vote')
        .set({ isResolved: 1 })
        .where('reply', '=', reply)
        .where('reason', 'is not', null)
        .where('isResolved', '=', 0)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async keepPage({ path, ...page }: AnswerPage) {
      await db
        .insertInto('page')
        .values({ path, ...page })
        .onConflict((conflict) => conflict.column('path').doUpdateSet(page))
        .execute();
    },
    pagesToReview: (guild, day) =>
      db
        .selectFrom('page')
        .selectAll()
        .where('guild', '=', guild)
        .where('reviewOn', '<=', day)
        .orderBy('reviewOn')
        .execute(),

    tourOf: (person) => tourOf(person),
    async keepTour(person, place) {
      await db
        .insertInto('tour')
        .values({ person, ...place })
        .onConflict((conflict) => conflict.column('person').doUpdateSet(place))
        .execute();
    },
    async endTour(person) {
      await db.deleteFrom('tour').where('person', '=', person).execute();
    },

    dataOf: (user) => dataOf(user),
    forget: (user) =>
      db.transaction().execute(async (within) => {
        const data = await dataOf(user, within);
        await within.deleteFrom('question').where('asker', '=', user).execute();
        await within.deleteFrom('vote').where('voter', '=', user).execute();
        await within.deleteFrom('tour').where('person', '=', user).execute();
        await within.updateTable('page').set({ author: null }).where('author', '=', user).execute();
        await within.updateTable('question').set({ closedBy: null }).where('closedBy', '=', user).execute();
        await within.deleteFrom('draft').where('author', '=', user).execute();
        await within.updateTable('change').set({ author: null }).where('author', '=', user).execute();
        await deleteQuizzesOf(user, within);
        return data;
      }),
    async deleteExpired(now) {
      const guilds = await db
        .selectFrom('question')
        .select('guild')
        .union(db.selectFrom('vote').select('guild'))
        .execute();
      const expired: SentQuestion[] = [];
      for (const { guild } of guilds) {
        const { retentionDays } = await settingsOf(guild);
        const before = daysBefore(now, retentionDays);
        const rows = await db
          .deleteFrom('question')
          .where('guild', '=', guild)
          .where('askedAt', '<', before)
          .returningAll()
          .execute();
        await db.deleteFrom('vote').where('guild', '=', guild).where('votedAt', '<', before).execute();
        expired.push(...rows.map(questionOf));
      }
      await deleteExpiredQuizzes(now, db);
      // A tour is of no server.
      const left = daysBefore(now, DEFAULT_SETTINGS.retentionDays);
      await db.deleteFrom('tour').where('leftAt', '<', left).execute();
      return expired;
    },

    async activity(since) {
      const questions = await db
        .selectFrom('question')
        .selectAll()
        .where('askedAt', '>=', since)
        .orderBy('askedAt')
        .execute();
      const votes = await db
        .selectFrom('vote')
        .selectAll()
        .where('votedAt', '>=', since)
        .orderBy('votedAt')
        .execute();
      const pages = await db
        .selectFrom('page')
        .selectAll()
        .where('verifiedAt', '>=', since)
        .orderBy('verifiedAt')
        .execute();
      return { questions: questions.map(questionOf), votes: votes.map(voteOf), pages };
    },

    backup,
    close,
  };
}

function rowOf({ isNamed, passages, ...question }: NewQuestion) {
  return { ...question, isNamed: Number(isNamed), passages: passages.join(' ') };
}

function questionOf(row: Selectable<Tables['question']>): SentQuestion {
  const {
    isNamed,
    passages,
    postChannel,
    postMessage,
    outcome,
    closedAt,
    closedBy,
    closedWith,
    ...question
  } = row;
  return {
    ...question,
    isNamed: isNamed === 1,
    passages: passages === '' ? [] : passages.split(' '),
    post:
      postChannel === null || postMessage === null ? null : { channel: postChannel, message: postMessage },
    closed:
      outcome === null || closedAt === null
        ? null
        : { outcome, at: closedAt, by: closedBy, with: closedWith },
  };
}

function voteOf({
  reply,
  channel,
  reason,
  note,
  question,
  isResolved: _,
  ...vote
}: Selectable<Tables['vote']>): Vote {
  return {
    ...vote,
    place: { channel, message: reply },
    down: reason === null ? null : { reason, note, question },
  };
}
