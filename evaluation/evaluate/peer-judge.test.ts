import { expect, it } from 'vitest';
import { outcome, unanswerable } from './fixtures.js';
import { answeringAsOften, probabilities } from './peer-judge.js';

it('turns scores into probabilities in the same order', () => {
  const tuned = Array.from({ length: 40 }, (_, i) => outcome({ confidence: i, holds: [i >= 20] }));
  const [low, middle, high] = probabilities(
    tuned,
    [0, 19.5, 39].map((confidence) => outcome({ confidence })),
  ).map(({ confidence }) => confidence);
  expect(low).toBeLessThan(0.1);
  expect(middle).toBeCloseTo(0.5);
  expect(high).toBeGreaterThan(0.9);
});

it('lets a peer answer as many answerable questions', () => {
  const ours = [outcome(), outcome(), outcome({ answered: false })];
  const peer = [1, 5, 3].map((confidence) => outcome({ confidence, answered: false }));
  const moon = unanswerable('off-topic', { confidence: 4 });
  expect(answeringAsOften([...peer, moon], [...ours, moon]).map(({ answered }) => answered)).toEqual([
    false,
    true,
    true,
    true,
  ]);
  const silent = ours.map((each) => ({ ...each, answered: false }));
  expect(answeringAsOften(peer, silent).some(({ answered }) => answered)).toBe(false);
});
