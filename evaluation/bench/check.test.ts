import { describe, expect, it } from 'vitest';
import { CommittedResults, compare, passes, renderComparison } from './check.js';
import { type Figure, type Section, summarise } from './report.js';

const figure = (name: string, value: number, unit: Figure['unit'] = '×'): Figure => ({
  name,
  unit,
  measure: summarise(value),
});
const section = (title: string, ...figures: Figure[]): Section => ({ title, method: '', figures });
const committed = [
  section('small', figure('engine ÷ peer', 2), figure('build ÷ peer', 4), figure('p50', 3, 'ms')),
  section('large', figure('engine ÷ peer', 1)),
];

describe('a run beside the committed results', () => {
  it('passes as long as no ratio has grown by more than 30 %', () => {
    const comparison = compare(committed, [
      section('small', figure('engine ÷ peer', 2.6), figure('build ÷ peer', 1), figure('p50', 3_000, 'ms')),
    ]);
    expect(comparison.compared).toMatchObject([
      { section: 'small', name: 'engine ÷ peer', committed: 2, measured: 2.6, hasRegressed: false },
      { section: 'small', name: 'build ÷ peer', change: -0.75, hasRegressed: false },
    ]);
    expect(passes(comparison)).toBe(true);
    expect(renderComparison(comparison)).toContain('Passed: none of 2 ratios');
  });

  it('fails on one that has, named first with both values and the change', () => {
    const comparison = compare(committed, [
      section('small', figure('build ÷ peer', 4), figure('engine ÷ peer', 2.7)),
    ]);
    expect(passes(comparison)).toBe(false);
    const text = renderComparison(comparison);
    const [first] = text.split('\n').filter((line) => line.startsWith('| small'));
    expect(first?.split('|').map((cell) => cell.trim())).toEqual([
      ...['', 'small', 'engine ÷ peer', '2 ×', '2.7 ×', '+35 %', '**regression**', ''],
    ]);
    expect(text).toContain('FAILED: 1 of 2 ratios have grown by more than +30 %.');
  });

  it('fails on a ratio that is no number', () => {
    expect(passes(compare(committed, [section('small', figure('engine ÷ peer', Number.NaN))]))).toBe(false);
  });

  it('names what cannot be compared, and lets it be', () => {
    const comparison = compare(committed, [
      section('small', figure('engine ÷ peer', 2), figure('engine ÷ newcomer', 9)),
      section('medium', figure('engine ÷ peer', 9)),
    ]);
    expect(passes(comparison)).toBe(true);
    expect(renderComparison(comparison).split('\n')).toEqual(
      expect.arrayContaining([
        'committed, not measured: small: build ÷ peer',
        'measured, not committed: small: engine ÷ newcomer',
        'measured, not committed: medium: engine ÷ peer',
        'not run: large',
      ]),
    );
  });

  it('fails when there is nothing to compare', () => {
    const comparison = compare([], [section('small', figure('engine ÷ peer', 2))]);
    expect(passes(comparison)).toBe(false);
    expect(renderComparison(comparison)).toContain('FAILED: no ratio');
  });

  it('reads results as they are written, and no other file', () => {
    const written = JSON.parse(JSON.stringify({ environment: {}, sections: committed }));
    expect(compare(CommittedResults.parse(written).sections, committed).compared).toHaveLength(3);
    expect(CommittedResults.safeParse({ sections: [{ title: 1 }] }).success).toBe(false);
  });
});
