import { WITH_TOKENS } from '../../src/search/coefficients.js';
import { RANK_FEATURES, SIGNALS, type Signal } from '../../src/search/learned.js';
import {
  judgeOutOfFold,
  type Observation,
  observe,
  observeOutOfFold,
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
  const whole = await run(questions, {});
  const ablations: Ablation[] = [];
  const add = (part: string, kind: Ablation['kind'], outcomes: readonly Outcome[]) =>
    ablations.push({
      part,
      kind,
      compared: paired({ names: ['without', 'with'], note: '' }, outcomes, whole.outcomes, ABLATED).compared,
    });
  for (const [part, variant] of MECHANISMS) {
    onStep(part);
    add(part, 'mechanism', (await run(questions, variant)).outcomes);
  }
  for (const removed of RANK_FEATURES) {
    onStep(removed);
    add(removed, 'ranking feature', (await run(questions, { removed }, whole.seen)).outcomes);
  }
  for (const removed of SIGNALS) {
    onStep(removed);
    add(removed, 'judge signal', judged(whole.outOfFold, questions, removed));
  }
  return ablations;
}

interface Run {
  readonly seen: readonly Observation[];
  readonly outOfFold: readonly Observation[];
  readonly outcomes: readonly Outcome[];
}

async function run(
  questions: readonly GoldenQuestion[],
  variant: Variant,
  known?: readonly Observation[],
): Promise<Run> {
  const seen = known ?? (await observe(variant, WITH_TOKENS, questions));
  const outOfFold = await observeOutOfFold(variant, seen, questions);
  return { seen, outOfFold, outcomes: judged(outOfFold, questions) };
}

/** Observations as outcomes, by a judge and a threshold learned for them. */
function judged(
  observations: readonly Observation[],
  questions: readonly GoldenQuestion[],
  removed?: Signal,
): Outcome[] {
  const probabilities = judgeOutOfFold(observations, questions, removed);
  const { answered } = thresholdsOf(
    observations.map(({ label, golden: { unanswerable } }, i) => ({
      label,
      unanswerable,
      probability: probabilities[i] ?? 0,
    })),
  );
  const places = new Map(observations.map(({ golden }, i) => [golden.id, i]));
  return questions.map((golden) => {
    const place = places.get(golden.id) ?? -1;
    const ranked = observations[place]?.ranking.right ?? [];
    const confidence = probabilities[place] ?? 0;
    return {
      golden,
      ranked,
      accepted: golden.answers.length,
      holds: [ranked[0] === true],
      confidence,
      answered: place >= 0 && confidence >= answered,
      quoted: null,
    };
  });
}
