import { isRight, type Outcome } from './outcome.js';

const BINS = 10;

/** Of the questions a system is surest of: what share of all they are, and what share it gets wrong. */
export interface RiskPoint {
  readonly coverage: number;
  readonly risk: number;
}

/**
 * The risk–coverage curve (El-Yaniv and Wiener 2010): questions from the surest down, and the share wrong
 * among those so far. An unanswerable question is always wrong to answer. Among equally sure ones, errors
 * are spread evenly. The area is the mean risk over all coverages.
 */
export function riskCoverage(outcomes: readonly Outcome[]): {
  readonly points: readonly RiskPoint[];
  readonly area: number;
} {
  const sorted = outcomes.toSorted((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let wrong = 0;
  let area = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.confidence === sorted[from]?.confidence) to++;
    const errors = sorted.slice(from, to).filter((outcome) => !isRight(outcome)).length / (to - from);
    for (let taken = from + 1; taken <= to; taken++) {
      wrong += errors;
      area += wrong / taken / sorted.length;
      points.push({ coverage: taken / sorted.length, risk: wrong / taken });
    }
    from = to;
  }
  return { points, area };
}

/** `width`: bins of equal width of confidence; `mass`: bins of as many questions each. */
export type Bins = 'width' | 'mass';

/** Questions of like confidence. */
export interface Bin {
  readonly count: number;
  /** Mean confidence. */
  readonly confidence: number;
  /** Share right. */
  readonly right: number;
}

/** Ten bins from the least sure to the surest; empty ones are left out. */
export function calibrationBins(outcomes: readonly Outcome[], kind: Bins): Bin[] {
  const sorted = outcomes.toSorted((a, b) => a.confidence - b.confidence);
  const bins = Array.from({ length: BINS }, (): Outcome[] => []);
  for (const [i, outcome] of sorted.entries()) {
    const share = kind === 'width' ? outcome.confidence : i / sorted.length;
    bins[Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)))]?.push(outcome);
  }
  return bins
    .filter(({ length }) => length > 0)
    .map((bin) => ({
      count: bin.length,
      confidence: bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length,
      right: bin.filter(isRight).length / bin.length,
    }));
}

/** Expected calibration error: the mean distance between confidence and share right, by questions. */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  return (
    bins.reduce((sum, { count, confidence, right }) => sum + count * Math.abs(confidence - right), 0) / total
  );
}
