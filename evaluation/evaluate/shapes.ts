import { fileURLToPath } from 'node:url';
import type { ModelSettings } from '../../src/embedding/transformers.js';
import { openEngine } from '../../src/search/engine.js';
import { askAll } from './outcome.js';
import { readOwnQuestions } from './own-questions.js';
import { byLanguageOfAnswer, type Parity } from './parity.js';
import { type Measured, measure } from './systems.js';

/** Documents as people have them: a text file in French, a log in both languages, a long report in English. */
export const SHAPES_CORPUS = fileURLToPath(new URL('../shapes', import.meta.url));
/** What is asked of them. Nothing is learned from it. */
export const SHAPES_QUESTIONS = fileURLToPath(new URL('../questions/shapes.jsonl', import.meta.url));

/** How well documents are answered from that were not written for Verbatim. */
export interface Shapes {
  readonly measured: Measured;
  readonly across: Parity | null;
  readonly corpusHash: string;
  readonly passages: number;
}

/**
 * Asks the questions about documents of other shapes, with the judge and the thresholds as shipped.
 *
 * @param indexFolder Where their index is made; best a folder that is removed.
 */
export async function measureShapes(model: ModelSettings, indexFolder: string): Promise<Shapes> {
  const engine = await openEngine({ corpusFolder: SHAPES_CORPUS, indexFolder, model });
  const outcomes = await askAll(engine, await readOwnQuestions(SHAPES_QUESTIONS));
  const { index } = engine;
  return {
    measured: measure({ name: 'Verbatim, documents of other shapes', outcomes, kind: 'verbatim' }),
    across: byLanguageOfAnswer(outcomes, index),
    corpusHash: index.manifest.corpus.hash,
    passages: index.passages.length,
  };
}
