/** A logistic model: probability = sigmoid(bias + weights · features). */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

export interface Example {
  readonly features: readonly number[];
  readonly label: boolean;
  /** What it counts beside the others. */
  readonly weight: number;
}

const STEPS = 2_000;
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
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const [bias = 0, ...weights] = descend(
    new Array<number>(size + 1).fill(0),
    STEPS,
    ([bias = 0, ...weights]) => {
      const gradient = [0, ...weights.map((weight) => penalty * weight)];
      for (const { features, label, weight } of examples) {
        const error = (probability({ bias, weights }, features) - (label ? 1 : 0)) * (weight / total);
        gradient[0] = (gradient[0] ?? 0) + error;
        for (let i = 0; i < size; i++) gradient[i + 1] = (gradient[i + 1] ?? 0) + error * (features[i] ?? 0);
      }
      return gradient;
    },
  );
  return { bias, weights };
}

/**
 * Projected gradient descent with Nesterov's momentum (1983), started anew where it runs uphill (O'Donoghue &
 * Candès 2015). All values but the first are kept at or above zero.
 */
function descend(
  start: readonly number[],
  steps: number,
  gradientAt: (values: readonly number[]) => readonly number[],
): number[] {
  let values = [...start];
  let ahead = values;
  let momentum = 1;
  for (let step = 0; step < steps; step++) {
    const gradient = gradientAt(ahead);
    const next = ahead.map((value, i) => {
      const moved = value - RATE * (gradient[i] ?? 0);
      return i === 0 ? moved : Math.max(0, moved);
    });
    const isUphill = gradient.reduce((sum, g, i) => sum + g * ((next[i] ?? 0) - (values[i] ?? 0)), 0) > 0;
    const grown = isUphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const share = isUphill ? 0 : (momentum - 1) / grown;
    ahead = next.map((value, i) => value + share * (value - (values[i] ?? 0)));
    values = next;
    momentum = grown;
  }
  return values;
}

/** A list of candidates' features, and which of them are right. */
export interface RankingExample {
  readonly candidates: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  /** What it counts beside the others. */
  readonly weight: number;
}

const RANKING_STEPS = 400;

/**
 * Fits weights at or above zero that put right candidates first: gradient descent on the listwise
 * softmax loss (ListNet's top-one form, Cao et al. 2007) with an L2 penalty.
 */
export function fitRanking(examples: readonly RankingExample[], penalty: number): number[] {
  const usable = examples.filter(({ right }) => right.includes(true) && right.includes(false));
  const size = usable[0]?.candidates[0]?.length ?? 0;
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  const start = [0, ...new Array<number>(size).fill(1)];
  const [, ...weights] = descend(start, RANKING_STEPS, ([, ...weights]) => {
    const gradient = [0, ...weights.map((weight) => penalty * weight)];
    for (const { candidates, right, weight } of usable) {
      const all = softmax(candidates, weights);
      const ofRight = all.map((share, i) => (right[i] ? share : 0));
      const totalRight = ofRight.reduce((a, b) => a + b, 0);
      for (const [i, features] of candidates.entries()) {
        const error = ((all[i] ?? 0) - (ofRight[i] ?? 0) / totalRight) * (weight / total);
        for (let f = 0; f < size; f++) gradient[f + 1] = (gradient[f + 1] ?? 0) + error * (features[f] ?? 0);
      }
    }
    return gradient;
  });
  return weights;
}

function softmax(candidates: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const scores = candidates.map((features) => weights.reduce((sum, w, f) => sum + w * (features[f] ?? 0), 0));
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / total);
}
