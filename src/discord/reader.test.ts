import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FolderLimit } from '../store/store.js';
import { hiddenFrom, isWithin } from './reader.js';

const limit: FolderLimit = { path: 'hr', guild: 'g1', channels: ['c1', 'c2'], roles: ['r1'] };
const reader = { guild: 'g1', channels: ['c1'], roles: ['r1'] };

describe('hiddenFrom', () => {
  it('opens a folder where its channel and its role meet, and nowhere else', () => {
    expect(hiddenFrom(reader, [limit])).toEqual([]);
    expect(hiddenFrom({ ...reader, channels: ['thread', 'c2'] }, [limit])).toEqual([]);
    expect(hiddenFrom({ ...reader, channels: ['c3'] }, [limit])).toEqual(['hr']);
    expect(hiddenFrom({ ...reader, roles: [] }, [limit])).toEqual(['hr']);
    expect(hiddenFrom({ ...reader, guild: 'g2' }, [limit])).toEqual(['hr']);
    expect(hiddenFrom({ ...reader, guild: null }, [limit])).toEqual(['hr']);
    expect(hiddenFrom({ ...reader, roles: [] }, [{ ...limit, roles: ['g1'] }])).toEqual([]);
  });

  it('never opens more to nobody in particular than to somebody', () => {
    const ids = fc.subarray(['a', 'b', 'c']);
    const anyLimit = fc.record({
      path: fc.constantFrom('x', 'y', 'x/z'),
      guild: fc.constantFrom('g1', 'g2'),
      channels: ids,
      roles: ids,
    });
    fc.assert(
      fc.property(fc.array(anyLimit), ids, ids, (limits, channels, roles) => {
        const own = hiddenFrom({ guild: 'g1', channels, roles }, limits);
        const all = hiddenFrom({ guild: 'g1', channels, roles: [] }, limits);
        expect(all).toEqual(expect.arrayContaining(own));
      }),
    );
  });

  it('takes a folder for what is in it, not for what only begins with its name', () => {
    expect(
      ['hr/pay.md', 'hr/a/b.md', 'hr', 'hrx/pay.md', 'a/hr/b.md'].filter((path) => isWithin(path, ['hr'])),
    ).toEqual(['hr/pay.md', 'hr/a/b.md', 'hr']);
  });
});
