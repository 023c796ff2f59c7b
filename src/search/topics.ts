import type { Language } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';

const EXAMPLES = 3;

/** A few headings of the corpus in a language, spread over the whole of it; fewer when it has fewer. */
export function exampleTopics(index: Pick<Index, 'passages'>, language: Language): string[] {
  const headings = [
    ...new Set(
      index.passages
        .filter((passage) => passage.language === language && passage.section !== '')
        .map((passage) => passage.section),
    ),
  ];
  const picked = Array.from(
    { length: EXAMPLES },
    (_, i) => headings[Math.floor((i * headings.length) / EXAMPLES)],
  );
  return [...new Set(picked.filter((heading) => heading !== undefined))];
}
