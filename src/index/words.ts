import SearchableMap from 'minisearch/SearchableMap';
import { LANGUAGES, type Language, otherLanguage, type Pair } from '../corpus/document.js';
import type { Progress } from '../models/embedder.js';
import { once } from './once.js';
import { collectPostings, type Postings, pairsWithTerm, scoresOf } from './postings.js';
import type { Hit } from './snapshot.js';
import { LONGEST_MISSPELT, nearestSpelling, type Spellings } from './spelling.js';
import { fold, stem, type Word, wordsOf } from './terms.js';
import { topHits } from './vectors.js';

/**
 * Number of pairs from which a known last word is not taken for the beginning of others, nor an unknown one for
 * whatever is spelt nearly so: those would be hundreds. `correct` still finds the nearest one.
 */
const LARGE = 5_000;
/**
 * A question's words are looked for, rarest first, until they stand in this many pairs, counted once a word:
 * some 2 ms on any corpus, where the common words alone could take fifty.
 */
const MOST_FOUND = 2_000;
/** Share of an unknown word's letters that may differ from an indexed one. */
const FUZZY = 0.2;
const MOST_EDITS = 2;
/** Shorter words are not completed. */
const SHORTEST_PREFIX = 4;
/** Pairs added between two turns of the event loop. */
const CHUNK = 1_000;

type PerLanguage<T> = Readonly<Record<Language, T>>;

/** The lexical half of an index: see `Index` for what each of them promises. */
export interface Words {
  words(question: string, language: Language, count: number): Hit[];
  pairsWith(word: string, language: Language): number;
  correct(word: string, language: Language): string | null;
}

/** What the words of a corpus are looked up in. */
export interface WordTables {
  readonly postings: PerLanguage<Postings>;
  /** Folded word, and the number of pairs it occurs in. */
  readonly spellings: PerLanguage<ReadonlyMap<string, number>>;
}

/** Words just built, which can be written. */
export interface BuiltWords extends Words {
  readonly tables: WordTables;
}

interface Parts extends WordTables {
  /** Terms, and words as spelt, for what is nearly one of them. */
  readonly termTree: PerLanguage<() => SearchableMap<number>>;
  readonly spellingTree: PerLanguage<() => Spellings>;
}

/** Indexes the words of pairs. */
export async function buildWords(pairs: readonly Pair[], onProgress?: Progress): Promise<BuiltWords> {
  const builders = { fr: collectPostings(pairs.length), en: collectPostings(pairs.length) };
  const spellings = { fr: new Map<string, number>(), en: new Map<string, number>() };
  for (const [number, pair] of pairs.entries()) {
    for (const language of LANGUAGES) {
      const passage = pair[language];
      if (passage === null) continue;
      const text = wordsOf(passage.text, language);
      const over = wordsOf(passage.path.join('\n'), language);
      builders[language].add(number, text.map(termOf), over.map(termOf));
      for (const word of new Set([...text, ...over].map(({ folded }) => folded))) {
        spellings[language].set(word, (spellings[language].get(word) ?? 0) + 1);
      }
    }
    if (number % CHUNK === CHUNK - 1) {
      onProgress?.(number + 1, pairs.length);
      await new Promise(setImmediate);
    }
  }
  onProgress?.(pairs.length, pairs.length);
  const tables = { postings: { fr: builders.fr.build(), en: builders.en.build() }, spellings };
  return { ...wordsOver(tables), tables };
}

const termOf = ({ term }: Word) => term;

/** The words of a corpus by their tables. */
export function wordsOver(tables: WordTables): Words {
  const { postings, spellings } = tables;
  // Made when first asked for: most questions ask for none, and of a large corpus they take a while.
  const treeOver = (counts: ReadonlyMap<string, number>) => once(() => SearchableMap.from([...counts]));
  const parts: Parts = {
    ...tables,
    termTree: { fr: treeOver(postings.fr.rows), en: treeOver(postings.en.rows) },
    spellingTree: { fr: treeOver(spellings.fr), en: treeOver(spellings.en) },
  };
  return {
    words: (question, language, count) => searchWords(parts, question, language, count),
    pairsWith: (word, language) => pairsWith(parts, word, language),
    correct: (word, language) => correct(parts, word, language),
  };
}

function searchWords(parts: Parts, question: string, language: Language, count: number): Hit[] {
  const other = otherLanguage(language);
  const { postings } = parts;
  const words = withCompounds(wordsOf(question, language), language, postings[language].rows);
  const last = words.at(-1)?.term;
  const large = postings[language].lengths.length / 2 >= LARGE;
  const own = new Set<string>();
  // Names, numbers and acronyms are the same in the other language.
  const foreign = new Set<string>();
  const unknown = new Set<string>();
  for (const { folded, term } of words) {
    const foreignTerm = stem(folded, other);
    const isForeign = postings[other].rows.has(foreignTerm);
    if (isForeign) foreign.add(foreignTerm);
    const isOwn = postings[language].rows.has(term);
    if (isOwn || !isForeign || term === last) own.add(term);
    if (!isOwn && !isForeign && !/\d/.test(term)) unknown.add(term);
  }
  const wanted = withoutCommon(own, postings[language]).map((term) => ({
    term,
    prefix: term === last && term.length >= SHORTEST_PREFIX && (!large || unknown.has(term)),
    edits: unknown.has(term) && !large && term.length <= LONGEST_MISSPELT ? editsIn(term) : 0,
  }));
  const found = withoutCommon(foreign, postings[other]).map((term) => ({ term, prefix: false, edits: 0 }));
  const best = scoresOf(postings[language], wanted, parts.termTree[language]);
  for (const [pair, score] of scoresOf(postings[other], found, parts.termTree[other])) {
    if (score > (best.get(pair) ?? 0)) best.set(pair, score);
  }
  return topHits(best, count);
}

/** How many letters of an unknown word may differ from an indexed one's. */
function editsIn(term: string): number {
  return Math.min(MOST_EDITS, Math.round(FUZZY * term.length));
}

/** Leaves out the words that too many pairs share, but never the rarest of those that the corpus knows. */
function withoutCommon(wanted: ReadonlySet<string>, postings: Postings): string[] {
  const rarestFirst = [...wanted].sort((a, b) => pairsWithTerm(postings, a) - pairsWithTerm(postings, b));
  let found = 0;
  return rarestFirst.filter((term) => {
    const before = found;
    found += pairsWithTerm(postings, term);
    return before === 0 || found <= MOST_FOUND;
  });
}

/** Adds the neighbours that the corpus writes in one piece: `vice présidence` also looks for `viceprésidence`. */
function withCompounds(
  words: readonly Word[],
  language: Language,
  known: ReadonlyMap<string, number>,
): Word[] {
  const compounds = words.slice(1).map((word, i) => {
    const folded = `${words[i]?.folded ?? ''}${word.folded}`;
    return { folded, term: stem(folded, language) };
  });
  return [...compounds.filter(({ term }) => known.has(term)), ...words];
}

function pairsWith({ postings }: Parts, word: string, language: Language): number {
  const other = otherLanguage(language);
  const counts = wordsOf(word, language).map(({ folded, term }) =>
    Math.max(pairsWithTerm(postings[language], term), pairsWithTerm(postings[other], stem(folded, other))),
  );
  // Of a hyphenated word, the last is the whole in one piece; its parts may stand apart in the corpus.
  const whole = counts.pop() ?? 0;
  return counts.length === 0 ? whole : Math.max(whole, Math.min(...counts));
}

function correct({ spellings, spellingTree }: Parts, word: string, language: Language): string | null {
  const folded = fold(word);
  if (LANGUAGES.some((each) => spellings[each].has(folded))) return null;
  const nearest = (each: Language) => nearestSpelling(folded, spellingTree[each]());
  return nearest(language) ?? nearest(otherLanguage(language));
}
