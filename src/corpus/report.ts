import type { Corpus, Language, Problem } from './document.js';
import { lintCorpus } from './lint.js';

/** What was read of a file, and what is to be mended in it. */
export interface FileReport {
  /** Path relative to the corpus folder. */
  readonly file: string;
  readonly passages: number;
  /** How many of them are in each language; none that has no passage. */
  readonly languages: Readonly<Partial<Record<Language, number>>>;
  /** How many of them have a counterpart in the other language. */
  readonly paired: number;
  readonly problems: readonly Problem[];
}

/** A report of every file of a corpus, in path order; a file that nothing could be read of has no passage. */
export function reportOf(corpus: Corpus): FileReport[] {
  const problems = grouped(lintCorpus(corpus), ({ file }) => file);
  const passages = grouped(corpus.passages, ({ document }) => document);
  const paired = new Set(corpus.pairs.flatMap(({ fr, en }) => (fr === null || en === null ? [] : [fr, en])));
  const files = new Set([...corpus.files.map(({ path }) => path), ...problems.keys()]);
  return [...files].sort().map((file) => {
    const own = passages.get(file) ?? [];
    const languages = [...grouped(own, ({ language }) => language)].map(([language, { length }]) => [
      language,
      length,
    ]);
    return {
      file,
      passages: own.length,
      languages: Object.fromEntries(languages),
      paired: own.filter((passage) => paired.has(passage)).length,
      problems: problems.get(file) ?? [],
    };
  });
}

function grouped<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
