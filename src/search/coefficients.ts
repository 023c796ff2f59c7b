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
    bias: -8.877,
    weights: {
      nearness: 0.596,
      late: 1.243,
      sentence: 1.99,
      weakest: 1.53,
      names: 1.137,
      figures: 1.236,
      kind: 1.77,
      margin: 1.683,
      asked: 1.606,
    },
  },
  thresholds: { answered: 0.55, unsure: 0.21 },
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
    bias: -8.408,
    weights: {
      nearness: 1.353,
      late: 0,
      sentence: 2.206,
      weakest: 1.067,
      names: 1.464,
      figures: 1.59,
      kind: 1.781,
      margin: 1.254,
      asked: 1.8,
    },
  },
  thresholds: { answered: 0.55, unsure: 0.21 },
};
