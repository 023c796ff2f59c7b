import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { DATABASE_FILE, openStore } from '../src/store/embedded.js';
import { MIGRATIONS } from '../src/store/schema.js';
import { someQuestion, someVote } from './store-contract.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-migrations-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** Of each version, by its last migration: rows of what it brought, as that version wrote them. Never changed once it is released. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  '001-team': [
    `insert into guild values ('g1', 't1', null, 1, 30)`,
    `insert into question values ('abcdefgh', 'g1', 'ada', 1, 'Où ?', 'fr', 'mIll-_1 mIll-_2', 'c1', 'r1', 'thread',
       '2026-03-01T10:00:00.000Z', 't1', 'm1', 'answered', '2026-03-02T10:00:00.000Z', 'lea', 'answers/lock')`,
    `insert into vote values ('r1', 'ada', 'g1', 'c1', 'mIll-_1', '2026-03-01T10:00:00.000Z', 'date', 'De 1990…', 'Où ?', 0)`,
    `insert into page values ('answers/lock', 'g1', 'The lock', 'lea', '2026-03-02T10:00:00.000Z', '2027-03-01')`,
  ],
  '002-corpus': [
    `insert into folder values ('board', 'g1', 'c1 c2', '')`,
    `insert into draft values ('abcdefg1', 'g1', 'lea', 'add', 'added/a.pdf', 'document.pdf', null, '2026-03-01T10:00:00.000Z')`,
    `insert into change values ('abcdefg2', 'g1', 'lea', 'add', 'added/b.pdf', 'kept', '2026-03-01T10:00:00.000Z', null)`,
  ],
  '003-tour': [`insert into tour values ('ada', 3, '2026-03-02T10:00:00.000Z')`],
  '004-quiz': [
    `insert into quizPlayer values ('ada', 'g1', 'fr', '2026-03-01T10:00:00.000Z')`,
    `insert into quizCard values ('ada', 'mIll-_1', 12, 'fr', '2026-03-01T10:00:00.000Z', '2026-02-01T10:00:00.000Z', '{}')`,
    `insert into dailyFact values ('g1', 'c1', 9, 'Europe/Paris', '2026-03-02T08:00:00.000Z')`,
    `insert into shownFact values ('g1', 'mIll-_1', '2026-03-01T08:00:00.000Z')`,
  ],
};

describe('a database of an earlier version', () => {
  const names = Object.keys(MIGRATIONS);

  it('is sampled, of every version, and the names keep their order', () => {
    expect(Object.keys(SAMPLES)).toEqual(names);
    expect(names).toEqual([...names].sort());
  });

  it.each(names)('is brought up from %s with all that it holds', async (name) => {
    const folder = join(root, name);
    for (const [i, version] of names.slice(0, names.indexOf(name) + 1).entries()) {
      await (await openStore(folder, Object.fromEntries(Object.entries(MIGRATIONS).slice(0, i + 1)))).close();
      const database = new Libsql(join(folder, DATABASE_FILE));
      for (const row of SAMPLES[version] ?? []) database.exec(row);
      database.close();
    }
    const store = await openStore(folder);
    expect(await store.settingsOf('g1')).toMatchObject({
      teamChannel: 't1',
      teamRole: null,
      pingsRole: true,
      retentionDays: 30,
    });
    expect(await store.question('abcdefgh')).toMatchObject({
      ...someQuestion,
      text: 'Où ?',
      post: { channel: 't1', message: 'm1' },
      closed: { outcome: 'answered', at: '2026-03-02T10:00:00.000Z', by: 'lea', with: 'answers/lock' },
    });
    expect(await store.openVotes('g1')).toEqual([someVote]);
    expect(await store.pagesToReview('g1', '2027-03-01')).toHaveLength(1);
    if (name >= '004-quiz') {
      const now = new Date('2026-03-03T00:00:00.000Z');
      expect(await store.dueQuizCards('ada', now)).toMatchObject([{ passage: 'mIll-_1', start: 12 }]);
      expect(await store.dueFacts(now)).toMatchObject([{ guild: 'g1', zone: 'Europe/Paris', hour: 9 }]);
      expect(await store.shownFacts('g1', now)).toEqual(['mIll-_1']);
    }
    const step = name >= '003-tour' ? { step: 3 } : null;
    expect(await store.tourOf('ada')).toEqual(step === null ? null : expect.objectContaining(step));
    await store.close();
    const again = await openStore(folder);
    expect(await again.openVotes('g1')).toEqual([someVote]);
    await again.close();
  });
});
