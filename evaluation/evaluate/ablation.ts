import { RANK_FEATURES, SIGNALS } from '../../src/search/learned.js';
import {
  type Observation,
  observe,
  outOfFold,
  type Removed,
  thresholdsOf,
  type Variant,
} from '../learning.js';
import type { GoldenQuestion } from '../questions.js';
import { metric } from './metrics.js';
import type { Outcome } from './outcome.js';
import { type Compared, paired } from './parity.js';

/** What a part of the search buys: figures with it, without it, and what changes. */
export interface Ablation {
  readonly part: string;
  readonly kind: 'mechanism' | 'ranking feature' | 'judge signal';
  readonly compared: readonly Compared[];
}

const ABLATED = ['recall1', 'coverage', 'falseNearMiss', 'aurc'].map(metric);

/** Parts that can be switched off from outside. */
const MECHANISMS: readonly (readonly [part: string, variant: Variant])[] = [
  ['token vectors (late interaction, likeness of words)', { withoutTokens: true }],
  ['candidates by words (BM25)', { prepare: ({ index }) => void Object.assign(index, { words: () => [] }) }],
  ['candidates by vectors', { prepare: ({ index }) => void Object.assign(index, { nearest: () => [] }) }],
  ['correction of spelling', { prepare: ({ index }) => void Object.assign(index, { correct: () => null }) }],
  ['follow-ups completed from the conversation', { ask: (golden) => ({ ...golden, after: [] }) }],
];

/**
 * Removes each part of the search in turn and learns all that is learned anew, on the tune questions, each
 * question judged by what was learned without its topic.
 *
 * @param onStep Called before each part.
 */
export async function ablate(
  questions: readonly GoldenQuestion[],
  onStep: (part: string) => void,
): Promise<Ablation[]> {
  const seen = await observe({}, questions);
  const whole = judged(seen);
  const ablations: Ablation[] = [];
  const add = (part: string, kind: Ablation['kind'], outcomes: readonly Outcome[]) =>
    ablations.push({
      part,
      kind,
      compared: paired({ names: ['without', 'with'], note: '' }, outcomes, whole, ABLATED).compared,
    });
  for (const [part, variant] of MECHANISMS) {
    onStep(part);
    add(part, 'mechanism', judged(await observe(variant, questions)));
  }
  for (const feature of RANK_FEATURES) {
    onStep(feature);
    add(feature, 'ranking feature', judged(seen, { feature }));
  }
  for (const signal of SIGNALS) {
    onStep(signal);
    add(signal, 'judge signal', judged(seen, { signal }));
  }
  return ablations;
}

/** Observations as outcomes, by an order, a judge and a threshold learned for them. */
function judged(seen: readonly Observation[], removed: Removed = {}): Outcome[] {
  const probable = outOfFold(seen, removed).filter(({ isWhole }) => isWhole);
  const { answered } = thresholdsOf(probable);
  return probable.map(({ golden, right, probability }) => ({
    golden,
    ranked: right,
    accepted: golden.answers.length,
    holds: [right[0] === true],
    confidence: probability,
    answered: probability >= answered,
    quoted: null,
  }));
}
