import type { Pooling } from './families.js';
import { normalise } from './vector.js';

/**
 * Pools the token vectors of one text of a batch and normalises the result.
 *
 * @param states Token vectors of the batch, `[batch, length, dimension]`, row by row.
 * @param row Which text of the batch.
 * @param length Tokens a text of the batch, padding included.
 * @param used Tokens of this text; the rest, at the end, is padding.
 */
export function pool(
  states: Float32Array,
  row: number,
  length: number,
  used: number,
  dimension: number,
  pooling: Pooling,
): Float32Array {
  const start = row * length * dimension;
  if (pooling === 'cls') return normalise(states.slice(start, start + dimension));
  if (pooling === 'last') {
    const last = start + (used - 1) * dimension;
    return normalise(states.slice(last, last + dimension));
  }
  const sum = new Float32Array(dimension);
  for (let token = 0; token < used; token++) {
    const at = start + token * dimension;
    for (let i = 0; i < dimension; i++) sum[i] = (sum[i] ?? 0) + (states[at + i] ?? 0);
  }
  return normalise(sum);
}
