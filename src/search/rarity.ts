/** What a word in every pair of a corpus still weighs. */
const LEAST = 0.15;

/**
 * How much a word that occurs in `occurrences` of `total` pairs says, from `LEAST` (in all of them) to 1
 * (in none): inverse document frequency (Spärck Jones 1972), scaled.
 */
export function rarity(occurrences: number, total: number): number {
  const idf = Math.log((total + 1) / (occurrences + 0.5)) / Math.log((total + 1) / 0.5);
  return LEAST + (1 - LEAST) * Math.min(1, Math.max(0, idf));
}
