import type { Passage } from '../corpus/document.js';
import { dot, normalise } from '../models/vector.js';
import { terms } from './terms.js';

/** A passage without a counterpart. */
export interface Single {
  readonly passage: Passage;
  readonly vector: Float32Array;
}

/** Most that a passage and its translation differ in length, either way. */
const LENGTH_RATIO = 2;
/**
 * How alike two passages must be, for all that sets them apart from the rest of their pages, to be translations: of the pages of two handbooks in
 * both languages, eight to nine in ten passages are, all of them in the section that has the same number; of pages that have nothing to do with
 * one another, seven in a thousand.
 */
const LIKENESS = 0.45;
/** What a pair must be worth to be looked at: with less, a page that says more than its translation is followed as well. */
const WORTH = 0.3;
/** Passages that a page is taken to have beside its own when what they have in common is told: of few, little is known. */
const UNKNOWN = 2;

/** How much of two pages must be found in one another for any of it to be told. */
export interface Enough {
  /** Fewest pairs. */
  readonly pairs: number;
  /** Least share of the shorter page. */
  readonly ofShorter: number;
  /** Least share of the longer page. */
  readonly ofLonger: number;
}

/**
 * The passages of two pages, or of two halves of one, that are translations of each other, in order: the alignment of most likeness
 * (Needleman & Wunsch 1970), of which only those are kept that are each other's nearest, alike enough, of like length and of the same numbers.
 *
 * Vectors hold what stands over a passage, which is much the same all over a page: what the passages of a language have in common is taken out.
 */
export function align(
  french: readonly Single[],
  english: readonly Single[],
  enough: Enough,
): [Passage, Passage][] {
  const [ours, theirs] = [apart(french), apart(english)];
  const width = english.length + 1;
  const likeness = new Float32Array((french.length + 1) * width);
  const best = new Float32Array((french.length + 1) * width);
  const nearestOf = { french: new Float32Array(french.length), english: new Float32Array(english.length) };
  for (const [i, one] of ours.entries()) {
    for (const [j, two] of theirs.entries()) {
      const at = (i + 1) * width + j + 1;
      const alike = dot(one, two);
      likeness[at] = alike;
      best[at] = Math.max(
        best[at - 1] ?? 0,
        best[at - width] ?? 0,
        (best[at - width - 1] ?? 0) + alike - WORTH,
      );
      nearestOf.french[i] = Math.max(nearestOf.french[i] ?? 0, likeness[at] ?? 0);
      nearestOf.english[j] = Math.max(nearestOf.english[j] ?? 0, likeness[at] ?? 0);
    }
  }
  const pairs: [Passage, Passage][] = [];
  let [i, j] = [french.length, english.length];
  while (i > 0 && j > 0) {
    const at = i * width + j;
    if (best[at] === best[at - width]) i--;
    else if (best[at] === best[at - 1]) j--;
    else {
      i--;
      j--;
      const [one, two] = [french[i]?.passage, english[j]?.passage];
      const isNearest = likeness[at] === nearestOf.french[i] && likeness[at] === nearestOf.english[j];
      if (one && two && isNearest && (likeness[at] ?? 0) >= LIKENESS && isPlausible(one, two))
        pairs.push([one, two]);
    }
  }
  const [shorter = 0, longer = 0] = [french.length, english.length].sort((a, b) => a - b);
  const least = Math.max(enough.pairs, enough.ofShorter * shorter, enough.ofLonger * longer);
  return pairs.length >= least ? pairs : [];
}

/** Vectors without what they have in common. */
function apart(singles: readonly Single[]): Float32Array[] {
  const common = new Float32Array(singles[0]?.vector.length ?? 0);
  for (const { vector } of singles)
    for (const [i, value] of vector.entries()) common[i] = (common[i] ?? 0) + value;
  const count = singles.length + UNKNOWN;
  return singles.map(({ vector }) => normalise(vector.map((value, i) => value - (common[i] ?? 0) / count)));
}

/** Whether two passages are as long as translations are, and hold the same numbers. */
export function isPlausible(one: Passage, two: Passage): boolean {
  const ratio = one.text.length / two.text.length;
  return ratio <= LENGTH_RATIO && ratio >= 1 / LENGTH_RATIO && numbersIn(one) === numbersIn(two);
}

function numbersIn({ text, language }: Passage): string {
  return terms(text, language)
    .filter((term) => /^\d+(?:\.\d+)?$/.test(term))
    .sort()
    .join(' ');
}
