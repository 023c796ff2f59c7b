import { type Language, otherLanguage } from '../corpus/document.js';
import { createDictionary, type Dictionary, foldedWords, type TypedWord } from './completion.js';
import { keyOf } from './keys.js';
import type { Index } from './snapshot.js';

/** Something that people may ask or look up. */
export interface Suggestion {
  /** A question, or a heading with its document's title where several documents have such a heading. */
  readonly text: string;
  readonly language: Language;
  /** Key of the first passage of the section, or of the document that lists the question: see `keyOf`. */
  readonly key: string;
  readonly kind: 'question' | 'topic';
}

/**
 * What may be meant by what was typed so far, best first: the asker's language first among equals. Of nothing
 * typed, a spread over the whole corpus.
 *
 * @param language Language of the asker.
 * @param count Most suggestions to return.
 * @param kinds Only those of these kinds; of both when absent.
 */
export type Suggest = (
  typed: string,
  language: Language,
  count: number,
  kinds?: readonly Suggestion['kind'][],
) => Suggestion[];

const KINDS = ['question', 'topic'] as const;
/** Longest text of a suggestion, in UTF-16 code units: what a choice on Discord holds. */
const LONGEST_TEXT = 100;
/** What meeting a word of the document’s title counts for, against 1 for a word of the text itself. */
const TITLE = 0.5;
/** Entries compared with what was typed, and those among them that begin with it, at most. */
const MOST_COMPARED = 2_000;
const MOST_BEGINNING = 300;
/** Share of what was typed, by weight, that a suggestion must meet. */
const LEAST = 0.15;

/** What can be suggested. */
interface Entry extends Pick<Suggestion, 'text' | 'language' | 'kind'> {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  /** Its words, folded and joined by spaces. */
  readonly folded: string;
  readonly words: readonly string[];
  /** Words of its document's title. */
  readonly titleWords: readonly string[];
}

type Corpus = Pick<Index, 'documents' | 'passages' | 'pairs' | 'pairOf'>;

/** Reads what can be suggested of a corpus: of a large one it takes a while. */
export function createSuggestions(index: Corpus): Suggest {
  const entries = entriesOf(index);
  const dictionary = createDictionary(entries.map(({ words, titleWords }) => [...words, ...titleWords]));
  // By code units, so that those that begin alike stand together whatever the locale.
  const sorted = [...entries.keys()].sort((a, b) =>
    compare(entries[a]?.folded ?? '', entries[b]?.folded ?? ''),
  );

  const pools = poolsOf(entries);

  return (typed, language, count, kinds = KINDS) => {
    const words = dictionary.read(typed);
    const found =
      words.length === 0
        ? spread(pools, language, count, kinds)
        : matching(typed, words, language, kinds, { entries, dictionary, sorted });
    const texts = new Set<string>();
    const topics = new Set<number>();
    const suggestions: Suggestion[] = [];
    for (const { text, language, kind, pair } of found) {
      if (suggestions.length >= count) break;
      const named = index.pairs[pair];
      // A section once, in the language that meets better what was typed.
      if (named === undefined || texts.has(text) || (kind === 'topic' && topics.has(pair))) continue;
      texts.add(text);
      if (kind === 'topic') topics.add(pair);
      suggestions.push({ text, language, key: keyOf(named), kind });
    }
    return suggestions;
  };
}

interface Catalogue {
  readonly entries: readonly Entry[];
  readonly dictionary: Dictionary;
  /** Numbers of the entries, ordered by `folded`. */
  readonly sorted: readonly number[];
}

/** The entries that meet what was typed, best first. */
function matching(
  typed: string,
  words: readonly TypedWord[],
  language: Language,
  kinds: readonly Suggestion['kind'][],
  { entries, dictionary, sorted }: Catalogue,
): Entry[] {
  const start = foldedWords(typed).join(' ');
  const candidates = new Set<Entry>();
  const consider = (number: number) => {
    const entry = entries[number];
    if (entry !== undefined && kinds.includes(entry.kind)) candidates.add(entry);
  };
  for (let at = firstFrom(start, entries, sorted), taken = 0; taken < MOST_BEGINNING; at++, taken++) {
    const number = sorted[at];
    if (number === undefined || !entries[number]?.folded.startsWith(start)) break;
    consider(number);
  }
  for (const { meanings } of words) {
    for (const word of meanings.keys()) {
      for (const number of dictionary.entriesWith(word)) {
        if (candidates.size >= MOST_COMPARED) break;
        consider(number);
      }
    }
  }
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  return [...candidates]
    .map((entry) => ({
      entry,
      // Rounded, so that what is as good but for a hair is ordered by what follows.
      met: Math.round((100 * metBy(entry, words)) / total) / 100,
      isOwn: Number(entry.language === language),
      begins: Number(entry.folded.startsWith(start)),
      isQuestion: Number(entry.kind === 'question'),
    }))
    .filter(({ met }) => met >= LEAST)
    .sort(
      (a, b) =>
        b.met - a.met ||
        b.isOwn - a.isOwn ||
        b.begins - a.begins ||
        b.isQuestion - a.isQuestion ||
        a.entry.words.length - b.entry.words.length ||
        compare(a.entry.folded, b.entry.folded) ||
        a.entry.pair - b.entry.pair,
    )
    .map(({ entry }) => entry);
}

/** Weight of the words typed that an entry meets. */
function metBy({ words, titleWords }: Entry, typed: readonly TypedWord[]): number {
  let met = 0;
  for (const { meanings, weight } of typed) {
    let best = 0;
    for (const word of words) best = Math.max(best, meanings.get(word) ?? 0);
    if (best < TITLE) {
      for (const word of titleWords) best = Math.max(best, TITLE * (meanings.get(word) ?? 0));
    }
    met += weight * best;
  }
  return met;
}

type Pools = Readonly<Record<Language, Readonly<Record<Suggestion['kind'], readonly Entry[]>>>>;

function poolsOf(entries: readonly Entry[]): Pools {
  const pools: Record<Language, Record<Suggestion['kind'], Entry[]>> = {
    fr: { question: [], topic: [] },
    en: { question: [], topic: [] },
  };
  for (const entry of entries) pools[entry.language][entry.kind].push(entry);
  return pools;
}

/** Entries from all over the corpus: the asker's language before the other, questions before topics. */
function spread(
  pools: Pools,
  language: Language,
  count: number,
  kinds: readonly Suggestion['kind'][],
): Entry[] {
  const picked: Entry[] = [];
  for (const each of [language, otherLanguage(language)]) {
    for (const kind of KINDS) {
      if (!kinds.includes(kind)) continue;
      const pool = pools[each][kind];
      const wanted = Math.min(count - picked.length, pool.length);
      for (let i = 0; i < wanted; i++) {
        const entry = pool[Math.floor((i * pool.length) / wanted)];
        if (entry !== undefined) picked.push(entry);
      }
    }
  }
  return picked;
}

/** The questions of every document and its headings, in the order of the corpus, each text once. */
function entriesOf({ documents, passages, pairOf }: Corpus): Entry[] {
  const entries = new Map<string, Entry>();
  const repeated = headingsOfSeveral(passages);
  const sections = new Set<string>();
  let titleWords: readonly string[] = [];
  let path: string | null = null;
  for (const [position, { document, section, language }] of passages.entries()) {
    const { source, questions = [] } = documents.get(document) ?? {};
    const title = source?.title ?? '';
    const add = (kind: Suggestion['kind'], text: string) => {
      const words = foldedWords(text);
      const name = JSON.stringify([kind, language, text]);
      if (words.length === 0 || entries.has(name)) return;
      const pair = pairOf(position);
      entries.set(name, { kind, text, language, pair, folded: words.join(' '), words, titleWords });
    };
    if (document !== path) {
      path = document;
      sections.clear();
      titleWords = [...new Set(foldedWords(title))];
      for (const question of questions) if (question.length <= LONGEST_TEXT) add('question', question);
    }
    if (sections.has(section)) continue;
    sections.add(section);
    const isTitled = section !== '' && title !== '' && repeated.has(headingKey(language, section));
    add('topic', shortened(isTitled ? `${section} — ${title}` : section || title));
  }
  return [...entries.values()];
}

/** The headings that stand in more than one document, each with its language. */
function headingsOfSeveral(passages: Corpus['passages']): Set<string> {
  const first = new Map<string, string>();
  const repeated = new Set<string>();
  for (const { document, section, language } of passages) {
    const key = headingKey(language, section);
    const before = first.get(key);
    if (before === undefined) first.set(key, document);
    else if (before !== document) repeated.add(key);
  }
  return repeated;
}

function headingKey(language: Language, section: string): string {
  return `${language} ${section}`;
}

/** A text in one line, cut after a word when it is too long. */
function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= LONGEST_TEXT) return line;
  const start = line.slice(0, LONGEST_TEXT);
  const space = start.lastIndexOf(' ');
  // One endless word is cut where it must be, but never inside a character of two code units.
  const kept = space > 0 ? start.slice(0, space) : start.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}

/** Place in `sorted` of the first entry that begins with a text or comes after it. */
function firstFrom(start: string, entries: readonly Entry[], sorted: readonly number[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const folded = entries[sorted[middle] ?? 0]?.folded ?? '';
    if (folded < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
