import MiniSearch, { type AsPlainObject, type SearchOptions } from 'minisearch';
import SearchableMap from 'minisearch/SearchableMap';
import { LANGUAGES, type Language, otherLanguage, type Pair, type Passage } from '../corpus/document.js';
import type { Progress } from '../embedding/embedder.js';
import type { Hit } from './snapshot.js';
import { nearestSpelling, type Spellings } from './spelling.js';
import { fold, stem, type Word, wordsOf } from './terms.js';
import { topHits } from './vectors.js';

/** Weight of a word in a heading, against one in the text. */
const SECTION_BOOST = 1;
/** Number of pairs from which words in more than `COMMON_SHARE` of them are left out of a search. */
const LARGE = 5_000;
/** Measured on 100,000 passages: most of the time of a search goes to the words above this share. */
const COMMON_SHARE = 0.01;
/** However common, this many of a question's rarest words are searched. */
const KEPT_WORDS = 2;
/** Share of an unknown word's letters that may differ from an indexed one. */
const FUZZY = 0.2;
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
  readonly search: AsPlainObject;
}

/** The lexical half of an index: see `Index` for what each of them promises. */
export interface Words {
  words(question: string, language: Language, count: number): Hit[];
  pairsWith(word: string, language: Language): number;
  correct(word: string, language: Language): string | null;
  dump(): WordsDump;
}

interface Parts {
  readonly search: MiniSearch<PairWords>;
  readonly frequencies: Readonly<Record<Language, Map<string, number>>>;
  readonly spellings: Readonly<Record<Language, Spellings>>;
}

const OPTIONS = {
  fields: ['fr', 'frSection', 'en', 'enSection'],
  // The stems of a passage reach MiniSearch as a list (and are a string in its eyes); a question's, joined.
  stringifyField: (value: string[]) => value.join(' '),
  tokenize: (text: string) => text.split(' '),
  processTerm: (term: string) => term,
};

/** Indexes the words of pairs. */
export async function buildWords(pairs: readonly Pair[], onProgress?: Progress): Promise<Words> {
  const parts: Parts = {
    search: new MiniSearch<PairWords>(OPTIONS),
    frequencies: { fr: new Map(), en: new Map() },
    spellings: { fr: new SearchableMap(), en: new SearchableMap() },
  };
  const spellings = { fr: new Map<string, number>(), en: new Map<string, number>() };
  for (const [id, pair] of pairs.entries()) {
    const fields: PairWords = { id };
    for (const language of LANGUAGES) {
      const passage = pair[language];
      if (passage) addWords(passage, fields, parts.frequencies[language], spellings[language]);
    }
    parts.search.add(fields);
    if (id % CHUNK === CHUNK - 1) {
      onProgress?.(id + 1, pairs.length);
      await new Promise(setImmediate);
    }
  }
  for (const language of LANGUAGES) {
    for (const [word, count] of spellings[language]) parts.spellings[language].set(word, count);
  }
  onProgress?.(pairs.length, pairs.length);
  return wordsFrom(parts);
}

/** The words of a corpus from what `dump` gave. */
export function loadWords(dump: WordsDump): Words {
  const spellings = { fr: new SearchableMap<number>(), en: new SearchableMap<number>() };
  for (const language of LANGUAGES) {
    for (const [word, count] of dump.spellings[language]) spellings[language].set(word, count);
  }
  return wordsFrom({
    search: MiniSearch.loadJS<PairWords>(dump.search, OPTIONS),
    frequencies: { fr: new Map(dump.frequencies.fr), en: new Map(dump.frequencies.en) },
    spellings,
  });
}

function wordsFrom(parts: Parts): Words {
  return {
    words: (question, language, count) => searchWords(parts, question, language, count),
    pairsWith: (word, language) => pairsWith(parts, word, language),
    correct: (word, language) => correct(parts, word, language),
    dump: () => ({
      search: parts.search.toJSON(),
      frequencies: { fr: [...parts.frequencies.fr], en: [...parts.frequencies.en] },
      spellings: { fr: [...parts.spellings.fr], en: [...parts.spellings.en] },
    }),
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
  const section = wordsOf(passage.section, passage.language);
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
      fuzzy: (term) => (unknown.has(term) ? FUZZY : false),
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
  const telling = withoutCommon(wanted, parts.frequencies[language], parts.search.documentCount);
  if (telling.length === 0) return [];
  const results = parts.search.search(telling.join(' '), {
    ...options,
    fields: [language, `${language}Section`],
    boost: { [`${language}Section`]: SECTION_BOOST },
  });
  return results.map(({ id, score }) => ({ pair: Number(id), score }));
}

/** On a large corpus, leaves out the words that most passages share, but never a question's rarest ones. */
function withoutCommon(
  wanted: readonly string[],
  frequencies: ReadonlyMap<string, number>,
  pairs: number,
): string[] {
  const rarestFirst = [...new Set(wanted)].sort(
    (a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0),
  );
  if (pairs < LARGE) return rarestFirst;
  return rarestFirst.filter(
    (term, i) => i < KEPT_WORDS || (frequencies.get(term) ?? 0) <= COMMON_SHARE * pairs,
  );
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

function correct({ spellings }: Parts, word: string, language: Language): string | null {
  const folded = fold(word);
  if (LANGUAGES.some((each) => spellings[each].has(folded))) return null;
  return (
    nearestSpelling(folded, spellings[language]) ??
    nearestSpelling(folded, spellings[otherLanguage(language)])
  );
}
