import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openStore } from '../src/store/embedded.js';

const KILLS = 60;
/** The latest moment of a kill, in milliseconds after the first acknowledgement. */
const LATEST_MS = 150;

it('loses nothing that it acknowledged, whenever it is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-killed-'));
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = spawn(process.execPath, ['--import', 'tsx', 'test/store-writer.ts', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => writer.once('close', resolve));
    createInterface({ input: writer.stdout }).on('line', (id) => {
      if (acknowledged.push(id) > 0 && writer.exitCode === null)
        setTimeout(() => writer.kill('SIGKILL'), (LATEST_MS * kill) / KILLS);
    });
    await ended;
    const store = await openStore(folder);
    for (const id of acknowledged) expect((await store.question(id))?.closed?.outcome, id).toBe('solved');
    await store.close();
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  await rm(folder, { recursive: true, force: true });
}, 600_000);
