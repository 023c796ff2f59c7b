// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.676,
    late: 2.707,
    lexical: 1.942,
    sentence: 1.365,
    covered: 5.651,
    heading: 2.391,
    span: 1.749,
    figures: 2.072,
    subject: 0.858,
  },
  judge: {
    bias: -8.703,
    weights: {
      nearness: 0.633,
      late: 1.244,
      sentence: 1.95,
      weakest: 1.554,
      names: 1.108,
      figures: 1.225,
      kind: 1.647,
      margin: 1.665,
      asked: 1.582,
    },
  },
  thresholds: { answered: 0.54, unsure: 0.21 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.183,
    late: 0,
    lexical: 2.274,
    sentence: 1.92,
    covered: 6.523,
    heading: 2.171,
    span: 1.849,
    figures: 1.953,
    subject: 1.125,
  },
  judge: {
    bias: -8.303,
    weights: {
      nearness: 1.393,
      late: 0,
      sentence: 2.193,
      weakest: 1.079,
      names: 1.445,
      figures: 1.582,
      kind: 1.7,
      margin: 1.233,
      asked: 1.793,
    },
  },
  thresholds: { answered: 0.54, unsure: 0.21 },
};
