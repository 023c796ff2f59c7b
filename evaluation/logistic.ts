/** A logistic model: probability = sigmoid(bias + weights · features). */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

export interface Example {
  readonly features: readonly number[];
  readonly label: boolean;
}

const STEPS = 20_000;
const RATE = 0.5;

/** Probability that an example is positive. */
export function probability({ bias, weights }: LogisticModel, features: readonly number[]): number {
  const sum = weights.reduce((total, weight, i) => total + weight * (features[i] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Fits by projected gradient descent with an L2 penalty. Weights are kept at or above zero: every
 * feature is made to speak for the positive class, so a negative weight could only be an accident of
 * the examples.
 *
 * @param penalty L2 penalty on the weights (not the bias), relative to the mean log loss.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): LogisticModel {
  const size = examples[0]?.features.length ?? 0;
  let bias = 0;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    let biasGradient = 0;
    const gradient = weights.map((weight) => penalty * weight);
    for (const { features, label } of examples) {
      const error = (probability({ bias, weights }, features) - (label ? 1 : 0)) / examples.length;
      biasGradient += error;
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + error * (features[i] ?? 0);
    }
    bias -= RATE * biasGradient;
    for (let i = 0; i < size; i++) weights[i] = Math.max(0, (weights[i] ?? 0) - RATE * (gradient[i] ?? 0));
  }
  return { bias, weights };
}

/** A list of candidates' features, and which of them are right. */
export interface RankingExample {
  readonly candidates: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

const RANKING_STEPS = 4_000;

/**
 * Fits weights at or above zero that put right candidates first: gradient descent on the listwise
 * softmax loss (ListNet's top-one form, Cao et al. 2007) with an L2 penalty.
 */
export function fitRanking(examples: readonly RankingExample[], penalty: number): number[] {
  const usable = examples.filter(({ right }) => right.includes(true) && right.includes(false));
  const size = usable[0]?.candidates[0]?.length ?? 0;
  const weights = new Array<number>(size).fill(1);
  for (let step = 0; step < RANKING_STEPS; step++) {
    const gradient = weights.map((weight) => penalty * weight);
    for (const { candidates, right } of usable) {
      const all = softmax(candidates, weights);
      const ofRight = all.map((share, i) => (right[i] ? share : 0));
      const totalRight = ofRight.reduce((a, b) => a + b, 0);
      for (const [i, features] of candidates.entries()) {
        const error = ((all[i] ?? 0) - (ofRight[i] ?? 0) / totalRight) / usable.length;
        for (let f = 0; f < size; f++) gradient[f] = (gradient[f] ?? 0) + error * (features[f] ?? 0);
      }
    }
    for (let f = 0; f < size; f++) weights[f] = Math.max(0, (weights[f] ?? 0) - RATE * (gradient[f] ?? 0));
  }
  return weights;
}

function softmax(candidates: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const scores = candidates.map((features) => weights.reduce((sum, w, f) => sum + w * (features[f] ?? 0), 0));
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / total);
}
