import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';
import { openEmbedder } from '../embedding/transformers.js';
import { openIndex } from './build.js';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
const MODEL = fileURLToPath(new URL('../../models/verbatim-fr-en', import.meta.url));
const KILLS = 12;

const root = await mkdtemp(join(tmpdir(), 'verbatim-killed-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** Compiles the source aside, for a child process that Vitest does not run. */
async function compile(): Promise<void> {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const names = await readdir(SOURCE, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))) {
    const { outputText } = ts.transpileModule(await readFile(join(SOURCE, name), 'utf8'), {
      compilerOptions: options,
    });
    const file = join(root, 'compiled', name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, outputText);
  }
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await symlink(join(SOURCE, '..', 'node_modules'), join(root, 'node_modules'), 'junction');
}

const BUILDER = `
  import { openEmbedder } from './compiled/embedding/transformers.js';
  import { openIndex } from './compiled/index/build.js';
  const [model, corpusFolder, indexFolder] = process.argv.slice(2);
  const embedder = await openEmbedder({ id: model, cacheFolder: indexFolder });
  for (;;) {
    await openIndex({ corpusFolder, indexFolder, embedder, force: true });
    process.send?.('built');
  }
`;

it('a builder killed at any moment leaves a whole index', async () => {
  await compile();
  const corpusFolder = join(root, 'corpus');
  const indexFolder = join(root, 'index');
  await mkdir(corpusFolder);
  await writeFile(
    join(corpusFolder, 'harbour.txt'),
    'Fishing boats come back to the harbour every evening.\n',
  );
  await writeFile(join(root, 'builder.js'), BUILDER);
  const embedder = await openEmbedder({ id: MODEL, cacheFolder: root });
  for (let kill = 0; kill < KILLS; kill++) {
    const child = fork(join(root, 'builder.js'), [MODEL, corpusFolder, indexFolder]);
    const exit = once(child, 'exit');
    await once(child, 'message');
    // Anywhere in one of its next builds, which take some ten milliseconds.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    child.kill('SIGKILL');
    await exit;
    const notices: unknown[] = [];
    const { index, built } = await openIndex({
      corpusFolder,
      indexFolder,
      embedder,
      onNotice: (notice) => notices.push(notice),
    });
    expect({ built, notices }).toEqual({ built: false, notices: [] });
    expect(index.words('harbour', 'en', 1)).toHaveLength(1);
  }
  // What the killed ones left, the next build sweeps away.
  await openIndex({ corpusFolder, indexFolder, embedder, force: true });
  expect(await readdir(indexFolder)).toHaveLength(2);
});
