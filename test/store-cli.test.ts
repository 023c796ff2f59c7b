import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DATABASE_FILE, openStore } from '../src/store/embedded.js';
import { runCli } from './run-cli.js';
import { someQuestion, someVote } from './store-contract.js';

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
    copyFileSync(join(folder, 'copy.db'), join(restored, DATABASE_FILE));
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

describe('report', () => {
  it('tells what was sent, what became of it and what people think, and of nobody who they are', async () => {
    const state = join(folder, 'reported');
    const store = await openStore(state);
    const now = new Date().toISOString();
    await store.addQuestion({ ...someQuestion, text: '=Where, "exactly"?', askedAt: now });
    const closed = await store.addQuestion({ ...someQuestion, text: 'Who?', askedAt: now });
    await store.closeQuestion(closed, { outcome: 'solved', at: now, by: 'lea' });
    await store.addQuestion({ ...someQuestion, text: 'Long ago?' });
    await store.vote({ ...someVote, votedAt: now });
    await store.close();
    const text = (await run(['report'], state)).stdout;
    for (const line of [
      /sent to a team +2/,
      /open +1/,
      /solved otherwise +1/,
      /Votes down +1/,
      /Out of date +1/,
    ])
      expect(text).toMatch(line);
    expect(text).toContain('=Where, "exactly"?');
    expect(text).not.toContain('Long ago');
    const csv = (await run(['report', '--csv', '--since', '2020-01-01'], state)).stdout;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(5);
    expect(csv).toContain(`question,${now},open,"'=Where, ""exactly""?",`);
    const json: unknown = JSON.parse((await run(['report', '--json'], state)).stdout);
    expect(json).toMatchObject({
      questions: [{ state: 'open' }, { state: 'solved' }],
      votes: [{ reason: 'date' }],
    });
    expect((await run(['report', '--markdown'], state)).stdout).toContain('| – open | 1 |');
    for (const told of [text, csv, JSON.stringify(json)]) expect(told).not.toMatch(/\bada\b|\blea\b/);
    expect(await run(['report', '--since', 'soon'], state)).toMatchObject({ status: 2 });
    expect(await run(['report', '--json', '--csv'], state)).toMatchObject({ status: 2 });
  });
});
