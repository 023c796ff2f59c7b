import MiniSearch, { type AsPlainObject, type SearchOptions } from 'minisearch';
import SearchableMap from 'minisearch/SearchableMap';
import { LANGUAGES, type Language, otherLanguage, type Pair, type Passage } from '../corpus/document.js';
import type { Progress } from '../models/embedder.js';
import { jsonList } from './json.js';
import type { Hit } from './snapshot.js';
import { LONGEST_MISSPELT, nearestSpelling, type Spellings } from './spelling.js';
import { fold, stem, type Word, wordsOf } from './terms.js';
import { topHits } from './vectors.js';

/** Weight of a word in a heading, against one in the text. */
const SECTION_BOOST = 0.5;
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

/** The stems of a pair: what MiniSearch is given of it. */
type PairWords = { id: number } & { [F in Language | `${Language}Section`]?: string[] };

/** The words of a corpus, as plain data. */
export interface WordsDump {
  /** Per language: stem, and the number of pairs it occurs in. */
  readonly frequencies: Readonly<Record<Language, readonly (readonly [string, number])[]>>;
  /** Per language: folded word, and the number of pairs it occurs in. */
  readonly spellings: Readonly<Record<Language, readonly (readonly [string, number])[]>>;
  /** MiniSearch's own form, but for the terms. */
  readonly search: AsPlainObject;
  /** What MiniSearch has of every term: `search.index`. */
  readonly terms: AsPlainObject['index'];
}

/** The lexical half of an index: see `Index` for what each of them promises. */
export interface Words {
  words(question: string, language: Language, count: number): Hit[];
  pairsWith(word: string, language: Language): number;
  correct(word: string, language: Language): string | null;
}

/** Words just built, which can be written. */
export interface BuiltWords extends Words {
  /** A `WordsDump` as JSON, in pieces. */
  json(): Iterable<string>;
}

interface Parts {
  readonly search: MiniSearch<PairWords>;
  readonly frequencies: Readonly<Record<Language, Map<string, number>>>;
  readonly spellings: Readonly<Record<Language, Map<string, number>>>;
}

const OPTIONS = {
  fields: ['fr', 'frSection', 'en', 'enSection'],
  // The stems of a passage reach MiniSearch as a list (and are a string in its eyes); a question's, joined.
  stringifyField: (value: string[]) => value.join(' '),
  tokenize: (text: string) => text.split(' '),
  processTerm: (term: string) => term,
};

/** A MiniSearch that gives out its index term by term: of a large one `toJSON` alone takes hundreds of megabytes. */
class WordSearch extends MiniSearch<PairWords> {
  *terms(): Generator<AsPlainObject['index'][number]> {
    for (const [term, fields] of this._index) {
      const counts = [...fields].map(([field, pairs]) => [field, Object.fromEntries(pairs)]);
      yield [term, Object.fromEntries(counts)];
    }
  }

  withoutTerms(): AsPlainObject {
    const index = this._index;
    this._index = new WordSearch(OPTIONS)._index;
    try {
      return this.toJSON();
    } finally {
      this._index = index;
    }
  }
}

/** Indexes the words of pairs. */
export async function buildWords(pairs: readonly Pair[], onProgress?: Progress): Promise<BuiltWords> {
  const search = new WordSearch(OPTIONS);
  const parts: Parts = {
    search,
    frequencies: { fr: new Map(), en: new Map() },
    spellings: { fr: new Map(), en: new Map() },
  };
  for (const [id, pair] of pairs.entries()) {
    const fields: PairWords = { id };
    for (const language of LANGUAGES) {
      const passage = pair[language];
      if (passage) addWords(passage, fields, parts.frequencies[language], parts.spellings[language]);
    }
    search.add(fields);
    if (id % CHUNK === CHUNK - 1) {
      onProgress?.(id + 1, pairs.length);
      await new Promise(setImmediate);
    }
  }
  onProgress?.(pairs.length, pairs.length);
  return { ...wordsFrom(parts), json: () => jsonOf(parts, search) };
}

function* jsonOf({ frequencies, spellings }: Parts, search: WordSearch): Generator<string> {
  const perLanguage = (counts: Readonly<Record<Language, Map<string, number>>>) =>
    JSON.stringify({ fr: [...counts.fr], en: [...counts.en] });
  yield `{"frequencies":${perLanguage(frequencies)},"spellings":${perLanguage(spellings)}`;
  yield `,"search":${JSON.stringify(search.withoutTerms())},"terms":`;
  yield* jsonList(search.terms());
  yield '}';
}

/** The words of a corpus from what `json` gave. */
export function loadWords(dump: WordsDump): Words {
  return wordsFrom({
    search: MiniSearch.loadJS<PairWords>({ ...dump.search, index: dump.terms }, OPTIONS),
    frequencies: { fr: new Map(dump.frequencies.fr), en: new Map(dump.frequencies.en) },
    spellings: { fr: new Map(dump.spellings.fr), en: new Map(dump.spellings.en) },
  });
}

function wordsFrom(parts: Parts): Words {
  // Made when a first unknown word is asked for: most questions have none, and of a large corpus it takes a while.
  const trees: { [L in Language]?: Spellings } = {};
  const treeOf = (language: Language): Spellings => {
    const tree = trees[language] ?? SearchableMap.from([...parts.spellings[language]]);
    trees[language] = tree;
    return tree;
  };
  return {
    words: (question, language, count) => searchWords(parts, question, language, count),
    pairsWith: (word, language) => pairsWith(parts, word, language),
    correct: (word, language) => correct(parts, treeOf, word, language),
  };
}

/** Puts the stems of a passage into the fields of its pair, and counts its words. */
function addWords(
  passage: Passage,
  fields: PairWords,
  frequencies: Map<string, number>,
  spellings: Map<string, number>,
): void {
  const text = wordsOf(passage.text, passage.language);
  const section = wordsOf(passage.path.join('\n'), passage.language);
  fields[passage.language] = text.map((word) => word.term);
  fields[`${passage.language}Section`] = section.map((word) => word.term);
  const found = [...text, ...section];
  for (const term of new Set(found.map((word) => word.term))) increment(frequencies, term);
  for (const word of new Set(found.map((word) => word.folded))) increment(spellings, word);
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function searchWords(parts: Parts, question: string, language: Language, count: number): Hit[] {
  const other = otherLanguage(language);
  const { frequencies } = parts;
  const words = withCompounds(wordsOf(question, language), language, frequencies[language]);
  const last = words.at(-1)?.term;
  const large = parts.search.documentCount >= LARGE;
  const own: string[] = [];
  // Names, numbers and acronyms are the same in the other language.
  const foreign: string[] = [];
  const unknown = new Set<string>();
  for (const { folded, term } of words) {
    const foreignTerm = stem(folded, other);
    const isForeign = frequencies[other].has(foreignTerm);
    if (isForeign) foreign.push(foreignTerm);
    if (frequencies[language].has(term) || !isForeign || term === last) own.push(term);
    if (!frequencies[language].has(term) && !isForeign && !/\d/.test(term)) unknown.add(term);
  }
  const best = new Map<number, number>();
  const keepBetter = (hits: readonly Hit[]) => {
    for (const { pair, score } of hits) {
      if (score > (best.get(pair) ?? 0)) best.set(pair, score);
    }
  };
  keepBetter(
    searchLanguage(parts, language, own, {
      fuzzy: (term) => (unknown.has(term) && !large && term.length <= LONGEST_MISSPELT ? FUZZY : false),
      prefix: (term) => term === last && term.length >= SHORTEST_PREFIX && (!large || unknown.has(term)),
    }),
  );
  keepBetter(searchLanguage(parts, other, foreign, {}));
  return topHits(best, count);
}

function searchLanguage(
  parts: Parts,
  language: Language,
  wanted: readonly string[],
  options: SearchOptions,
): Hit[] {
  const telling = withoutCommon(wanted, parts.frequencies[language]);
  if (telling.length === 0) return [];
  const results = parts.search.search(telling.join(' '), {
    ...options,
    maxFuzzy: MOST_EDITS,
    fields: [language, `${language}Section`],
    boost: { [`${language}Section`]: SECTION_BOOST },
  });
  return results.map(({ id, score }) => ({ pair: Number(id), score }));
}

/** Leaves out the words that too many pairs share, but never the rarest of those that the corpus knows. */
function withoutCommon(wanted: readonly string[], frequencies: ReadonlyMap<string, number>): string[] {
  const pairsWithTerm = (term: string) => frequencies.get(term) ?? 0;
  const rarestFirst = [...new Set(wanted)].sort((a, b) => pairsWithTerm(a) - pairsWithTerm(b));
  let found = 0;
  return rarestFirst.filter((term) => {
    const before = found;
    found += pairsWithTerm(term);
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

function pairsWith({ frequencies }: Parts, word: string, language: Language): number {
  const counts = wordsOf(word, language).map(({ folded, term }) =>
    Math.max(
      frequencies[language].get(term) ?? 0,
      frequencies[otherLanguage(language)].get(stem(folded, otherLanguage(language))) ?? 0,
    ),
  );
  // Of a hyphenated word, the last is the whole in one piece; its parts may stand apart in the corpus.
  const whole = counts.pop() ?? 0;
  return counts.length === 0 ? whole : Math.max(whole, Math.min(...counts));
}

function correct(
  { spellings }: Parts,
  treeOf: (language: Language) => Spellings,
  word: string,
  language: Language,
): string | null {
  const folded = fold(word);
  if (LANGUAGES.some((each) => spellings[each].has(folded))) return null;
  return (
    nearestSpelling(folded, treeOf(language)) ?? nearestSpelling(folded, treeOf(otherLanguage(language)))
  );
}
