import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely';
import type { CorpusAction, Outcome, Reason } from './store.js';

/** The tables, in types that every dialect has: text, whole numbers, 0 and 1 for no and yes; times as ISO 8601 text in UTC. */
export interface Tables {
  guild: {
    id: string;
    teamChannel: string | null;
    teamRole: string | null;
    pingsRole: number;
    retentionDays: number;
    needsApproval: number;
    hasDigest: number;
    digestAt: string | null;
  };
  question: {
    id: string;
    guild: string;
    asker: string;
    isNamed: number;
    text: string;
    language: 'fr' | 'en';
    /** Keys, a space between two. */
    passages: string;
    channel: string;
    reply: string | null;
    tell: 'thread' | 'direct';
    askedAt: string;
    postChannel: string | null;
    postMessage: string | null;
    outcome: Outcome | null;
    closedAt: string | null;
    closedBy: string | null;
    closedWith: string | null;
  };
  vote: {
    reply: string;
    voter: string;
    guild: string;
    channel: string;
    passage: string;
    votedAt: string;
    /** Null for a vote up. */
    reason: Reason | null;
    note: string;
    question: string;
    isResolved: number;
  };
  page: {
    path: string;
    guild: string;
    title: string;
    author: string | null;
    verifiedAt: string;
    reviewOn: string | null;
  };
  /** A folder of the corpus that not everybody may read. */
  folder: {
    path: string;
    guild: string;
    /** Ids, a space between two. */
    channels: string;
    roles: string;
  };
  /** A change of the corpus that somebody has prepared and nobody published. */
  draft: {
    id: string;
    guild: string;
    author: string;
    action: CorpusAction;
    path: string;
    file: string | null;
    undoes: string | null;
    preparedAt: string;
  };
  /** A change of the corpus that was published from Discord. */
  change: {
    id: string;
    guild: string;
    author: string | null;
    action: CorpusAction;
    path: string;
    kept: string;
    publishedAt: string;
    undoneAt: string | null;
  };
  quizPlayer: {
    person: string;
    guild: string;
    language: 'fr' | 'en';
    remindedAt: string | null;
  };
  quizCard: {
    person: string;
    passage: string;
    /** Where the hidden words begin, in UTF-16 code units. */
    start: number;
    language: 'fr' | 'en';
    due: string;
    reviewedAt: string;
    /** What the scheduler remembers, as JSON. */
    memory: string;
  };
  dailyFact: {
    guild: string;
    channel: string;
    hour: number;
    zone: string;
    nextAt: string;
  };
  shownFact: {
    guild: string;
    passage: string;
    shownAt: string;
  };
  tour: {
    person: string;
    step: number;
    leftAt: string;
  };
}

/** The names of the tables, all of them: what compiles names each. */
export const TABLES = Object.keys({
  guild: true,
  question: true,
  vote: true,
  page: true,
  folder: true,
  draft: true,
  change: true,
  quizPlayer: true,
  quizCard: true,
  dailyFact: true,
  shownFact: true,
  tour: true,
} satisfies Record<keyof Tables, true>);

/**
 * The steps from an empty database to these tables, by name, in order. A step that was released is never changed: a
 * new one is added, and a sample of the version before it to `test/store-migrations.test.ts`.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-team': {
    // A migration knows the tables as they are on its way, not as they are today.
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('guild')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('teamChannel', 'text')
        .addColumn('teamRole', 'text')
        .addColumn('pingsRole', 'integer', (column) => column.notNull())
        .addColumn('retentionDays', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('question')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('asker', 'text', (column) => column.notNull())
        .addColumn('isNamed', 'integer', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('passages', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('reply', 'text')
        .addColumn('tell', 'text', (column) => column.notNull())
        .addColumn('askedAt', 'text', (column) => column.notNull())
        .addColumn('postChannel', 'text')
        .addColumn('postMessage', 'text')
        .addColumn('outcome', 'text')
        .addColumn('closedAt', 'text')
        .addColumn('closedBy', 'text')
        .addColumn('closedWith', 'text')
        .execute();
      await db.schema
        .createTable('vote')
        .addColumn('reply', 'text', (column) => column.notNull())
        .addColumn('voter', 'text', (column) => column.notNull())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('passage', 'text', (column) => column.notNull())
        .addColumn('votedAt', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('note', 'text', (column) => column.notNull())
        .addColumn('question', 'text', (column) => column.notNull())
        .addColumn('isResolved', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('votePrimaryKey', ['reply', 'voter'])
        .execute();
      await db.schema
        .createTable('page')
        .addColumn('path', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('author', 'text')
        .addColumn('verifiedAt', 'text', (column) => column.notNull())
        .addColumn('reviewOn', 'text')
        .execute();
      await db.schema.createIndex('questionOfGuild').on('question').columns(['guild', 'askedAt']).execute();
      await db.schema.createIndex('questionOfAsker').on('question').column('asker').execute();
      await db.schema.createIndex('voteOfGuild').on('vote').columns(['guild', 'votedAt']).execute();
      await db.schema.createIndex('voteOfVoter').on('vote').column('voter').execute();
    },
  },
  '002-corpus': {
    async up(db: Kysely<unknown>) {
      const no = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
      await db.schema.alterTable('guild').addColumn('needsApproval', 'integer', no).execute();
      await db.schema.alterTable('guild').addColumn('hasDigest', 'integer', no).execute();
      await db.schema.alterTable('guild').addColumn('digestAt', 'text').execute();
      await db.schema
        .createTable('folder')
        .addColumn('path', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('channels', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('draft')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('author', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('file', 'text')
        .addColumn('undoes', 'text')
        .addColumn('preparedAt', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('change')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('author', 'text')
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('path', 'text', (column) => column.notNull())
        .addColumn('kept', 'text', (column) => column.notNull())
        .addColumn('publishedAt', 'text', (column) => column.notNull())
        .addColumn('undoneAt', 'text')
        .execute();
    },
  },
  '003-tour': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('tour')
        .addColumn('person', 'text', (column) => column.primaryKey())
        .addColumn('step', 'integer', (column) => column.notNull())
        .addColumn('leftAt', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '004-quiz': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('quizPlayer')
        .addColumn('person', 'text', (column) => column.primaryKey())
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('remindedAt', 'text')
        .execute();
      await db.schema
        .createTable('quizCard')
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('passage', 'text', (column) => column.notNull())
        .addColumn('start', 'integer', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('due', 'text', (column) => column.notNull())
        .addColumn('reviewedAt', 'text', (column) => column.notNull())
        .addColumn('memory', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('quizCardPrimaryKey', ['person', 'passage', 'start'])
        .execute();
      await db.schema
        .createTable('dailyFact')
        .addColumn('guild', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('hour', 'integer', (column) => column.notNull())
        .addColumn('zone', 'text', (column) => column.notNull())
        .addColumn('nextAt', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('shownFact')
        .addColumn('guild', 'text', (column) => column.notNull())
        .addColumn('passage', 'text', (column) => column.notNull())
        .addColumn('shownAt', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('shownFactPrimaryKey', ['guild', 'passage'])
        .execute();
      await db.schema.createIndex('quizCardDue').on('quizCard').columns(['person', 'due']).execute();
      await db.schema.createIndex('dailyFactNext').on('dailyFact').column('nextAt').execute();
    },
  },
};
