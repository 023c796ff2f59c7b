import MiniSearch from 'minisearch';
import {
  type Document,
  LANGUAGES,
  type Language,
  otherLanguage,
  type Pair,
  type Passage,
} from '../corpus/document.js';
import { firstQuestions, subjectsOf } from '../corpus/subjects.js';
import { keyOf } from './keys.js';
import { STOP_WORDS } from './stop-words.js';
import { fold } from './terms.js';

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
 * typed, the questions to begin with, then a spread over the whole corpus.
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
/** What is typed is read up to here, in UTF-16 code units. */
const MOST_READ = 200;
/** Weight of a word in the title of a document, against one in the text itself. */
const TITLE = 0.3;
/** Weight of a stop word, against that of another word as frequent. */
const STOP_WEIGHT = 0.1;
/** Weight of what is in the asker's language, against what is in the other. */
const OWN_LANGUAGE = 1.2;
/** Weight of what begins with what was typed, against what only holds it. */
const BEGINNING = 3;
/** Share of a word's letters that may differ, and the shortest word in which they may. */
const FUZZY = 0.25;
const SHORTEST_MISSPELT = 4;

const STOPS = new Set(LANGUAGES.flatMap((language) => [...STOP_WORDS[language]].map(fold)));

/** What can be suggested. */
interface Entry extends Pick<Suggestion, 'text' | 'language' | 'kind'> {
  /** Position in `Index.pairs`. */
  readonly pair: number;
  /** Its words, folded and joined by spaces. */
  readonly folded: string;
  /** Title of its document. */
  readonly title: string;
}

/** What suggestions are read from. */
export interface Suggestible {
  /** By path. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly passages: readonly Passage[];
  readonly pairs: readonly Pair[];
  /** Position of the pair of a passage, by its position. */
  pairOf(passage: number): number;
}

/** Makes an index of what can be suggested of a corpus: of a large one it takes a second. */
export function createSuggestions(corpus: Suggestible): Suggest {
  const entries = entriesOf(corpus);
  const pools = poolsOf(entries);
  const texts = { documents: [...corpus.documents.values()], passages: corpus.passages };
  const first = {
    fr: firstQuestions(subjectsOf(texts, 'fr')),
    en: firstQuestions(subjectsOf(texts, 'en')),
  };
  const search = new MiniSearch<Entry & { readonly id: number }>({
    fields: ['text', 'title'],
    tokenize: foldedWords,
    processTerm: (word) => word,
  });
  search.addAll(entries.map((entry, id) => ({ ...entry, id })));

  function matching(typed: string, language: Language, kinds: readonly Suggestion['kind'][]): Entry[] {
    const unfinished = /[\p{L}\p{M}\p{N}]$/u.test(typed);
    const start = foldedWords(typed).join(' ');
    const weightOf = (entry: Entry | undefined): number =>
      (entry?.language === language ? OWN_LANGUAGE : 1) * (entry?.folded.startsWith(start) ? BEGINNING : 1);
    const found = search.search(typed, {
      // The last word may be half typed, unless white space follows it.
      prefix: (_, i, words) => unfinished && i === words.length - 1,
      fuzzy: (word) => (word.length >= SHORTEST_MISSPELT ? FUZZY : false),
      boost: { title: TITLE },
      boostTerm: (word) => (STOPS.has(word) ? STOP_WEIGHT : 1),
      boostDocument: (id) => weightOf(entries[id]),
      filter: ({ id }) => kinds.includes(entries[id]?.kind ?? 'topic'),
    });
    return found.flatMap(({ id }) => entries[id] ?? []);
  }

  const beginning = (language: Language, kinds: readonly Suggestion['kind'][], count: number): Entry[] =>
    (kinds.includes('question') ? first[language].slice(0, count) : []).flatMap(
      (text) => pools[language].question.find((entry) => entry.text === text) ?? [],
    );

  return (typed, language, count, kinds = KINDS) => {
    const start = typed.slice(0, MOST_READ);
    const found =
      foldedWords(start).length === 0
        ? [...beginning(language, kinds, count), ...spread(pools, language, count, kinds)]
        : matching(start, language, kinds);
    const texts = new Set<string>();
    const topics = new Set<number>();
    const suggestions: Suggestion[] = [];
    for (const { text, language: written, kind, pair } of found) {
      if (suggestions.length >= count) break;
      const named = corpus.pairs[pair];
      // A section once, in the language that meets better what was typed.
      if (named === undefined || texts.has(text) || (kind === 'topic' && topics.has(pair))) continue;
      texts.add(text);
      if (kind === 'topic') topics.add(pair);
      suggestions.push({ text, language: written, key: keyOf(named), kind });
    }
    return suggestions;
  };
}

/** The words of a text, folded, in order: stop words too, since people type them, and what hyphens and elisions join. */
function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
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
function entriesOf({ documents, passages, pairOf }: Suggestible): Entry[] {
  const entries = new Map<string, Entry>();
  const repeated = headingsOfSeveral(passages);
  const sections = new Set<string>();
  let path: string | null = null;
  for (const [position, { document, section, language }] of passages.entries()) {
    const { source, questions = [] } = documents.get(document) ?? {};
    const title = source?.title ?? '';
    const add = (kind: Suggestion['kind'], text: string) => {
      const name = JSON.stringify([kind, language, text]);
      const folded = foldedWords(text).join(' ');
      if (folded === '' || entries.has(name)) return;
      entries.set(name, { kind, text, folded, language, title, pair: pairOf(position) });
    };
    if (document !== path) {
      path = document;
      sections.clear();
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
function headingsOfSeveral(passages: Suggestible['passages']): Set<string> {
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
