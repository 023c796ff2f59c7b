import { type Bins, calibrationBins, calibrationError, riskCoverage } from './curves.js';
import { isAnswerable, isRight, type Outcome, RANKED } from './outcome.js';

/** A figure made of outcomes. */
export interface Metric {
  readonly key: string;
  readonly name: string;
  readonly group: 'Retrieval, by pair' | 'Answering' | 'Judging';
  readonly better: 'higher' | 'lower';
  /** `share` is shown in percent. */
  readonly unit: 'share' | 'number';
  /** Whether it can be measured of a system that only ranks. */
  readonly ofPeers: boolean;
  /** Null when no question counts. */
  readonly of: (outcomes: readonly Outcome[]) => number | null;
}

/** Mean over the outcomes that count: those for which `of` gives no null. */
function meanOf(of: (outcome: Outcome) => number | null): Metric['of'] {
  return (outcomes) => {
    let sum = 0;
    let count = 0;
    for (const outcome of outcomes) {
      const value = of(outcome);
      if (value === null) continue;
      sum += value;
      count++;
    }
    return count === 0 ? null : sum / count;
  };
}

/** Share of the outcomes that pass `counts` for which `holds` is true. */
function shareOf(counts: (outcome: Outcome) => boolean, holds: (outcome: Outcome) => boolean): Metric['of'] {
  return meanOf((outcome) => (counts(outcome) ? Number(holds(outcome)) : null));
}

const recallAt = (places: number) =>
  shareOf(isAnswerable, ({ ranked }) => ranked.slice(0, places).includes(true));
const falseAnswers = (kind: 'off-topic' | 'near-miss') =>
  shareOf(
    ({ golden }) => golden.unanswerable === kind,
    ({ answered }) => answered,
  );
const quotesHold = (quotes: number) =>
  shareOf(
    (outcome) => isAnswerable(outcome) && outcome.quoted !== null,
    ({ quoted }) => quoted?.holds.slice(0, quotes).includes(true) ?? false,
  );
const ofHeld = (of: (outcome: Outcome) => number | null) =>
  meanOf((outcome) => (outcome.quoted?.holds[0] === true ? of(outcome) : null));
const errorOver = (bins: Bins) => (outcomes: readonly Outcome[]) =>
  outcomes.length === 0 ? null : calibrationError(calibrationBins(outcomes, bins));

/** 1 over the place of the first accepted pair, 0 when it is not among the first ten. */
export function reciprocalRank({ ranked }: Outcome): number {
  const place = ranked.indexOf(true);
  return place < 0 ? 0 : 1 / (place + 1);
}

/** Normalised discounted cumulative gain of the first ten pairs, accepted ones counting 1. */
export function discountedGain({ ranked, accepted }: Outcome): number {
  const gainAt = (place: number) => 1 / Math.log2(place + 2);
  const gain = ranked.reduce((sum, isAccepted, place) => sum + (isAccepted ? gainAt(place) : 0), 0);
  let best = 0;
  for (let place = 0; place < Math.min(accepted, RANKED); place++) best += gainAt(place);
  return best === 0 ? 0 : gain / best;
}

const answerableMean = (of: (outcome: Outcome) => number) =>
  meanOf((outcome) => (isAnswerable(outcome) ? of(outcome) : null));

const of = (
  group: Metric['group'],
  better: Metric['better'],
  unit: Metric['unit'],
  ofPeers: boolean,
  metrics: readonly (readonly [key: string, name: string, of: Metric['of']])[],
): Metric[] => metrics.map(([key, name, of]) => ({ key, name, group, better, unit, ofPeers, of }));

/** All that is measured, in the order it is shown. */
export const METRICS: readonly Metric[] = [
  ...of('Retrieval, by pair', 'higher', 'share', true, [
    ['recall1', 'recall@1', recallAt(1)],
    ['recall3', 'recall@3', recallAt(3)],
    ['recall10', 'recall@10', recallAt(RANKED)],
  ]),
  ...of('Retrieval, by pair', 'higher', 'number', true, [
    ['mrr10', 'MRR@10', answerableMean(reciprocalRank)],
    ['ndcg10', 'nDCG@10', answerableMean(discountedGain)],
  ]),
  ...of('Answering', 'higher', 'share', true, [
    ['firstPair', 'first pair holds the answer', shareOf(isAnswerable, isRight)],
    [
      'threePairs',
      'one of the first three pairs does',
      shareOf(isAnswerable, ({ holds }) => holds.includes(true)),
    ],
  ]),
  ...of('Answering', 'higher', 'share', false, [
    ['firstQuote', 'first quote shown holds the answer', quotesHold(1)],
    ['threeQuotes', 'one of the first three quotes does', quotesHold(3)],
    ['highlight', 'highlighted sentence holds the span', meanOf(({ quoted }) => quoted?.highlight ?? null)],
    ['spanExact', 'marked span is right', meanOf(({ quoted }) => quoted?.exact ?? null)],
    ['spanF1', 'marked span, token F1', meanOf(({ quoted }) => quoted?.f1 ?? null)],
    [
      'highlightOfHeld',
      'highlighted sentence, where the quote holds it',
      ofHeld(({ quoted }) => quoted?.highlight ?? null),
    ],
    [
      'spanExactOfHeld',
      'marked span is right, where the quote holds it',
      ofHeld(({ quoted }) => quoted?.exact ?? null),
    ],
    [
      'spanExactOfMarked',
      'marked span is right, where it holds it and one is marked',
      ofHeld(({ quoted }) => (quoted?.marked ? quoted.exact : null)),
    ],
  ]),
  ...of('Judging', 'higher', 'share', true, [
    ['precision', 'precision of `answered`', shareOf(({ answered }) => answered, isRight)],
    ['coverage', 'answerable questions answered', shareOf(isAnswerable, ({ answered }) => answered)],
  ]),
  ...of('Judging', 'lower', 'share', true, [
    ['falseOffTopic', 'false answers, off topic', falseAnswers('off-topic')],
    ['falseNearMiss', 'false answers, near misses', falseAnswers('near-miss')],
  ]),
  ...of('Judging', 'lower', 'number', true, [
    [
      'aurc',
      'area under the risk–coverage curve',
      (outcomes) => (outcomes.length === 0 ? null : riskCoverage(outcomes).area),
    ],
    ['ece', 'calibration error, bins of equal width', errorOver('width')],
    ['eceMass', 'calibration error, bins of equal mass', errorOver('mass')],
  ]),
];

/** @throws Error when nothing of this key is measured. */
export function metric(key: string): Metric {
  const found = METRICS.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no such metric: ${key}`);
  return found;
}
