import type { Passage } from './document.js';

/** Words in a shingle. */
const SHINGLE = 5;
/** Jaccard similarity of shingles from which two passages are nearly the same. */
const SIMILAR = 0.8;

/** A passage that says again what an earlier one of its language says. */
export interface Repetition {
  readonly passage: Passage;
  readonly earlier: Passage;
  /** The same words, or only nearly so. */
  readonly exact: boolean;
}

/**
 * The passages that repeat an earlier one in the same language: exactly but for capitals, punctuation
 * and white space, or with a Jaccard similarity of 5-word shingles of at least 0.8. Each is told once,
 * with the first that it repeats and that repeats none itself.
 *
 * Prefix filtering (Chaudhuri, Ganti and Kaushik 2006): two sets as similar as that share one of the
 * rarest shingles of each, so only passages that do are compared.
 */
export function findRepetitions(passages: readonly Passage[]): Repetition[] {
  const repetitions: Repetition[] = [];
  const seen = new Map<string, Passage>();
  const distinct: { passage: Passage; shingles: readonly number[] }[] = [];
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  for (const passage of passages) {
    const words =
      passage.text
        .normalize('NFC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    const key = `${passage.language} ${words.join(' ')}`;
    const earlier = seen.get(key);
    if (earlier) {
      repetitions.push({ passage, earlier, exact: true });
      continue;
    }
    seen.set(key, passage);
    const shingles = new Set<number>();
    for (let at = 0; at + SHINGLE <= words.length; at += 1) {
      const shingle = `${passage.language} ${words.slice(at, at + SHINGLE).join(' ')}`;
      const number = numbers.get(shingle) ?? numbers.size;
      numbers.set(shingle, number);
      if (!shingles.has(number)) counts[number] = (counts[number] ?? 0) + 1;
      shingles.add(number);
    }
    distinct.push({ passage, shingles: [...shingles] });
  }

  const rarity = (a: number, b: number) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b;
  const sharing = new Map<number, number[]>();
  const sets = distinct.map(({ shingles }) => new Set(shingles));
  distinct.forEach(({ passage, shingles }, at) => {
    const prefix = shingles
      .toSorted(rarity)
      .slice(0, shingles.length - Math.ceil(SIMILAR * shingles.length) + 1);
    const candidates = new Set(prefix.flatMap((shingle) => sharing.get(shingle) ?? []));
    const found = [...candidates]
      .sort((a, b) => a - b)
      .find((other) => jaccard(sets[at], sets[other]) >= SIMILAR);
    const earlier = found === undefined ? undefined : distinct[found]?.passage;
    if (earlier) {
      repetitions.push({ passage, earlier, exact: false });
      return;
    }
    for (const shingle of prefix) {
      const others = sharing.get(shingle);
      if (others) others.push(at);
      else sharing.set(shingle, [at]);
    }
  });
  return repetitions;
}

function jaccard(one: ReadonlySet<number> = new Set(), two: ReadonlySet<number> = new Set()): number {
  const [small, large] = one.size < two.size ? [one, two] : [two, one];
  if (small.size < SIMILAR * large.size) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / (one.size + two.size - shared);
}
