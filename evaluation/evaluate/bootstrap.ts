import { seededRandom } from '../bench/generated-corpus.js';
import { percentile } from '../bench/report.js';

const RESAMPLES = 1_000;
const SEED = 20_260_101;
/** Percentiles between which 95 % of the resamples lie. */
const LOW = 2.5;
const HIGH = 97.5;

/** A figure and its 95 % interval. */
export interface Estimate {
  /** Null when no question counts. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * A figure with the interval that the percentile bootstrap gives it (Efron 1979): 1,000 resamples of the
 * items, drawn with replacement by a seeded generator, so that the same items give the same interval and
 * systems asked the same questions are compared on the same resamples.
 */
export function bootstrap<T>(items: readonly T[], figure: (items: readonly T[]) => number | null): Estimate {
  const value = figure(items);
  const random = seededRandom(SEED);
  const values: number[] = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const found = figure(draw(items, random));
    if (found !== null) values.push(found);
  }
  if (value === null || values.length === 0) return { value, low: null, high: null };
  return { value, low: percentile(values, LOW), high: percentile(values, HIGH) };
}

/** As many items as there are, drawn with replacement. */
function draw<T>(items: readonly T[], random: () => number): T[] {
  const drawn: T[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[Math.floor(random() * items.length)];
    if (item !== undefined) drawn.push(item);
  }
  return drawn;
}
