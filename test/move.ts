import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/postgres/database.js';
import { copyTables, sumsOf } from '../src/store/copy.js';
import { openEmbedded } from '../src/store/embedded.js';
import type { Tables } from '../src/store/schema.js';
import { dyingAfter } from './dying.js';
import type { TestPostgres } from './postgres.js';

/** More than are written at a time. */
const QUESTIONS = 1_050;

const anyRow = (i: number): Tables['question'] => ({
  id: `question${i}`,
  guild: 'g1',
  asker: `ada${i % 7}`,
  isNamed: i % 2,
  text: `Où ? « ${i} » 'é' \\ " ;--\n\u{1f9c2}`,
  language: 'fr',
  passages: '',
  channel: 'c1',
  reply: i % 3 === 0 ? null : 'r1',
  tell: 'thread',
  askedAt: '2026-03-01T10:00:00.000Z',
  postChannel: null,
  postMessage: null,
  outcome: null,
  closedAt: null,
  closedBy: null,
  closedWith: null,
});

/** Moving between the embedded store and a real Postgres. */
export function describeMove(postgres: TestPostgres): void {
  describe('moving', () => {
    let root: string;
    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'verbatim-move-'));
    });
    afterAll(() => rm(root, { recursive: true, force: true }));

    it('takes all of it or nothing, there and back, wherever it ends', async () => {
      const from = await openEmbedded(join(root, 'from.db'));
      await from
        .insertInto('question')
        .values(Array.from({ length: QUESTIONS }, (_, i) => anyRow(i)))
        .execute();
      const { state, close } = await openDatabase(await postgres.database());
      const place = 'Postgres';
      const nothing = await sumsOf(state);
      const dying = (steps: number): Kysely<Tables> => dyingAfter(state, steps);
      let steps = 0;
      for (let isDone = false; !isDone; steps++) {
        isDone = await copyTables(from, dying(steps), place).then(
          () => true,
          (error: Error) => error.message !== 'died',
        );
        expect(await sumsOf(state)).toEqual(isDone ? await sumsOf(from) : nothing);
      }
      expect(steps).toBeGreaterThan(4);
      await copyTables(from, state, place);
      const back = await openEmbedded(join(root, 'back.db'));
      expect(await copyTables(state, back, 'back.db')).toEqual(await sumsOf(from));
      expect(await back.selectFrom('question').selectAll().orderBy('id').execute()).toEqual(
        await from.selectFrom('question').selectAll().orderBy('id').execute(),
      );
      await from.deleteFrom('question').where('id', '=', 'question0').execute();
      await expect(copyTables(from, state, place)).rejects.toMatchObject({ code: 'move-occupied' });
      await Promise.all([from.destroy(), back.destroy(), close()]);
    });
  });
}
