import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WITH_TOKENS, WITHOUT_TOKENS } from './coefficients.js';
import { judge } from './judge.js';
import { SIGNALS, type Signal, type Signals } from './learned.js';
import { rarity } from './rarity.js';

/** Signals of which each is what `value` says. */
function signalsOf(value: (place: number) => number): Signals {
  const signals: Record<Signal, number> = { ...WITH_TOKENS.judge.weights };
  for (const [place, signal] of SIGNALS.entries()) signals[signal] = value(place);
  return signals;
}

describe.each([
  ['with tokens', WITH_TOKENS],
  ['without tokens', WITHOUT_TOKENS],
])('the learned judge, %s', (_, coefficients) => {
  it('says that nothing does not answer, and that everything does', () => {
    expect(
      judge(
        signalsOf(() => 0),
        coefficients,
      ).verdict,
    ).toBe('unanswered');
    expect(
      judge(
        signalsOf(() => 1),
        coefficients,
      ).verdict,
    ).toBe('answered');
  });

  it('has room for doubt between its thresholds', () => {
    const { answered, unsure } = coefficients.thresholds;
    expect(unsure).toBeGreaterThan(0);
    expect(answered).toBeGreaterThan(unsure);
    expect(answered).toBeLessThan(1);
  });

  it('trusts no candidate less for a better signal, and gives a probability', () => {
    const signal = fc.constantFrom(...SIGNALS);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(...SIGNALS.map(() => share)), signal, share, (values, better, by) => {
        const signals = signalsOf((place) => values[place] ?? 0);
        const { confidence } = judge(signals, coefficients);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        const improved = judge({ ...signals, [better]: signals[better] + by }, coefficients);
        expect(improved.confidence).toBeGreaterThanOrEqual(confidence);
      }),
    );
  });
});

it('a word says less the more pairs hold it', () => {
  const said = [0, 1, 5, 50, 100].map((pairs) => rarity(pairs, 100));
  expect(said).toEqual(said.toSorted((a, b) => b - a));
  expect(said[0]).toBe(1);
  expect(said.at(-1)).toBeCloseTo(0.15, 2);
  expect(rarity(0, 0)).toBeGreaterThan(0);
});
