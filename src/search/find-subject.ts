import { type Language, otherLanguage } from '../corpus/document.js';
import type { Subject } from '../corpus/subjects.js';
import { fold } from '../index/terms.js';

/**
 * The subjects that may be meant by what was typed, best first: those whose name or alias it is, then those it is the
 * beginning of, or of a word of, then those it holds the name of. All of them when nothing was typed. Whatever the accents and
 * capitals; of subjects of one name the first.
 */
export function subjectsMeant(typed: string, subjects: readonly Subject[]): Subject[] {
  const wanted = wordsIn(typed);
  const seen = new Set<string>();
  return subjects
    .filter(({ name }) => !seen.has(fold(name)) && seen.add(fold(name)))
    .map((subject) => ({
      subject,
      distance: Math.min(...namesOf(subject).map((name) => distanceOf(name, wanted))),
    }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
    .map(({ subject }) => subject);
}

/** The names of a subject, its own first. */
export function namesOf({ name, aliases }: Pick<Subject, 'name' | 'aliases'>): string[] {
  return [name, ...aliases];
}

function distanceOf(name: string, wanted: string): number {
  const words = wordsIn(name);
  if (words === wanted) return 0;
  if (words.startsWith(wanted)) return 1;
  if (` ${words}`.includes(` ${wanted}`)) return 2;
  return words !== '' && ` ${wanted} `.includes(` ${words} `) ? 3 : Number.POSITIVE_INFINITY;
}

/** The words of a text, folded, a space between two; the text itself where it has none. */
function wordsIn(text: string): string {
  return (
    fold(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? text.trim()
  );
}

/** The subject that is meant, in a language when the corpus has it there, else in the other; null when there is none. */
export function findSubject(
  typed: string,
  language: Language,
  subjectsIn: (language: Language) => readonly Subject[],
): { readonly subject: Subject; readonly language: Language } | null {
  if (wordsIn(typed) === '') return null;
  const found = [language, otherLanguage(language)].flatMap((each) =>
    subjectsMeant(typed, subjectsIn(each)).map((subject) => ({
      subject,
      language: each,
      isExact: namesOf(subject).some((name) => wordsIn(name) === wordsIn(typed)),
    })),
  );
  return found.find(({ isExact }) => isExact) ?? found[0] ?? null;
}
