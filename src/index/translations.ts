import { posix } from 'node:path';
import { languagesOf } from '../corpus/counterparts.js';
import type { Corpus, Language, Pair, Passage } from '../corpus/document.js';
import { withoutLanguage } from '../corpus/pages.js';
import { dot, normalise } from '../models/vector.js';
import { align, type Enough, isPlausible, type Single } from './alignment.js';

/**
 * Cosine from which two passages may be translations. With the margin below, the bundled model joins news
 * sentences and their translations without an error and finds 87 % of them; of short everyday sentences, 81 %,
 * up to 1 % of them wrongly.
 */
const COSINE = 0.5;
/** The same where a passage has no neighbours that would give a margin. */
const COSINE_ALONE = 0.7;
/**
 * How much nearer a translation must be than the neighbours around it: the ratio margin of Artetxe & Schwenk,
 * "Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings", ACL 2019.
 */
const MARGIN = 1.4;
/** Neighbours that the margin is taken over, the translation itself left out. */
const NEIGHBOURS = 4;
/** What the same place in the order of passages is worth: enough to decide between equals. */
const ORDER_BONUS = 0.02;
/** Comparisons that a group may take: a larger one is left as it is, rather than hold up the build. */
const MOST_COMPARISONS = 4_000_000;

/** What must be found of one page in another that is its counterpart by what it is called. */
const OF_NAMESAKES: Enough = { pairs: 1, ofShorter: 0.25, ofLonger: 0 };
/** The same of pages that nothing but what they say makes counterparts. */
const OF_PAGES_ALIKE: Enough = { pairs: 2, ofShorter: 0.5, ofLonger: 0 };
/** The same of the halves of a document: what it quotes in the other language, or has not translated, is less. */
const OF_HALVES: Enough = { pairs: 2, ofShorter: 0.5, ofLonger: 0.4 };

/** What groups a passage with others; null when it is in no group. */
type Grouping = (passage: Passage) => string | null;

/**
 * Joins the singles of a corpus that are clearly translations of one another: within a document that holds both languages, then between pages that
 * say that they are one in both languages or whose paths differ in the language they name alone, then between files of a folder, or of a folder and
 * its like, that say the same in the same order, then among what is left of a folder. A joined pair stands where its first member stood.
 */
export function pairTranslations(
  { passages, pairs, counterparts }: Pick<Corpus, 'passages' | 'pairs' | 'counterparts'>,
  vectorOf: (passage: number) => Float32Array,
): Pair[] {
  const positions = new Map(passages.map((passage, position) => [passage.id, position]));
  const joined = new Map<string, Passage>();
  const toSingle = (passage: Passage): Single => ({
    passage,
    vector: vectorOf(positions.get(passage.id) ?? 0),
  });
  const singles = pairs.flatMap(({ fr, en }) => (fr === null ? (en ?? []) : en === null ? fr : []));
  const left = () => singles.filter(({ id }) => !joined.has(id));
  /** Joins what a function finds in each group that holds both languages, and no more than can be compared. */
  const joinIn = (
    groupOf: Grouping,
    find: (fr: readonly Single[], en: readonly Single[]) => [Passage, Passage][],
  ) => {
    for (const { fr, en } of groupsOf(left(), groupOf)) {
      if (fr.length * en.length > MOST_COMPARISONS) continue;
      for (const [one, two] of find(fr.map(toSingle), en.map(toSingle)))
        joined.set(one.id, two).set(two.id, one);
    }
  };
  const aligned = (enough: Enough) => (fr: readonly Single[], en: readonly Single[]) => align(fr, en, enough);

  joinIn(({ document }) => document, aligned(OF_HALVES));
  const languages = languagesOf(passages);
  // What a page says in the language of the other, it quotes, or has not translated yet.
  const ofPage =
    (pages: ReadonlyMap<string, string>): Grouping =>
    ({ document, language }) =>
      languages.get(document) === language ? (pages.get(document) ?? null) : null;
  const told = pagesTold(languages, counterparts);
  joinIn(ofPage(told), translationsAmong);
  joinIn(({ document }) => withoutLanguage(document), translationsAmong);
  joinIn(ofPage(told), aligned(OF_NAMESAKES));
  const untold = left().filter(
    ({ document, language }) => languages.get(document) === language && !told.has(document),
  );
  joinIn(ofPage(pagesAlike(untold, toSingle)), aligned(OF_PAGES_ALIKE));
  joinIn(({ document }) => posix.dirname(document), translationsAmong);
  return joined.size === 0 ? [...pairs] : joinPairs(pairs, joined);
}

/** The groups that hold both languages. */
function groupsOf(passages: readonly Passage[], groupOf: Grouping): Record<Language, Passage[]>[] {
  const groups = new Map<string, Record<Language, Passage[]>>();
  for (const passage of passages) {
    const key = groupOf(passage);
    if (key === null) continue;
    const group = groups.get(key) ?? { fr: [], en: [] };
    group[passage.language].push(passage);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ fr, en }) => fr.length > 0 && en.length > 0);
}

/** A name for each two documents that are one page in both languages: by what they say, else by their paths. */
function pagesTold(
  languages: ReadonlyMap<string, Language>,
  counterparts: ReadonlyMap<string, string>,
): Map<string, string> {
  const pages = new Map<string, string>();
  const namesakes = new Map<string, Record<Language, string[]>>();
  for (const [document, language] of languages) {
    const counterpart = counterparts.get(document);
    if (counterpart === undefined) {
      const key = withoutLanguage(document);
      const ofName = namesakes.get(key) ?? { fr: [], en: [] };
      ofName[language].push(document);
      namesakes.set(key, ofName);
    } else pages.set(document, language === 'fr' ? document : counterpart);
  }
  for (const { fr, en } of namesakes.values()) {
    const [one, two] = [fr[0], en[0]];
    if (one !== undefined && two !== undefined && fr.length + en.length === 2)
      pages.set(one, one).set(two, one);
  }
  return pages;
}

/** The same of documents whose passages are, on the whole, each other's nearest of all in their folder and its like in the other language. */
function pagesAlike(
  passages: readonly Passage[],
  toSingle: (passage: Passage) => Single,
): Map<string, string> {
  const pages = new Map<string, string>();
  for (const group of groupsOf(passages, ({ document }) => posix.dirname(withoutLanguage(document)))) {
    const [fr, en] = [gistsOf(group.fr, toSingle), gistsOf(group.en, toSingle)];
    if (fr.length * en.length > MOST_COMPARISONS) continue;
    const nearest = (one: Single, others: readonly Single[]) =>
      others[bestOf(others.length, (i) => dot(one.vector, others[i]?.vector ?? one.vector))];
    for (const one of fr) {
      const two = nearest(one, en);
      if (two === undefined || nearest(two, fr) !== one) continue;
      const name = one.passage.document;
      pages.set(name, name).set(two.passage.document, name);
    }
  }
  return pages;
}

/** For each document, one of its passages, with the mean of the vectors of all. */
function gistsOf(passages: readonly Passage[], toSingle: (passage: Passage) => Single): Single[] {
  const gists = new Map<string, Single>();
  for (const single of passages.map(toSingle)) {
    const { document } = single.passage;
    const before = gists.get(document)?.vector;
    const vector =
      before === undefined ? single.vector : single.vector.map((value, i) => value + (before[i] ?? 0));
    gists.set(document, { passage: single.passage, vector });
  }
  return [...gists.values()].map(({ passage, vector }) => ({ passage, vector: normalise(vector.slice()) }));
}

function joinPairs(pairs: readonly Pair[], counterparts: ReadonlyMap<string, Passage>): Pair[] {
  const placed = new Set<string>();
  return pairs.flatMap((pair) => {
    const single = pair.fr ?? pair.en;
    const counterpart = single && counterparts.get(single.id);
    if (!single || !counterpart) return [pair];
    if (placed.has(single.id)) return [];
    placed.add(counterpart.id);
    const [fr, en] = single.language === 'fr' ? [single, counterpart] : [counterpart, single];
    return [{ id: pair.id, fr, en }];
  });
}

function translationsAmong(french: readonly Single[], english: readonly Single[]): [Passage, Passage][] {
  const cosines = new Float32Array(french.length * english.length);
  for (const [i, one] of french.entries()) {
    for (const [j, two] of english.entries()) cosines[i * english.length + j] = dot(one.vector, two.vector);
  }
  const cosine = (i: number, j: number) => cosines[i * english.length + j] ?? 0;
  const score = (i: number, j: number) => cosine(i, j) + orderBonus(i / french.length, j / english.length);
  const bestOfFrench = french.map((_, i) => bestOf(english.length, (j) => score(i, j)));
  const bestOfEnglish = english.map((_, j) => bestOf(french.length, (i) => score(i, j)));
  return french.flatMap((one, i): [Passage, Passage][] => {
    const j = bestOfFrench[i] ?? -1;
    const two = english[j];
    if (!two || bestOfEnglish[j] !== i || cosine(i, j) < COSINE || !isPlausible(one.passage, two.passage))
      return [];
    // What stands over them is the same: that they are near says little.
    if (one.passage.document === two.passage.document) return [];
    const others = [
      ...nearestOthers(english.length, j, (other) => cosine(i, other)),
      ...nearestOthers(french.length, i, (other) => cosine(other, j)),
    ];
    if (others.length === 0) return cosine(i, j) >= COSINE_ALONE ? [[one.passage, two.passage]] : [];
    const around = others.reduce((sum, value) => sum + value, 0) / others.length;
    return cosine(i, j) >= MARGIN * around ? [[one.passage, two.passage]] : [];
  });
}

function orderBonus(here: number, there: number): number {
  return ORDER_BONUS * (1 - Math.abs(here - there));
}

function bestOf(length: number, score: (position: number) => number): number {
  let best = 0;
  for (let i = 1; i < length; i++) if (score(i) > score(best)) best = i;
  return best;
}

/** The cosines of the nearest neighbours but for the one at a position. */
function nearestOthers(length: number, but: number, cosine: (position: number) => number): number[] {
  const nearest: number[] = [];
  for (let i = 0; i < length; i++) {
    const value = cosine(i);
    if (i === but || (nearest.length === NEIGHBOURS && value <= (nearest[NEIGHBOURS - 1] ?? 0))) continue;
    nearest.push(value);
    nearest.sort((a, b) => b - a);
    nearest.length = Math.min(nearest.length, NEIGHBOURS);
  }
  return nearest;
}
