import type { Language } from '../corpus/document.js';
import { keyOf } from '../index/keys.js';
import type { Index } from '../index/snapshot.js';
import type { Topic } from './answer.js';
import type { Ranked } from './order.js';
import { sideOf } from './passage.js';

const EXAMPLES = 3;
/** Headings offered when the corpus does not answer. */
const TOPICS = 3;

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

/** The headings that the candidates of a question stand under, nearest first. */
export function topicsOf(ranked: readonly Ranked[], language: Language, index: Index): Topic[] {
  const topics = new Map<string, Topic>();
  for (const { pair } of ranked) {
    const found = index.pairs[pair];
    const side = found === undefined ? null : sideOf(found, language);
    if (found === undefined || side === null) continue;
    const title = side.section || (index.documents.get(side.document)?.source.title ?? '');
    if (title !== '' && !topics.has(title)) topics.set(title, { pair: found.id, key: keyOf(found), title });
    if (topics.size === TOPICS) break;
  }
  return [...topics.values()];
}
