import type { GoldenQuestion } from '../questions.js';
import type { Outcome } from './outcome.js';

/** A golden question for tests. */
export function question(given: Partial<GoldenQuestion> = {}): GoldenQuestion {
  return {
    id: 'q',
    question: 'Who keeps the lighthouse?',
    language: 'en',
    kind: 'full',
    topic: 'lighthouse',
    answers: ['lighthouse#keeper/1'],
    spans: null,
    unanswerable: null,
    after: [],
    ...given,
  };
}

/** An outcome for tests: right in the first place, surely so, unless told otherwise. */
export function outcome(given: Partial<Outcome> = {}): Outcome {
  return {
    golden: question(),
    ranked: [true],
    accepted: 1,
    holds: [true],
    confidence: 1,
    answered: true,
    quoted: null,
    ...given,
  };
}

/** An outcome of a question without an answer. */
export function unanswerable(kind: 'off-topic' | 'near-miss', given: Partial<Outcome> = {}): Outcome {
  const golden = question({ answers: [], unanswerable: kind });
  return outcome({ golden, ranked: [false], accepted: 0, holds: [false], answered: false, ...given });
}
