import { fitLogistic, probability } from '../logistic.js';
import { isAnswerable, isRight, type Outcome } from './outcome.js';

/** Next to none: there is one number to learn from. */
const PENALTY = 1e-6;

/**
 * Gives a peer, which only has scores, probabilities: those of a logistic model over its best score (Platt
 * 1999), learned from what it made of the tune questions.
 */
export function probabilities(tuned: readonly Outcome[], outcomes: readonly Outcome[]): Outcome[] {
  const scores = tuned.map(({ confidence }) => confidence);
  const mean = meanOf(scores);
  const deviation = Math.sqrt(meanOf(scores.map((score) => (score - mean) ** 2))) || 1;
  const featuresOf = ({ confidence }: Outcome) => [(confidence - mean) / deviation];
  const model = fitLogistic(
    tuned.map((outcome) => ({ features: featuresOf(outcome), label: isRight(outcome), weight: 1 })),
    PENALTY,
  );
  return outcomes.map((outcome) => ({ ...outcome, confidence: probability(model, featuresOf(outcome)) }));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * Gives a peer, which always answers, a threshold: the highest at which it answers as many answerable
 * questions as Verbatim does of the same. What it then answers falsely can be compared.
 */
export function answeringAsOften(outcomes: readonly Outcome[], ours: readonly Outcome[]): Outcome[] {
  const count = ours.filter((outcome) => isAnswerable(outcome) && outcome.answered).length;
  const confidences = outcomes
    .filter(isAnswerable)
    .map(({ confidence }) => confidence)
    .sort((a, b) => b - a);
  const threshold = confidences[count - 1] ?? Number.POSITIVE_INFINITY;
  return outcomes.map((outcome) => ({ ...outcome, answered: outcome.confidence >= threshold }));
}
