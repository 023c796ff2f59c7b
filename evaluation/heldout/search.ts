import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../src/corpus/document.js';
import type { ModelSettings } from '../../src/models/encoder.js';
import { type Engine, openEngine } from '../../src/search/engine.js';
import { allPairs } from '../asked.js';

/**
 * Opens the engine over a corpus that is one page of our own format, in a temporary folder: each passage
 * is a paragraph of it, so that none is cut, and none stands under a heading. The position of a pair in
 * the index is that of its passage.
 *
 * @throws Error when the index does not hold the very passages given, in order.
 */
export async function withEngineOver<T>(
  passages: readonly string[],
  language: Language,
  model: ModelSettings,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-heldout-'));
  try {
    const corpusFolder = join(folder, 'corpus');
    await mkdir(corpusFolder);
    await writeFile(join(corpusFolder, `page.${language}.md`), pageOf(passages));
    const engine = await openEngine({
      corpusFolder,
      indexFolder: join(folder, 'index'),
      model,
      reader: null,
    });
    await checkPassages(engine, passages, language);
    return await use(engine);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A page whose paragraphs are these passages; its title has no word that a question could meet. */
export function pageOf(passages: readonly string[]): string {
  return ['---\ntitle: "–"\n---', ...passages.map(paragraphOf), ''].join('\n\n');
}

/** A passage so that nothing in it is Markdown. */
function paragraphOf(passage: string): string {
  return lineOf(passage).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

function lineOf(passage: string): string {
  return passage.replace(/\s+/g, ' ').trim();
}

async function checkPassages(engine: Engine, passages: readonly string[], language: Language): Promise<void> {
  const pairs = await allPairs(engine);
  if (pairs.length !== passages.length)
    throw new Error(`${passages.length} passages were written, the index has ${pairs.length}`);
  for (const [i, passage] of passages.entries()) {
    const read = pairs[i]?.[language]?.text;
    if (read === undefined || lineOf(read) !== lineOf(passage))
      throw new Error(`passage ${i + 1} was not read as it was written`);
  }
}
