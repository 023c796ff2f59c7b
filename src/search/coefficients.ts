// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.697,
    late: 3.11,
    lexical: 1.477,
    sentence: 2.074,
    covered: 5.228,
    heading: 1.926,
    span: 1.929,
    figures: 1.668,
    subject: 0,
  },
  judge: {
    bias: -8.739,
    weights: {
      nearness: 1.548,
      late: 1.464,
      sentence: 1.719,
      weakest: 1.297,
      names: 1.119,
      figures: 1.117,
      kind: 1.46,
      margin: 1.515,
      asked: 1.838,
    },
  },
  thresholds: { answered: 0.618, unsure: 0.227 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 3.787,
    late: 0,
    lexical: 1.652,
    sentence: 3.246,
    covered: 5.34,
    heading: 1.663,
    span: 2.129,
    figures: 1.983,
    subject: 1.114,
  },
  judge: {
    bias: -7.867,
    weights: {
      nearness: 2.185,
      late: 0,
      sentence: 2.712,
      weakest: 0.653,
      names: 1.411,
      figures: 1.119,
      kind: 1.186,
      margin: 1.556,
      asked: 1.505,
    },
  },
  thresholds: { answered: 0.638, unsure: 0.311 },
};
