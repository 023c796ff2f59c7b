import type { TokenTable } from './embedder.js';
import { dot, normalise } from './vector.js';

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
  const rows = new Map<number, Float32Array>();
  const weights = new Map<number, number>();
  // Of doubles: quicker than rounding at every step, and more exact.
  const sum = new Float64Array(dimension);
  const none = new Float32Array(dimension);

  function row(id: number): Float32Array {
    const found = rows.get(id);
    if (found === undefined) throw new Error(`token ${id} was not loaded`);
    return found;
  }

  return {
    encode: (text) => Uint32Array.from(new Set(encode(text))),
    row,
    async load(ids) {
      const unknown = new Set<number>();
      for (const id of ids) if (!rows.has(id)) unknown.add(id);
      const missing = [...unknown];
      for (let from = 0; from < missing.length; from += ROWS_A_RUN) {
        const some = missing.slice(from, from + ROWS_A_RUN);
        const states = await run(some);
        for (const [i, id] of some.entries()) rows.set(id, states.slice(i * dimension, (i + 1) * dimension));
      }
    },
    weight(id) {
      let weight = weights.get(id);
      if (weight === undefined) {
        weight = Math.sqrt(dot(row(id), row(id)));
        weights.set(id, weight);
      }
      return weight;
    },
    mean(ids) {
      sum.fill(0);
      const rowsOf = ids.map(row);
      // Eight rows at a time: an eighth of the passes over the sum, which take most of an index's time.
      for (let from = 0; from < rowsOf.length; from += 8) {
        const [a = none, b = none, c = none, d = none, e = none, f = none, g = none, h = none] = rowsOf.slice(
          from,
          from + 8,
        );
        for (let i = 0; i < dimension; i++) {
          const left = (a[i] ?? 0) + (b[i] ?? 0) + ((c[i] ?? 0) + (d[i] ?? 0));
          const right = (e[i] ?? 0) + (f[i] ?? 0) + ((g[i] ?? 0) + (h[i] ?? 0));
          sum[i] = (sum[i] ?? 0) + (left + right);
        }
      }
      return normalise(new Float32Array(sum));
    },
  };
}
