import SearchableMap from 'minisearch/SearchableMap';
import { LANGUAGES } from '../corpus/document.js';
import { nearestSpelling, type Spellings } from './spelling.js';
import { STOP_WORDS } from './stop-words.js';
import { fold } from './terms.js';

/** How well a word typed so far is met by a word of the dictionary, 0–1. */
const QUALITY = { whole: 1, completed: 0.9, inflected: 0.8, misspelt: 0.6 } as const;
/** Most letters that part two inflections of a word, and the shortest word that is taken for one. */
const ENDING = 2;
const SHORTEST_INFLECTED = 4;
/** A misspelling is looked for in words of these lengths. */
const SHORTEST_MISSPELT = 4;
const LONGEST_MISSPELT = 30;
/** Words that complete one, at most: a single letter begins thousands. */
const MOST_COMPLETIONS = 500;
/** Weight of a stop word, against that of another word as frequent. */
const STOP_WEIGHT = 0.1;
/** What is typed is read up to here, in UTF-16 code units, and by so many different words. */
const MOST_READ = 200;
const MOST_WORDS = 12;

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const STOPS = new Set(LANGUAGES.flatMap((language) => [...STOP_WORDS[language]].map(fold)));

/** The words of a text, folded, in order: stop words too, since people type them, and what hyphens and elisions join. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A word of what was typed. */
export interface TypedWord {
  /** The words of the dictionary that it may stand for, each with how well it meets it, 0–1. */
  readonly meanings: ReadonlyMap<string, number>;
  /** How much it tells, above 0: much for a rare word and an unknown one, little for a stop word. */
  readonly weight: number;
}

/** The words that entries hold, to be found as they are typed. */
export interface Dictionary {
  /** The entries with a word, by their numbers, ascending. */
  entriesWith(word: string): readonly number[];
  /** The words typed, most telling first; the last may be unfinished unless white space follows it. */
  read(typed: string): TypedWord[];
}

/** Makes a dictionary of the words of numbered entries. */
export function createDictionary(entries: readonly (readonly string[])[]): Dictionary {
  const postings = new Map<string, number[]>();
  for (const [entry, words] of entries.entries()) {
    for (const word of words) {
      const known = postings.get(word);
      if (known === undefined) postings.set(word, [entry]);
      else if (known.at(-1) !== entry) known.push(entry);
    }
  }
  const spellings: Spellings = new SearchableMap();
  for (const [word, { length }] of postings) spellings.set(word, length);

  function weigh(word: string, meanings: ReadonlyMap<string, number>): number {
    let found = 0;
    for (const meaning of meanings.keys()) found += postings.get(meaning)?.length ?? 0;
    const rarity = Math.log(1 + entries.length / Math.max(1, found));
    const isStop = STOPS.has(word) || (found > 0 && [...meanings.keys()].every((each) => STOPS.has(each)));
    return (isStop ? STOP_WEIGHT : 1) * Math.max(rarity, Number.EPSILON);
  }

  return {
    entriesWith: (word) => postings.get(word) ?? [],
    read: (typed) => {
      const start = typed.slice(0, MOST_READ);
      const words = [...new Set(foldedWords(start))].slice(0, MOST_WORDS);
      const unfinished = /[\p{L}\p{M}\p{N}]$/u.test(start) ? words.at(-1) : undefined;
      return words
        .map((word) => {
          const meanings =
            word === unfinished ? meaningsOfStart(word, spellings) : meaningsOf(word, spellings);
          return { meanings, weight: weigh(word, meanings) };
        })
        .sort((a, b) => b.weight - a.weight);
    },
  };
}

/** What a whole word may stand for: itself and its inflections, else the word it nearly is. */
function meaningsOf(word: string, spellings: Spellings): Map<string, number> {
  const meanings = new Map<string, number>();
  if (word.length >= SHORTEST_INFLECTED) {
    for (const each of startingWith(word, spellings)) {
      if (each.length <= word.length + ENDING) meanings.set(each, QUALITY.inflected);
    }
  }
  if (spellings.has(word)) meanings.set(word, QUALITY.whole);
  return meanings.size > 0 ? meanings : misspelt(word, spellings);
}

/** What the start of a word may stand for: the words that it begins; else those that it nearly begins. */
function meaningsOfStart(start: string, spellings: Spellings): Map<string, number> {
  const meanings = new Map<string, number>();
  if (spellings.has(start)) meanings.set(start, QUALITY.whole);
  for (const word of startingWith(start, spellings)) {
    if (word !== start) meanings.set(word, QUALITY.completed);
  }
  if (meanings.size > 0) return meanings;
  if (start.length < SHORTEST_MISSPELT || start.length > LONGEST_MISSPELT) return meanings;
  for (const near of oneEditFrom(start)) {
    for (const word of startingWith(near, spellings)) meanings.set(word, QUALITY.misspelt);
  }
  return meanings.size > 0 ? meanings : misspelt(start, spellings);
}

function misspelt(word: string, spellings: Spellings): Map<string, number> {
  const near = word.length > LONGEST_MISSPELT ? null : nearestSpelling(word, spellings);
  return new Map(near === null ? [] : [[near, QUALITY.misspelt]]);
}

function* startingWith(start: string, spellings: Spellings): Generator<string> {
  let given = 0;
  for (const word of spellings.atPrefix(start).keys()) {
    if (given++ === MOST_COMPLETIONS) return;
    yield word;
  }
}

/** Every string one insertion, deletion, substitution or swap of two neighbouring letters away. */
function* oneEditFrom(word: string): Generator<string> {
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i);
    const [first = '', second = ''] = [word[i], word[i + 1]];
    const after = word.slice(i + 1);
    for (const letter of LETTERS) yield before + letter + first + after;
    if (first === '') continue;
    yield before + after;
    for (const letter of LETTERS) yield before + letter + after;
    if (second !== '') yield before + second + first + word.slice(i + 2);
  }
}
