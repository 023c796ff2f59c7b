import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createQueue, type Queue } from './queue.js';

/** A job that lasts until it is told to end. */
function held(): { job: () => Promise<void>; end: () => void; began: Promise<void> } {
  let end = (): void => {};
  let begin = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const began = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const job = (): Promise<void> => {
    begin();
    return ended;
  };
  return { job, end, began };
}

/** Keeps the thread busy, as the engine does. */
function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Hands jobs in, named by their users, and gives the names in the order in which they ran. */
async function orderOf(queue: Queue, users: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  const numbers = new Map<string, number>();
  const runs = users.map((user) => {
    const number = (numbers.get(user) ?? 0) + 1;
    numbers.set(user, number);
    return queue.run(user, async () => {
      order.push(`${user}${number}`);
    });
  });
  await Promise.all(runs);
  return order;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('createQueue', () => {
  it('gives each job’s result or error to whoever handed it in', async () => {
    const queue = createQueue({ most: 9 });
    const results = await Promise.allSettled([
      queue.run('a', async () => 1),
      queue.run('a', () => Promise.reject(new Error('rejected'))),
      queue.run('a', () => {
        throw new Error('thrown');
      }),
      queue.run('a', async () => 'two'),
    ]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: new Error('rejected') },
      { status: 'rejected', reason: new Error('thrown') },
      { status: 'fulfilled', value: 'two' },
    ]);
    expect(queue.waiting + queue.running).toBe(0);
  });

  it('runs one job at a time', async () => {
    const queue = createQueue({ most: 9 });
    const first = held();
    let second = false;
    const runs = [
      queue.run('a', first.job),
      queue.run('b', async () => {
        second = true;
      }),
    ];
    expect([queue.waiting, queue.running]).toEqual([2, 0]);
    await first.began;
    expect([queue.waiting, queue.running]).toEqual([1, 1]);
    expect(second).toBe(false);
    first.end();
    await Promise.all(runs);
    expect(second).toBe(true);
  });

  it('lets users take turns', async () => {
    const queue = createQueue({ most: 99 });
    expect(await orderOf(queue, ['a', 'a', 'a', 'a', 'b', 'c', 'b'])).toEqual([
      'a1',
      'b1',
      'c1',
      'a2',
      'b2',
      'a3',
      'a4',
    ]);
  });

  it('runs every job once, those of a user in order, and nobody twice before another once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }), async (users) => {
        const order = await orderOf(createQueue({ most: 40 }), users);
        const rounds = order.map((name) => Number(name.slice(1)));
        expect(order).toHaveLength(users.length);
        expect(new Set(order).size).toBe(users.length);
        expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
      }),
    );
  });

  it('lets the network be heard between two jobs', async () => {
    const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const socket = connect(address.port, '127.0.0.1');
    await once(socket, 'connect');
    const queue = createQueue({ most: 500 });
    let left = 100;
    let leftAtEcho = 0;
    socket.once('data', () => {
      leftAtEcho = left;
    });
    const runs = Array.from({ length: left }, () =>
      queue.run('a', async () => {
        busy(1);
        left--;
      }),
    );
    socket.write('?');
    await Promise.all(runs);
    expect(leftAtEcho).toBeGreaterThan(0);
    socket.destroy();
    server.close();
  });

  it('refuses what is too much, and takes jobs again when there is room', async () => {
    const queue = createQueue({ most: 2 });
    const first = held();
    const runs = [queue.run('a', first.job), queue.run('b', async () => {})];
    await first.began;
    expect(queue.isFull()).toBe(true);
    await expect(queue.run('c', async () => {})).rejects.toMatchObject({
      code: 'questions-full',
      details: { most: 2 },
    });
    first.end();
    await Promise.all(runs);
    expect(queue.isFull()).toBe(false);
    expect(await queue.run('c', async () => 3)).toBe(3);
  });

  it('expects to wait for those before, and not for jobs that come after in turn', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const queue = createQueue({ most: 99 });
    const idle = queue.expectedWaitMs('a');
    expect(idle).toBeGreaterThan(0);
    const runs = ['a', 'a', 'a', 'a', 'b'].map((user) => queue.run(user, async () => {}));
    // Someone new waits for one job of each of the others; a fifth job of the first for all of them.
    expect(queue.expectedWaitMs('c')).toBe(3 * idle);
    expect(queue.expectedWaitMs('a')).toBe(6 * idle);
    await Promise.all(runs);
    // No time passed, and the first job took the place of the guess.
    expect(queue.expectedWaitMs('a')).toBe(0);
  });

  it('learns how long jobs last, while they run and after', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const queue = createQueue({ most: 9 });
    const idle = queue.expectedWaitMs('b');
    const slow = held();
    const run = queue.run('a', slow.job);
    await slow.began;
    vi.advanceTimersByTime(0.75 * idle);
    expect(queue.expectedWaitMs('b')).toBeCloseTo(1.25 * idle);
    vi.advanceTimersByTime(10.25 * idle);
    expect(queue.expectedWaitMs('b')).toBeCloseTo(11 * idle);
    slow.end();
    await run;
    expect(queue.expectedWaitMs('b')).toBeCloseTo(11 * idle);
    await queue.run('a', async () => {});
    expect(queue.expectedWaitMs('b')).toBeCloseTo(0.8 * 11 * idle);
  });

  it('closes when what it took is done', async () => {
    const queue = createQueue({ most: 9 });
    const first = held();
    const done: string[] = [];
    const runs = [
      queue.run('a', first.job).then(() => done.push('a')),
      queue.run('b', async () => {}).then(() => done.push('b')),
    ];
    await first.began;
    const closed = queue.close().then(() => done.push('closed'));
    expect(queue.isFull()).toBe(true);
    await expect(queue.run('c', async () => {})).rejects.toMatchObject({ code: 'questions-closed' });
    expect(done).toEqual([]);
    first.end();
    await Promise.all([...runs, closed]);
    expect(done).toEqual(['a', 'b', 'closed']);
  });

  it('closes at once when there is nothing to do', async () => {
    await expect(createQueue({ most: 1 }).close()).resolves.toBeUndefined();
  });
});
