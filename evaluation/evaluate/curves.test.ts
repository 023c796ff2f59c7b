import { describe, expect, it } from 'vitest';
import { calibrationBins, calibrationError, riskCoverage } from './curves.js';
import { outcome } from './fixtures.js';

const sure = (confidence: number, isRight: boolean) => outcome({ confidence, holds: [isRight] });

describe('risk and coverage', () => {
  it('goes from the surest down', () => {
    const { points, area } = riskCoverage([
      sure(0.2, false),
      sure(0.9, true),
      sure(0.5, false),
      sure(0.4, true),
    ]);
    expect(points.map(({ coverage }) => coverage)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(points.map(({ risk }) => risk)).toEqual([0, 1 / 2, 1 / 3, 2 / 4]);
    expect(area).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4);
  });

  it('does not depend on the order of the equally sure', () => {
    const one = [sure(0.5, true), sure(0.5, false)];
    expect(riskCoverage(one)).toEqual(riskCoverage(one.toReversed()));
    expect(riskCoverage(one).points.map(({ risk }) => risk)).toEqual([0.5, 0.5]);
  });

  it('is empty of nothing', () => {
    expect(riskCoverage([])).toEqual({ points: [], area: 0 });
  });
});

describe('calibration', () => {
  it('compares mean confidence with the share right, bin by bin', () => {
    const outcomes = [sure(0.05, false), sure(0.91, true), sure(0.99, false), sure(1, true)];
    const bins = calibrationBins(outcomes, 'width');
    expect(bins).toEqual([
      { count: 1, confidence: 0.05, right: 0 },
      { count: 3, confidence: (0.91 + 0.99 + 1) / 3, right: 2 / 3 },
    ]);
    expect(calibrationError(bins)).toBeCloseTo((0.05 + 3 * ((0.91 + 0.99 + 1) / 3 - 2 / 3)) / 4);
  });

  it('makes bins of as many questions each', () => {
    const outcomes = Array.from({ length: 20 }, (_, i) => sure(0.9 + i / 1000, true));
    expect(calibrationBins(outcomes, 'mass').map(({ count }) => count)).toEqual(new Array(10).fill(2));
    expect(calibrationBins(outcomes, 'width').map(({ count }) => count)).toEqual([20]);
  });

  it('has no error without questions', () => {
    expect(calibrationError(calibrationBins([], 'mass'))).toBe(0);
  });
});
