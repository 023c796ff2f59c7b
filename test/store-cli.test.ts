import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore, STORE_FILE } from '../src/store/embedded.js';
import { runCli } from './run-cli.js';
import { someQuestion } from './store-contract.js';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-store-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (args: readonly string[], STATE: string) => runCli(args, { cwd: folder, env: { STATE } });

describe('backup', () => {
  it('copies the database beside a bot that has it open; put in its place, it restores it', async () => {
    const state = join(folder, 'state');
    const store = await openStore(state);
    const id = await store.addQuestion(someQuestion);
    const { status, stdout } = await run(['backup', 'copy.db'], state);
    expect([status, stdout]).toEqual([0, `Backup written: ${join(folder, 'copy.db')}\n`]);
    await store.close();
    const restored = join(folder, 'restored');
    mkdirSync(restored);
    copyFileSync(join(folder, 'copy.db'), join(restored, STORE_FILE));
    const again = await openStore(restored);
    expect(await again.question(id)).toMatchObject(someQuestion);
    await again.close();
  });

  it('says when there is nothing to copy, and makes nothing', async () => {
    const state = join(folder, 'none');
    const { status, stderr } = await run(['backup', 'none.db'], state);
    expect([status, stderr]).toEqual([1, `Nothing is kept in ${state} yet.\n`]);
    expect((await run(['backup', 'none.db'], state)).stderr).toContain('yet');
  });
});
