import type { Outcome } from './asked.js';
import { NEAR_MISS, OFF_TOPIC } from './documents.js';

/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** How many of some things are so. */
export function share<T>(things: readonly T[], isSo: (thing: T) => boolean): Share {
  return { count: things.filter(isSo).length, of: things.length };
}

/** 95 % interval of a share, 0–1: Wilson (1927). */
export function interval({ count, of }: Share): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const p = count / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

export const answerable = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ asked }) => asked.isAnswerable);
export const ofKind = (outcomes: readonly Outcome[], kind: string): Outcome[] =>
  outcomes.filter(({ asked }) => asked.kind === kind);

export const isFirstRight = ({ ranked }: Outcome): boolean => ranked[0] === true;
export const isRightInThree = ({ ranked }: Outcome): boolean => ranked.slice(0, 3).includes(true);

/** What is said of questions when those of a probability from `least` on are said to be answered. */
export interface Operating {
  /** Of answerable questions: said to be answered. */
  readonly coverage: Share;
  /** Of answerable questions: said to be answered, and right. */
  readonly coverageRight: Share;
  /** Of all that is said to be answered: right. */
  readonly precision: Share;
  /** The same of answerable questions alone. */
  readonly precisionAnswerable: Share;
  readonly nearMisses: Share;
  readonly offTopic: Share;
}

export function operatingAt(outcomes: readonly Outcome[], least: number): Operating {
  const said = (outcome: Outcome) => outcome.probability >= least;
  const all = answerable(outcomes);
  return {
    coverage: share(all, said),
    coverageRight: share(all, (outcome) => said(outcome) && isFirstRight(outcome)),
    precision: share(outcomes.filter(said), isFirstRight),
    precisionAnswerable: share(all.filter(said), isFirstRight),
    nearMisses: share(ofKind(outcomes, NEAR_MISS), said),
    offTopic: share(ofKind(outcomes, OFF_TOPIC), said),
  };
}

/** The least probability at which at most a share of near misses is said to be answered. */
export function thresholdFor(outcomes: readonly Outcome[], nearMisses: number): number {
  const probabilities = ofKind(outcomes, NEAR_MISS)
    .map(({ probability }) => probability)
    .sort((a, b) => b - a);
  const first = probabilities[Math.floor(nearMisses * probabilities.length)];
  return first === undefined ? 0 : first + 1e-9;
}

/** One of ten ranges of probability: how many outcomes lie in it, their mean probability, and how many are right. */
export interface Bin extends Share {
  readonly mean: number;
}

/** Outcomes by probability, in ten ranges. */
export function reliability(outcomes: readonly Outcome[]): Bin[] {
  return Array.from({ length: 10 }, (_, i) => {
    const inside = outcomes.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === i);
    const mean = inside.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, inside.length);
    return { ...share(inside, isFirstRight), mean };
  });
}

/** Expected calibration error, 0–1: Naeini et al. (2015). */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { of }) => sum + of, 0);
  return bins.reduce(
    (sum, { count, of, mean }) => sum + (of / Math.max(1, total)) * Math.abs(count / Math.max(1, of) - mean),
    0,
  );
}
