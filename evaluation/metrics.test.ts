import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, askedOfLabelled, type Outcome } from './asked.js';
import { NEAR_MISS } from './documents.js';
import { calibrationError, interval, operatingAt, reliability, thresholdFor } from './metrics.js';
import { fitPlatt } from './platt.js';

const answers = { fr: { passage: 'p', words: 'p' } };
const asked = (isAnswerable: boolean): Asked =>
  askedOfLabelled({
    question: 'q',
    language: 'fr',
    kind: isAnswerable ? 'who' : NEAR_MISS,
    document: 'd',
    answers: isAnswerable ? answers : null,
  });
const outcome = (isAnswerable: boolean, probability: number, isRight = false): Outcome => ({
  asked: asked(isAnswerable),
  retrieved: [isRight],
  ranked: [isRight],
  logit: 0,
  probability,
  verdict: 'unsure',
  marked: null,
});

describe('interval', () => {
  it('is that of Wilson', () => {
    const [low, high] = interval({ count: 9, of: 10 });
    expect(low).toBeCloseTo(0.596, 3);
    expect(high).toBeCloseTo(0.982, 3);
  });

  it('holds the share, and narrows with more', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (a, b) => {
        const [count, of] = [Math.min(a, b), Math.max(a, b, 1)];
        const [low, high] = interval({ count, of });
        expect(low).toBeLessThanOrEqual(count / of + 1e-9);
        expect(high).toBeGreaterThanOrEqual(count / of - 1e-9);
        const [lower, higher] = interval({ count: 10 * count, of: 10 * of });
        expect(higher - lower).toBeLessThan(high - low + 1e-9);
      }),
    );
  });
});

it('counts what is said from a threshold on', () => {
  const outcomes = [
    outcome(true, 0.9, true),
    outcome(true, 0.8),
    outcome(true, 0.2, true),
    outcome(false, 0.85),
    outcome(false, 0.1),
  ];
  expect(operatingAt(outcomes, 0.5)).toEqual({
    coverage: { count: 2, of: 3 },
    coverageRight: { count: 1, of: 3 },
    precision: { count: 1, of: 3 },
    precisionAnswerable: { count: 1, of: 2 },
    nearMisses: { count: 1, of: 2 },
    offTopic: { count: 0, of: 0 },
  });
});

it('finds the threshold that lets no more near misses pass than it may', () => {
  const misses = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(misses, fc.constantFrom(0.05, 0.1, 0.2), (probabilities, share) => {
      const outcomes = probabilities.map((probability) => outcome(false, probability));
      const { nearMisses } = operatingAt(outcomes, thresholdFor(outcomes, share));
      expect(nearMisses.count).toBeLessThanOrEqual(share * nearMisses.of);
    }),
  );
});

it('finds no calibration error where probabilities come true', () => {
  const outcomes = Array.from({ length: 100 }, (_, i) => outcome(true, 0.75, i % 4 !== 0));
  expect(calibrationError(reliability(outcomes))).toBeCloseTo(0, 9);
  expect(calibrationError(reliability(outcomes.map((each) => ({ ...each, probability: 0.95 }))))).toBeCloseTo(
    0.2,
    9,
  );
});

it('finds again the scale and bias that examples were drawn by', () => {
  const examples = Array.from({ length: 4_000 }, (_, i) => {
    const logit = ((i % 81) - 40) / 10;
    const p = 1 / (1 + Math.exp(-(0.7 * logit - 0.4)));
    // A low-discrepancy sequence in the place of chance.
    return { logit, isSo: (i * 0.618_033_988_75) % 1 < p };
  });
  const { scale, bias } = fitPlatt(examples);
  expect(scale).toBeCloseTo(0.7, 1);
  expect(bias).toBeCloseTo(-0.4, 1);
});
