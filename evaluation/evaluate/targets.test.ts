import { describe, expect, it } from 'vitest';
import { outcome, unanswerable } from './fixtures.js';
import { metric } from './metrics.js';
import type { Outcome } from './outcome.js';
import { split } from './parity.js';
import { measure, standings } from './systems.js';
import { points, targetsOf } from './targets.js';

const quoted = (isHeld: boolean) => ({ holds: [isHeld], marked: true, highlight: 1, exact: 1, f1: 1 });
const many = (count: number, of: Outcome) => Array.from({ length: count }, () => of);
const right = outcome({ quoted: quoted(true), confidence: 0.99 });
const wrong = outcome({ holds: [false], ranked: [false, true], quoted: quoted(false), confidence: 0.4 });
const kept = (kind: 'off-topic' | 'near-miss', answered = false) =>
  unanswerable(kind, {
    answered,
    confidence: 0.01,
    quoted: { ...quoted(false), holds: [], highlight: null, exact: null, f1: null },
  });

const outcomes = [
  ...many(19, right),
  wrong,
  ...many(9, kept('near-miss')),
  kept('near-miss', true),
  ...many(5, kept('off-topic')),
];
const ours = measure({ name: 'Verbatim', outcomes, kind: 'verbatim' });
const ranker = outcomes.map((each) => ({ ...each, ranked: [false, true], holds: [false], quoted: null }));
const peer = measure({ name: 'peer', outcomes: ranker, kind: 'uncalibrated peer' });

describe('beside its peers', () => {
  it('is ahead, level or behind, figure by figure', () => {
    const placeOf = new Map(standings(ours, [ours, peer]).map(({ metric, place }) => [metric.key, place]));
    expect(placeOf.get('recall1')).toBe('ahead');
    expect(placeOf.get('recall3')).toBe('level');
    expect(placeOf.get('aurc')).toBe('ahead');
    // Set equal; not to be had of scores.
    expect(placeOf.has('coverage')).toBe(false);
    expect(placeOf.has('ece')).toBe(false);
    const behind = standings({ ...peer, kind: 'verbatim' }, [{ ...ours, kind: 'peer' }]);
    expect(behind.find(({ metric }) => metric.key === 'recall1')).toMatchObject({
      place: 'behind',
      difference: { value: -0.95 },
    });
  });
});

describe('targets', () => {
  const halves = split({ names: ['a', 'b'], note: '' }, outcomes, (_) => true);
  const metOf = new Map(
    targetsOf(ours, halves, null, standings(ours, [peer]), metric).map(({ name, met }) => [name, met]),
  );

  it('are met at their bound', () => {
    expect(metOf.get('First quote holds the answer')).toBe(true);
    expect(metOf.get('False answers, near misses')).toBe(true);
    expect(metOf.get('False answers, off topic')).toBe(true);
  });

  it('are not met below it, nor where there is nothing to compare', () => {
    expect(metOf.get('One of the first three does')).toBe(false);
    expect(metOf.get('French within 2 points of English, first quote')).toBe(false);
    expect(metOf.get('Better than every peer on every line')).toBe(false);
  });

  it('show differences in points', () => {
    expect([0.0312, -0.5, 0, -0.0001, null].map(points)).toEqual(['+3.1', '−50.0', '0.0', '0.0', '–']);
  });
});
