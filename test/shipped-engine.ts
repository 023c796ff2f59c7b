import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { PROJECT_ROOT } from '../src/environment.js';
import { openEngine } from '../src/search/engine.js';
import { shippedModels } from './shipped-models.js';

export const shippedCorpus = join(PROJECT_ROOT, 'corpus');

/** An engine over the shipped corpus with the shipped models, as a user has them, in an index of its own that goes with the test file. */
export async function openShippedEngine() {
  const indexFolder = await mkdtemp(join(tmpdir(), 'verbatim-shipped-'));
  afterAll(() => rm(indexFolder, { recursive: true, force: true }));
  return openEngine({ corpusFolder: shippedCorpus, indexFolder, ...shippedModels(indexFolder) });
}
