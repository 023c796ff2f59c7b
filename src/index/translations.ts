import { posix } from 'node:path';
import type { Language, Pair, Passage } from '../corpus/document.js';
import { withoutLanguage } from '../corpus/pages.js';
import { dot } from '../models/vector.js';
import { terms } from './terms.js';

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
/** Most that a passage and its translation differ in length, either way. */
const LENGTH_RATIO = 2;
/** What the same place in the order of passages is worth: enough to decide between equals. */
const ORDER_BONUS = 0.02;
/** Comparisons that a group may take: a larger one is left as it is, rather than hold up the build. */
const MOST_COMPARISONS = 4_000_000;

/** A passage without a counterpart. */
interface Single {
  readonly passage: Passage;
  readonly vector: Float32Array;
}

/**
 * Joins the singles among pairs that are clearly translations of one another: within a document that holds
 * both languages, then between files whose paths differ in the language they name, then among what is left of a folder. A joined pair stands where its first member stood.
 */
export function pairTranslations(
  passages: readonly Passage[],
  explicitPairs: readonly Pair[],
  vectorOf: (passage: number) => Float32Array,
): Pair[] {
  const positions = new Map(passages.map((passage, position) => [passage.id, position]));
  const counterparts = new Map<string, Passage>();
  for (const groupOf of [(path: string) => path, withoutLanguage, posix.dirname]) {
    const groups = new Map<string, Record<Language, Passage[]>>();
    for (const { fr, en } of explicitPairs) {
      const single = fr === null ? en : en === null ? fr : null;
      if (single === null || counterparts.has(single.id)) continue;
      const key = groupOf(single.document);
      const group = groups.get(key) ?? { fr: [], en: [] };
      group[single.language].push(single);
      groups.set(key, group);
    }
    for (const { fr, en } of groups.values()) {
      if (fr.length === 0 || en.length === 0 || fr.length * en.length > MOST_COMPARISONS) continue;
      const toSingle = (passage: Passage): Single => ({
        passage,
        vector: vectorOf(positions.get(passage.id) ?? 0),
      });
      for (const [one, two] of translationsAmong(fr.map(toSingle), en.map(toSingle))) {
        counterparts.set(one.id, two);
        counterparts.set(two.id, one);
      }
    }
  }
  if (counterparts.size === 0) return [...explicitPairs];
  return joinPairs(explicitPairs, counterparts);
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
    if (!two || bestOfEnglish[j] !== i || cosine(i, j) < COSINE || !plausible(one.passage, two.passage))
      return [];
    const others = [
      ...nearestOthers(english.length, j, (other) => cosine(i, other)),
      ...nearestOthers(french.length, i, (other) => cosine(other, j)),
    ];
    if (others.length === 0) return cosine(i, j) >= COSINE_ALONE ? [[one.passage, two.passage]] : [];
    const around = others.reduce((sum, value) => sum + value, 0) / others.length;
    return cosine(i, j) >= MARGIN * around ? [[one.passage, two.passage]] : [];
  });
}

function plausible(one: Passage, two: Passage): boolean {
  const ratio = one.text.length / two.text.length;
  return ratio <= LENGTH_RATIO && ratio >= 1 / LENGTH_RATIO && numbersIn(one) === numbersIn(two);
}

function numbersIn({ text, language }: Passage): string {
  return terms(text, language)
    .filter((term) => /^\d+(?:\.\d+)?$/.test(term))
    .sort()
    .join(' ');
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
