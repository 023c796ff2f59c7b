import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../environment.js';
import type { Embedder } from '../models/embedder.js';
import { openIndex } from './build.js';

const KILLS = 50;
/** Enough for every stage of a build to take some of its time. */
const DOCUMENTS = 60;

const root = await mkdtemp(join(tmpdir(), 'verbatim-killed-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** Puts the compiled code aside, for a child process that Vitest does not run. */
async function compile(): Promise<void> {
  await cp(join(PROJECT_ROOT, 'dist'), join(root, 'compiled'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
}

/** In the place of a model, which would take its half second to open fifty times; nothing else is a stand-in. */
const EMBEDDER = `
  const dimension = 64;
  const vectorOf = (text) => Float32Array.from({ length: dimension }, (_, i) => Math.sin(i + text.length) / 8);
  export const embedder = {
    id: 'stand-in',
    fileHash: 'stand-in',
    dimension,
    embedPassages: async (texts) => texts.map(vectorOf),
    embedQuery: async (text) => vectorOf(text),
    tokens: null,
  };
`;

/** Builds without end as soon as it is told to. */
const BUILDER = `
  import { openIndex } from './compiled/index/build.js';
  import { embedder } from './embedder.js';
  const [corpusFolder, indexFolder] = process.argv.slice(2);
  process.once('message', async () => {
    for (;;) {
      await openIndex({ corpusFolder, indexFolder, embedder, force: true });
      process.send?.('built');
    }
  });
  process.send?.('ready');
`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('a builder killed at any moment leaves a whole index', { timeout: 180_000 }, async () => {
  await compile();
  const corpusFolder = join(root, 'corpus');
  const indexFolder = join(root, 'index');
  await mkdir(corpusFolder);
  for (let i = 0; i < DOCUMENTS; i++) {
    const text = `Fishing boat ${i} comes back to the harbour every evening.`;
    await writeFile(join(corpusFolder, `${i}.txt`), `${text}\n`);
  }
  await writeFile(join(root, 'builder.js'), BUILDER);
  await writeFile(join(root, 'embedder.js'), EMBEDDER);
  const { embedder }: { embedder: Embedder } = await import(join(root, 'embedder.js'));
  const start = () => {
    const child = fork(join(root, 'builder.js'), [corpusFolder, indexFolder]);
    return { child, ready: once(child, 'message') };
  };
  /** Starts to build; how long the second build took, the first one warming up. */
  const build = async (child: ChildProcess): Promise<number> => {
    child.send('build');
    await once(child, 'message');
    const started = performance.now();
    await once(child, 'message');
    return performance.now() - started;
  };

  let next = start();
  const killedAt: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ready } = next;
    await ready;
    // The one after it starts meanwhile.
    next = start();
    const duration = await build(child);
    // In the build that has just begun: each kill has a share of its duration to itself.
    const share = (kill + Math.random()) / KILLS;
    await pause(share * duration);
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    killedAt.push(share);
    const notices: unknown[] = [];
    const { index, built } = await openIndex({
      ...{ corpusFolder, indexFolder, embedder },
      onNotice: (notice) => notices.push(notice),
    });
    expect({ built, notices }).toEqual({ built: false, notices: [] });
    expect(await index.sample(Number.POSITIVE_INFINITY)).toHaveLength(DOCUMENTS);
    expect(await index.words('harbour', 'en', DOCUMENTS)).toHaveLength(DOCUMENTS);
  }
  expect(killedAt).toHaveLength(KILLS);
  next.child.kill('SIGKILL');
  await once(next.child, 'exit');
  // What the killed ones left, the next build sweeps away.
  await openIndex({ corpusFolder, indexFolder, embedder, force: true });
  expect(await readdir(indexFolder)).toHaveLength(2);
});
