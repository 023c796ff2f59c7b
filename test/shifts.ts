import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginShift, identifyInTurn } from '../src/discord/shift.js';
import { type Database, openDatabase } from '../src/postgres/database.js';
import { leasesOf } from '../src/postgres/leases.js';
import { createRateLimits } from '../src/service/rate-limits.js';
import type { TestPostgres } from './postgres.js';

/** Quick enough for a test. */
const TIMES = { lease: 0.6, renew: 0.1, look: 0.05 };

/** How processes with a real Postgres take turns. */
export function describeShifts(postgres: TestPostgres): void {
  describe('processes that take turns', () => {
    let database: Database;
    beforeAll(async () => {
      database = await openDatabase(await postgres.database());
      // Nothing is taken over sooner after a start of Postgres.
      await postgres.ask(
        `select pg_sleep(greatest(0, 1 - extract(epoch from now() - pg_postmaster_start_time())))`,
      );
    });
    afterAll(() => database.close());

    it('hold a lease one at a time, until its time is over or it is given back', async () => {
      const [one, other] = [leasesOf(database), leasesOf(database)];
      const both = await Promise.all([one.take('a', 60), other.take('a', 60)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      const [holder, waiter] = both[0] ? [one, other] : [other, one];
      expect(await holder.take('a', 60)).toBe(true);
      await waiter.release('a');
      expect(await waiter.take('a', 60)).toBe(false);
      expect(await waiter.take('b', 60)).toBe(true);
      await holder.release('a');
      expect(await waiter.take('a', 0)).toBe(true);
      // Its time is over, but Postgres began less than so many seconds ago.
      expect(await holder.take('a', 3_600)).toBe(false);
      expect(await holder.take('a', 0.1)).toBe(true);
    });

    it('serve a block of shards each; one that ends, or is not heard of, is followed by one that waits', async () => {
      const blocks = [0, 1].map((id) => ({ ids: [id], count: 2 }));
      const { signal } = new AbortController();
      const begin = (leases = leasesOf(database), onWaiting = () => {}) =>
        beginShift(leases, blocks, onWaiting, signal, TIMES);
      let isCut = false;
      const own = leasesOf(database);
      const cut = {
        take: (name: string, seconds: number) =>
          isCut ? Promise.reject(new Error('cut off')) : own.take(name, seconds),
        release: own.release,
      };
      const [first, second] = [await begin(cut), await begin()];
      expect([first?.block?.ids, second?.block?.ids]).toEqual([[0], [1]]);
      let waiting = 0;
      const third = begin(leasesOf(database), () => waiting++);
      await sleep(2 * 1000 * TIMES.lease);
      expect(waiting).toBe(1);
      await second?.end();
      expect((await third)?.block?.ids).toEqual([1]);
      isCut = true;
      const fourth = await begin();
      expect(fourth?.block?.ids).toEqual([0]);
      expect(first?.isLost).toBe(false);
      isCut = false;
      await first?.lost;
      expect(first?.isLost).toBe(true);
      await Promise.all([(await third)?.end(), fourth?.end()]);
    });

    it('identify one after the other in a bucket', async () => {
      const [one, other] = [identifyInTurn(database), identifyInTurn(database)];
      const order: string[] = [];
      await one(0);
      void other(0).then(() => order.push('later'));
      await other(1);
      order.push('first');
      expect(order).toEqual(['first']);
    });

    it('count the questions of a person together, and each for itself while Postgres is away', async () => {
      const settings = { questionsPer10Seconds: 5, questionsPerHour: 60 };
      const limits = [1, 2].map(() => createRateLimits(settings, database.postgres));
      const takeAll = async () => {
        const turns = [];
        for (let i = 0; i < 8; i++) turns.push(await limits[i % 2]?.take('ada'));
        return turns.filter((turn) => turn?.allowed).length;
      };
      expect(await takeAll()).toBe(5);
      const { rows } = await database.postgres.query({ text: 'select key from "rateLimit"' });
      expect(JSON.stringify(rows)).toContain('burst:ada');
      await postgres.halt('fast');
      expect(await takeAll()).toBe(8);
      await postgres.start();
      expect(await takeAll()).toBe(0);
    });
  });
}
