import type SearchableMap from 'minisearch/SearchableMap';

/** A dictionary of folded words with the number of pairs each stands in. */
export type Spellings = SearchableMap<number>;

/** Shorter words have too many neighbours to be corrected. */
const SHORTEST = 4;
const LONGEST_FOR_ONE_EDIT = 7;
/** Longer ones are no words, and to look for what is near one takes memory in the square of its length. */
export const LONGEST_MISSPELT = 100;

/** The word of a dictionary nearest to a folded one that it does not hold: fewest edits, then most frequent. */
export function nearestSpelling(folded: string, spellings: Spellings): string | null {
  if (
    folded.length < SHORTEST ||
    folded.length > LONGEST_MISSPELT ||
    /\d/.test(folded) ||
    spellings.has(folded)
  )
    return null;
  const limit = folded.length <= LONGEST_FOR_ONE_EDIT ? 1 : 2;
  let nearest: { word: string; edits: number; pairs: number } | null = null;
  // The dictionary's walk counts a transposition as two edits: it is given one more, then checked.
  for (const [word, [pairs]] of spellings.fuzzyGet(folded, limit + 1)) {
    if (word.length < SHORTEST || /\d/.test(word)) continue;
    const edits = editDistance(folded, word);
    if (edits > limit) continue;
    if (nearest === null || edits < nearest.edits || (edits === nearest.edits && pairs > nearest.pairs)) {
      nearest = { word, edits, pairs };
    }
  }
  return nearest?.word ?? null;
}

/** Insertions, deletions, substitutions and swaps of two neighbouring letters between two words (Damerau 1964). */
export function editDistance(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (twoAbove[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    twoAbove = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
