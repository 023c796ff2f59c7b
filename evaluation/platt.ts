/** A logit and whether what it was said of is so. */
export interface Example {
  readonly logit: number;
  readonly isSo: boolean;
}

/** Newton's steps: the fit of two numbers has long settled by then. */
const STEPS = 50;
/** Keeps the fit of perfectly parted examples finite. */
const RIDGE = 1e-3;

/**
 * Scale and bias with which a logit is best taken for a probability, 1 / (1 + exp(−(scale × logit + bias))): Platt (1999), with his
 * targets of (n + 1) / (n + 2) and 1 / (n + 2) instead of 1 and 0.
 */
export function fitPlatt(examples: readonly Example[]): { scale: number; bias: number } {
  const yes = examples.filter(({ isSo }) => isSo).length;
  const targets = { yes: (yes + 1) / (yes + 2), no: 1 / (examples.length - yes + 2) };
  let [scale, bias] = [1, 0];
  for (let step = 0; step < STEPS; step++) {
    let [gs, gb, ss, sb, bb] = [RIDGE * scale, 0, RIDGE, 0, RIDGE];
    for (const { logit, isSo } of examples) {
      const p = 1 / (1 + Math.exp(-(scale * logit + bias)));
      const error = p - (isSo ? targets.yes : targets.no);
      const weight = Math.max(1e-9, p * (1 - p));
      gs += error * logit;
      gb += error;
      ss += weight * logit * logit;
      sb += weight * logit;
      bb += weight;
    }
    const determinant = ss * bb - sb * sb;
    scale -= (bb * gs - sb * gb) / determinant;
    bias -= (ss * gb - sb * gs) / determinant;
  }
  return { scale, bias };
}
