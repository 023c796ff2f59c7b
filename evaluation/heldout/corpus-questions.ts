import { findPages } from '../../src/corpus/pages.js';
import { readCorpus } from '../../src/corpus/read.js';
import type { Translated } from './sets.js';

/** The questions that the pages of a corpus list, each with its translation in the page beside it. */
export async function readCorpusQuestions(corpusFolder: string): Promise<Translated[]> {
  const { documents } = await readCorpus(corpusFolder);
  const pages = findPages(documents.map(({ path }) => path));
  const listed = new Map(documents.map(({ path, questions }) => [path, questions]));
  return documents.flatMap(({ path, questions }) => {
    const page = pages.get(path);
    const translations = listed.get(page?.counterpart ?? '') ?? [];
    // Which goes with which is known only where both list as many.
    if (page?.language !== 'fr' || translations.length !== questions.length) return [];
    return translations.map((en, i) => ({ fr: questions[i] ?? '', en }));
  });
}
