import { describe, expect, it } from 'vitest';
import { outcome, question, unanswerable } from './fixtures.js';
import { metric } from './metrics.js';
import type { Outcome } from './outcome.js';

const of = (key: string, outcomes: readonly Outcome[]) => metric(key).of(outcomes);
const quoted = { holds: [true], marked: false, highlight: null, exact: null, f1: null };

describe('retrieval', () => {
  const first = outcome({ ranked: [true, false] });
  const third = outcome({ ranked: [false, false, true] });
  const nowhere = outcome({ ranked: [false, false] });
  const all = [first, third, nowhere, unanswerable('off-topic')];

  it('counts the answerable questions with an accepted pair among the first', () => {
    expect(of('recall1', all)).toBeCloseTo(1 / 3);
    expect(of('recall3', all)).toBeCloseTo(2 / 3);
    expect(of('recall10', all)).toBeCloseTo(2 / 3);
  });

  it('takes the reciprocal of the first accepted place', () => {
    expect(of('mrr10', all)).toBeCloseTo((1 + 1 / 3 + 0) / 3);
  });

  it('discounts gains by place, against the best order there can be', () => {
    // Places 1 and 3 of two accepted: (1 + 1/2) / (1 + 1/log2(3)).
    const two = outcome({ ranked: [true, false, true], accepted: 2 });
    expect(of('ndcg10', [two])).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)));
    expect(of('ndcg10', [first])).toBe(1);
    expect(of('ndcg10', [third])).toBeCloseTo(1 / 2);
    expect(of('ndcg10', [nowhere])).toBe(0);
  });

  it('is null without answerable questions', () => {
    expect(of('recall1', [unanswerable('near-miss')])).toBeNull();
    expect(of('mrr10', [])).toBeNull();
  });
});

describe('answering', () => {
  it('counts a question that gets no quote as one without the answer', () => {
    const shown = outcome({ quoted });
    const second = outcome({ quoted: { ...quoted, holds: [false, true] } });
    const silent = outcome({ quoted: { ...quoted, holds: [] } });
    expect(of('firstQuote', [shown, second, silent])).toBeCloseTo(1 / 3);
    expect(of('threeQuotes', [shown, second, silent])).toBeCloseTo(2 / 3);
  });

  it('counts spans of the questions that have one', () => {
    const right = outcome({ quoted: { holds: [true], marked: true, highlight: 1, exact: 1, f1: 1 } });
    const near = outcome({ quoted: { holds: [true], marked: false, highlight: 1, exact: 0, f1: 0.5 } });
    const silent = outcome({ quoted: { holds: [], marked: false, highlight: 0, exact: 0, f1: 0 } });
    const all = [right, near, silent, outcome({ quoted })];
    expect(of('highlight', all)).toBeCloseTo(2 / 3);
    expect(of('spanExact', all)).toBeCloseTo(1 / 3);
    expect(of('spanF1', all)).toBeCloseTo(1 / 2);
    expect(of('spanExactOfHeld', all)).toBeCloseTo(1 / 2);
    expect(of('spanExactOfMarked', all)).toBe(1);
  });
});

describe('judging', () => {
  const wrong = outcome({ holds: [false] });
  const kept = outcome({ answered: false });
  const near = unanswerable('near-miss', { answered: true });
  const all = [outcome(), wrong, kept, near, unanswerable('near-miss'), unanswerable('off-topic')];

  it('counts what is right of what is answered, and what is answered of what can be', () => {
    expect(of('precision', all)).toBeCloseTo(1 / 3);
    expect(of('coverage', all)).toBeCloseTo(2 / 3);
  });

  it('counts false answers of each kind apart', () => {
    expect(of('falseNearMiss', all)).toBe(0.5);
    expect(of('falseOffTopic', all)).toBe(0);
    expect(of('falseOffTopic', [outcome({ golden: question() })])).toBeNull();
  });
});

it('knows no other key', () => {
  expect(() => metric('recall2')).toThrow('recall2');
});
