import type { TokenTable } from './embedder.js';
import { dotAt, normalise } from './vector.js';

/** Runs a model over a sequence of token ids: their vectors, row by row. */
export type RunTokens = (ids: readonly number[]) => Promise<Float32Array>;

/** A token table that can also embed: for context-free models a text's vector is the mean of its rows. */
export interface EmbeddingTable extends TokenTable {
  /** Mean of the loaded rows of `ids`, normalised. */
  mean(ids: readonly number[]): Float32Array;
}

/** Rows fetched from the model in one run. */
const ROWS_A_RUN = 4096;
/** A sentence with enough different tokens to tell whether neighbours matter. */
const PROBE = 'La fondation a été créée en 1984, and it now works in many countries.';

/**
 * Whether a model is context-free: the vector of every token of a sentence stays the same when the
 * sentence is turned around. True of static embedding tables, never of a transformer.
 */
export async function isContextFree(
  encode: (text: string) => number[],
  run: RunTokens,
  dimension: number,
): Promise<boolean> {
  const ids = encode(PROBE);
  const forwards = await run(ids);
  const backwards = await run(ids.toReversed());
  return ids.every((_, token) => {
    const mirrored = (ids.length - 1 - token) * dimension;
    for (let i = 0; i < dimension; i++) {
      const difference = (forwards[token * dimension + i] ?? 0) - (backwards[mirrored + i] ?? 0);
      if (Math.abs(difference) > 1e-5) return false;
    }
    return true;
  });
}

/** Rows are asked from the model once, when first needed, and kept. */
export function createTokenTable(
  encode: (text: string) => number[],
  run: RunTokens,
  dimension: number,
): EmbeddingTable {
  /** Every loaded row behind a row of zeros: summing parts of one array is twice as quick as summing arrays. */
  let rows = new Float32Array(dimension);
  /** Where in `rows` a token's row begins. */
  const places = new Map<number, number>();
  const weights = new Map<number, number>();
  // Of doubles: quicker than rounding at every step, and more exact.
  const sum = new Float64Array(dimension);

  function placeOf(id: number): number {
    const place = places.get(id);
    if (place === undefined) throw new Error(`token ${id} was not loaded`);
    return place;
  }

  function product(a: number, b: number): number {
    return dotAt(rows, placeOf(a), rows, placeOf(b), dimension);
  }

  function keep(id: number, row: Float32Array): void {
    // Another call may have brought it in the meantime.
    if (places.has(id)) return;
    const place = (1 + places.size) * dimension;
    if (place === rows.length) {
      const larger = new Float32Array(2 * rows.length);
      larger.set(rows);
      rows = larger;
    }
    rows.set(row, place);
    places.set(id, place);
  }

  return {
    encode: (text) => Uint32Array.from(new Set(encode(text))),
    dot: product,
    async load(ids) {
      const unknown = new Set<number>();
      for (const id of ids) if (!places.has(id)) unknown.add(id);
      const missing = [...unknown];
      for (let from = 0; from < missing.length; from += ROWS_A_RUN) {
        const some = missing.slice(from, from + ROWS_A_RUN);
        const states = await run(some);
        for (const [i, id] of some.entries()) keep(id, states.subarray(i * dimension, (i + 1) * dimension));
      }
    },
    weight(id) {
      let weight = weights.get(id);
      if (weight === undefined) {
        weight = Math.sqrt(product(id, id));
        weights.set(id, weight);
      }
      return weight;
    },
    mean(ids) {
      sum.fill(0);
      const all = rows;
      const starts = ids.map(placeOf);
      // Eight rows at a time: an eighth of the passes over the sum, which take most of an index's time.
      for (let from = 0; from < starts.length; from += 8) {
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = starts.slice(from, from + 8);
        for (let i = 0; i < dimension; i++) {
          const left = (all[a + i] ?? 0) + (all[b + i] ?? 0) + ((all[c + i] ?? 0) + (all[d + i] ?? 0));
          const right = (all[e + i] ?? 0) + (all[f + i] ?? 0) + ((all[g + i] ?? 0) + (all[h + i] ?? 0));
          sum[i] = (sum[i] ?? 0) + (left + right);
        }
      }
      return normalise(new Float32Array(sum));
    },
  };
}
