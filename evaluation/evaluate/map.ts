/** Points in two dimensions, and the share of the variance that each dimension holds. */
export interface Projection {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly variance: readonly [x: number, y: number];
}

const STEPS = 500;

/**
 * Principal components: the two directions along which vectors differ most, by power iteration from a fixed
 * start, so that the same vectors give the same map.
 */
export function project(vectors: readonly Float32Array[]): Projection {
  const size = vectors[0]?.length ?? 0;
  const mean = new Float64Array(size);
  for (const vector of vectors)
    for (let i = 0; i < size; i++) mean[i] = at(mean, i) + at(vector, i) / vectors.length;
  const rows = vectors.map((vector) => Float64Array.from(vector, (value, i) => value - at(mean, i)));
  const total = rows.reduce((sum, row) => sum + product(row, row), 0);
  const x = component(rows, size);
  const along = rows.map((row) => product(row, x));
  const rest = rows.map((row, r) => row.map((value, i) => value - (along[r] ?? 0) * at(x, i)));
  const y = component(rest, size);
  const across = rest.map((row) => product(row, y));
  const share = (values: readonly number[]) =>
    total === 0 ? 0 : values.reduce((sum, value) => sum + value * value, 0) / total;
  return {
    points: along.map((value, i) => [value, across[i] ?? 0]),
    variance: [share(along), share(across)],
  };
}

/** The direction of greatest variance of centred rows, of length 1, its largest number above 0. */
function component(rows: readonly Float64Array[], size: number): Float64Array {
  let direction = Float64Array.from({ length: size }, (_, i) => 1 + i / size);
  for (let step = 0; step < STEPS; step++) {
    const next = new Float64Array(size);
    for (const row of rows) {
      const along = product(row, direction);
      for (let i = 0; i < size; i++) next[i] = at(next, i) + along * at(row, i);
    }
    const norm = Math.sqrt(product(next, next));
    if (norm === 0) break;
    direction = next.map((value) => value / norm);
  }
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

function at(values: Float32Array | Float64Array, i: number): number {
  return values[i] ?? 0;
}
