import type { Language, Passage } from '../corpus/document.js';
import { firstQuestions, type Subject } from '../corpus/subjects.js';
import { keyOf } from '../index/keys.js';
import type { Topic } from './answer.js';
import type { Ranked } from './order.js';
import { sideOf } from './passage.js';

const EXAMPLES = 3;
/** Headings offered when the corpus does not answer. */
const TOPICS = 3;

/** A few questions that the pages of subjects list, else headings of the passages given, in a language. */
export function examplesOf(
  subjects: readonly Subject[],
  passages: readonly Passage[],
  language: Language,
): string[] {
  const questions = firstQuestions(subjects).slice(0, EXAMPLES);
  return questions.length > 0 ? questions : exampleTopics(passages, language);
}

/** A few headings in a language, spread over the passages given; fewer when they have fewer. */
export function exampleTopics(passages: readonly Passage[], language: Language): string[] {
  const inLanguage = passages.filter((passage) => passage.language === language && passage.section !== '');
  const headings = [...new Set(inLanguage.map(({ section }) => section))];
  const picked = Array.from(
    { length: EXAMPLES },
    (_, i) => headings[Math.floor((i * headings.length) / EXAMPLES)],
  );
  return [...new Set(picked.filter((heading) => heading !== undefined))];
}

/** The headings that the candidates of a question stand under, nearest first. */
export function topicsOf(ranked: readonly Ranked[], language: Language): Topic[] {
  const topics = new Map<string, Topic>();
  for (const { pair } of ranked) {
    const side = sideOf(pair, language);
    const title = side?.section || (side?.source.title ?? '');
    if (title !== '' && !topics.has(title)) topics.set(title, { pair: pair.id, key: keyOf(pair), title });
    if (topics.size === TOPICS) break;
  }
  return [...topics.values()];
}
