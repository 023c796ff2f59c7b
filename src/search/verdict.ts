import type { Calibration, Reading } from '../models/reader.js';
import type { Verdict } from './answer.js';

/** The log-odds that a passage answers, as a reader says of it. */
export function logOddsOf({ logit }: Reading, { scale, bias }: Calibration): number {
  return scale * logit + bias;
}

/** The probability, 0–1, that a passage answers, as a reader says of it. */
export function probabilityOf(reading: Reading, calibration: Calibration): number {
  return 1 / (1 + Math.exp(-logOddsOf(reading, calibration)));
}

/** What is said of an answer of this probability. */
export function verdictOf(confidence: number, { answered, unsure }: Calibration): Verdict {
  if (confidence >= answered) return 'answered';
  return confidence >= unsure ? 'unsure' : 'unanswered';
}
