import type { Estimate } from './bootstrap.js';
import type { Metric } from './metrics.js';
import type { Parity } from './parity.js';
import type { Measured, Standing } from './systems.js';
import { number, percent, show } from './tables.js';

/** What was asked of Verbatim, what was measured, and whether it is enough. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

/** Points, as a share, by which two languages may differ. */
const PARITY = 0.02;
/** Rounding of sums. */
const EPSILON = 1e-9;

/** Shares and errors to be reached on the test questions. */
const BOUNDS: readonly (readonly [
  key: string,
  name: string,
  bound: 'at least' | 'at most',
  value: number,
])[] = [
  ['firstQuote', 'First quote holds the answer', 'at least', 0.95],
  ['threeQuotes', 'One of the first three does', 'at least', 0.99],
  ['spanExact', 'Marked span is right, where a span exists', 'at least', 0.85],
  ['falseOffTopic', 'False answers, off topic', 'at most', 0],
  ['falseNearMiss', 'False answers, near misses', 'at most', 0.1],
  ['coverage', 'Answerable questions answered', 'at least', 0.9],
  ['ece', 'Expected calibration error', 'at most', 0.05],
];

/** The targets, met or not. */
export function targetsOf(
  ours: Measured,
  languages: Parity,
  across: Parity | null,
  standing: readonly Standing[],
  metricOf: (key: string) => Metric,
): Target[] {
  const bounds = BOUNDS.flatMap(([key, name, bound, value]) => {
    const estimate = ours.figures.get(key);
    if (estimate === undefined || estimate.value === null) return [];
    const met = bound === 'at least' ? estimate.value >= value - EPSILON : estimate.value <= value + EPSILON;
    const wanted = `${bound} ${metricOf(key).unit === 'share' ? percent(value) : number(value)}`;
    return [{ name, wanted, measured: show(estimate, metricOf(key)), met }];
  });
  return [
    ...bounds,
    parityTarget('French within 2 points of English, first quote', languages),
    ...(across ? [parityTarget('Other language within 2 points of same language, first quote', across)] : []),
    peerTarget(standing),
  ];
}

function parityTarget(name: string, { compared, names }: Parity): Target {
  const found = compared.find(({ metric }) => metric.key === 'firstQuote');
  const difference: Estimate = found?.difference ?? { value: null, low: null, high: null };
  const parts = found ? `${percent(found.first.value)} and ${percent(found.second.value)}` : '–';
  return {
    name,
    wanted: 'at most 2 points',
    measured: `${points(difference.value)} (${points(difference.low)} to ${points(difference.high)}): ${names.join(' and ')} ${parts}`,
    met: difference.value !== null && Math.abs(difference.value) <= PARITY + EPSILON,
  };
}

/** A difference of shares. */
export function points(value: number | null): string {
  if (value === null) return '–';
  const text = (100 * value).toFixed(1);
  if (Number(text) === 0) return '0.0';
  return value > 0 ? `+${text}` : text.replace('-', '−');
}

function peerTarget(standing: readonly Standing[]): Target {
  const behind = standing.filter(({ place }) => place === 'behind');
  const level = standing.filter(({ place }) => place === 'level');
  const list = (lines: readonly Standing[], word: string) =>
    lines.length === 0
      ? ''
      : `; ${word} ${lines.map(({ metric, peer }) => `${metric.name} (${peer})`).join(', ')}`;
  const ahead = standing.length - behind.length - level.length;
  return {
    name: 'Better than every peer on every line',
    wanted: `${standing.length} of ${standing.length} lines`,
    measured: `ahead on ${ahead}${list(level, 'level on')}${list(behind, 'behind on')}`,
    met: standing.length > 0 && ahead === standing.length,
  };
}
