import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../postgres/database.js';
import { type Leases, leasesOf } from '../postgres/leases.js';
import type { ShardBlock } from '../settings.js';

/** Times of a shift, in seconds. */
export interface ShiftTimes {
  /** How long a lease holds: so long after the death of its holder another takes over. */
  readonly lease: number;
  /** How often it is renewed, and how often one that is free is looked for. */
  readonly renew: number;
  readonly look: number;
}

/** Seconds from one identification to the next (https://discord.com/developers/docs/events/gateway#sharding-max-concurrency), and some. */
const IDENTIFY = 5.5;
/** How often it is asked for, in milliseconds. */
const IDENTIFY_LOOK = 500;

const TIMES: ShiftTimes = { lease: 15, renew: 5, look: 2 };

/** Some shards that this process alone serves. */
export interface Shift {
  /** Null for all there are. */
  readonly block: ShardBlock | null;
  /** Fulfilled when another process has taken them over: this one was not heard of in time. */
  readonly lost: Promise<void>;
  readonly isLost: boolean;
  /** Lets another have them. */
  end(): Promise<void>;
}

/**
 * Waits until no other process serves one of these blocks of shards, and holds it from then on. While Postgres is away
 * the shift goes on: nobody can take it over then.
 *
 * @param onWaiting called once when another process serves all of them
 * @returns null when the signal is aborted first
 */
export async function beginShift(
  leases: Leases,
  blocks: readonly (ShardBlock | null)[],
  onWaiting: () => void,
  signal: AbortSignal,
  times: ShiftTimes = TIMES,
): Promise<Shift | null> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    for (const block of blocks) {
      const name = nameOf(block);
      // Without Postgres nobody knows whether it is free.
      if (await leases.take(name, times.lease).catch(() => false)) return hold(leases, name, block, times);
    }
    if (isFirst) onWaiting();
    await sleep(1000 * times.look, undefined, { signal }).catch(() => {});
  }
  return null;
}

function hold(leases: Leases, name: string, block: ShardBlock | null, times: ShiftTimes): Shift {
  let isOver = false;
  let isLost = false;
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<void>((resolve) => {
    const renew = async (): Promise<void> => {
      const isHeld = await leases.take(name, times.lease).catch(() => true);
      if (isOver) return;
      if (!isHeld) {
        isLost = true;
        return resolve();
      }
      timer = setTimeout(renew, 1000 * times.renew);
    };
    timer = setTimeout(renew, 1000 * times.renew);
  });
  return {
    block,
    lost,
    get isLost() {
      return isLost;
    },
    async end() {
      isOver = true;
      clearTimeout(timer);
      // What cannot be given back is over by itself.
      await leases.release(name).catch(() => {});
    },
  };
}

/**
 * What lets one shard of a bucket identify at a time, whatever the process: Discord turns away those that come within
 * five seconds of another. While Postgres is away nobody is held up.
 */
export function identifyInTurn(database: Database): (bucket: number) => Promise<void> {
  return async (bucket) => {
    // A holder of its own each time: the turn is over by itself, and is not renewed.
    const turn = leasesOf(database);
    while (!(await turn.take(`identify ${bucket}`, IDENTIFY).catch(() => true))) await sleep(IDENTIFY_LOOK);
  };
}

function nameOf(block: ShardBlock | null): string {
  return block === null ? 'shards' : `shards ${block.ids.join(',')}/${block.count}`;
}
