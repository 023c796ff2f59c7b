import { LANGUAGES, type Passage } from '../corpus/document.js';
import { fold, wordsOf } from '../index/terms.js';

/** Whether a folded word is written as a name in the corpus. */
export type IsName = (folded: string) => boolean;

/** The names of a corpus. */
export interface Names {
  readonly isName: IsName;
  /** The name that initials stand for ("JMB" for "Jean-Marc Borello"), or null. */
  expand(initials: string): string | null;
}

/** One or more capitalised words, with the particles inside a name. */
export const NAME =
  /\p{Lu}[\p{L}\p{M}]*(?:[-’'.]\p{L}[\p{L}\p{M}]*)*(?:\s(?:(?:de|du|des|de la|d’|von|van|of|et|and)\s)?\p{Lu}[\p{L}\p{M}]*(?:[-’'.]\p{L}[\p{L}\p{M}]*)*)*/gu;

/** Share of its occurrences, sentence openings left out, that a name is written with a capital. */
const MOSTLY = 0.6;
/** Fewest initials that stand for a name: two are too common. */
const FEWEST_INITIALS = 3;

/** Words that open sentences before a name (folded), beside the stop words. */
const OPENINGS = new Set(
  'apres avant depuis selon pendant vers outre malgre after before since according during around despite'.split(
    ' ',
  ),
);

/** Whether a folded word, at the head of a sentence, has its capital from there and not from a name. */
export function opensSentence(folded: string): boolean {
  return OPENINGS.has(folded) || LANGUAGES.some((language) => wordsOf(folded, language).length === 0);
}

/** Learns which words the passages of a corpus write as names, with a capital inside sentences, and their initials. */
export function learnNames(passages: readonly Pick<Passage, 'text' | 'language'>[]): Names {
  const seen = new Map<string, { capital: number; all: number }>();
  const runs = new Set<string>();
  const byInitials = new Map<string, string>();
  for (const { text } of passages) {
    for (const match of text.matchAll(/(?<![.!?…:»”"]\s{1,2}|^)(?<![\p{L}\p{M}])\p{L}[\p{L}\p{M}]+/gu)) {
      const word = fold(match[0]);
      const count = seen.get(word) ?? { capital: 0, all: 0 };
      if (/^\p{Lu}/u.test(match[0])) count.capital++;
      count.all++;
      seen.set(word, count);
    }
    for (const [name] of text.matchAll(NAME)) {
      const words = name.split(/\s+/);
      // Of a name that opens a sentence, the first word says nothing by itself: "Bill Drayton" does.
      const opening = fold(words[0] ?? '');
      if (words.length > 1 && !opensSentence(opening)) runs.add(opening);
      for (const word of words) if (word.includes('-')) runs.add(fold(word.replaceAll('-', '')));
      const initials = (name.match(/(?<![\p{L}\p{M}])\p{Lu}/gu) ?? []).map(fold).join('');
      if (initials.length >= FEWEST_INITIALS && !byInitials.has(initials)) byInitials.set(initials, name);
    }
  }
  const names = new Set(runs);
  for (const [word, { capital, all }] of seen) if (capital / all >= MOSTLY) names.add(word);
  return {
    isName: (folded) => names.has(folded),
    expand: (initials) => byInitials.get(fold(initials)) ?? null,
  };
}
