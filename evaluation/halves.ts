import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../src/config.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import { type Asked, askedOfGolden, askedOfLabelled } from './asked.js';
import { grouped, type LabelledDocument, OFF_TOPIC, writeCorpus } from './documents.js';
import type { GoldenQuestion } from './questions.js';

/** What a corpus of documents of ours is opened with, and where. */
export type Models = Pick<Config, 'model' | 'reader'>;

/** A corpus, open, and what is asked of it. */
export interface Opened {
  readonly engine: Engine;
  readonly corpusFolder: string;
  readonly questions: readonly Asked[];
}

/** Does some work with a folder that is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-evaluation-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens one corpus after another of documents of ours, `size` documents each; questions off topic are spread over them. */
export async function* corporaOf(
  documents: readonly LabelledDocument[],
  size: number,
  offTopic: readonly GoldenQuestion[],
  models: Models,
  folder: string,
): AsyncGenerator<Opened> {
  const groups = grouped(documents, size);
  for (const [i, group] of groups.entries()) {
    const corpusFolder = join(folder, `corpus-${size}-${i}`);
    await writeCorpus(corpusFolder, group);
    const engine = await openEngine({
      corpusFolder,
      indexFolder: join(folder, `index-${size}-${i}`),
      ...models,
    });
    const strangers = offTopic.filter((_, at) => at % groups.length === i);
    const questions = [
      ...group.flatMap((document) => document.questions.map(askedOfLabelled)),
      ...strangers.map((golden) => ({ ...askedOfGolden(golden, []), after: [], kind: OFF_TOPIC })),
    ];
    yield { engine, corpusFolder, questions };
  }
}
