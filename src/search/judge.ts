import type { Verdict } from './answer.js';
import { type Coefficients, SIGNALS, type Signals } from './learned.js';

/** A verdict and the probability behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Probability, 0–1, that the first quote answers the question. */
  readonly confidence: number;
}

/** Judges whether the best candidate answers. */
export function judge(signals: Signals, { judge: model, thresholds }: Coefficients): Judgement {
  const confidence = probabilityOf(signals, model);
  if (confidence >= thresholds.answered) return { verdict: 'answered', confidence };
  return { verdict: confidence >= thresholds.unsure ? 'unsure' : 'unanswered', confidence };
}

/** The probability that a candidate answers: a logistic model over several signals. */
export function probabilityOf(signals: Signals, { bias, weights }: Coefficients['judge']): number {
  const sum = SIGNALS.reduce((total, signal) => total + weights[signal] * signals[signal], bias);
  return 1 / (1 + Math.exp(-sum));
}
