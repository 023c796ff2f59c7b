import type { Verdict } from './answer.js';
import { type Coefficients, SIGNALS, type Signals } from './learned.js';

/** A verdict and the probability behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Probability, 0–1, that the first quote answers the question. */
  readonly confidence: number;
}

/** Judges whether the best candidate answers: a logistic model over several signals. */
export function judge(signals: Signals, { judge: model, thresholds }: Coefficients): Judgement {
  const sum = SIGNALS.reduce((total, signal) => total + model.weights[signal] * signals[signal], model.bias);
  const confidence = 1 / (1 + Math.exp(-sum));
  if (confidence >= thresholds.answered) return { verdict: 'answered', confidence };
  return { verdict: confidence >= thresholds.unsure ? 'unsure' : 'unanswered', confidence };
}
