import { dot } from '../../src/models/vector.js';

/** The place of what was not found at all. */
export const NOT_FOUND = Number.POSITIVE_INFINITY;

/** The place, from 0, of one score among all when the highest comes first; equal ones come before it. */
export function placeOf(scores: Float32Array, right: number): number {
  const own = scores[right] ?? Number.NaN;
  let better = 0;
  for (let i = 0; i < scores.length; i++) if (i !== right && (scores[i] ?? 0) >= own) better++;
  // What has no score, or one that is no number, is not found.
  return Number.isNaN(own) ? NOT_FOUND : better;
}

/** The cosine of a vector with each of many, all of length 1. */
export function cosines(vector: Float32Array, others: readonly Float32Array[]): Float32Array {
  return Float32Array.from(others, (other) => dot(vector, other));
}

/** For each vector, the place of its counterpart (the same position) among all those of the other side. */
export function counterpartPlaces(
  vectors: readonly Float32Array[],
  others: readonly Float32Array[],
): number[] {
  return vectors.map((vector, i) => placeOf(cosines(vector, others), i));
}

/** For each pair of counterparts, whether each is the nearest neighbour of the other. */
export function areMutual(left: readonly Float32Array[], right: readonly Float32Array[]): boolean[] {
  const back = counterpartPlaces(right, left);
  return counterpartPlaces(left, right).map((place, i) => place === 0 && back[i] === 0);
}

/** Share, in %, of the places that are among the first `count`. */
export function recall(places: readonly number[], count: number): number {
  return percentOf(places.map((place) => place < count));
}

/** Share, in %, of what is true. */
export function percentOf(values: readonly boolean[]): number {
  return (100 * values.filter(Boolean).length) / values.length;
}
