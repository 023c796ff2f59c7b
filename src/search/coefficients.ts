// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.71,
    late: 2.79,
    lexical: 1.877,
    sentence: 1.429,
    sentenceLate: 0.939,
    covered: 5.093,
    heading: 2.55,
    span: 2.222,
    figures: 2.036,
    subject: 1.739,
  },
  judge: {
    bias: -8.393,
    weights: {
      nearness: 0.937,
      late: 1.327,
      sentence: 1.417,
      weakest: 1.644,
      names: 0.862,
      figures: 1.262,
      kind: 1.568,
      lexical: 0.551,
      margin: 1.654,
      asked: 1.121,
    },
  },
  thresholds: { answered: 0.61, unsure: 0.28 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.335,
    late: 0,
    lexical: 2.459,
    sentence: 2.207,
    sentenceLate: 0,
    covered: 6.193,
    heading: 2.244,
    span: 2.197,
    figures: 2.002,
    subject: 1.236,
  },
  judge: {
    bias: -8.745,
    weights: {
      nearness: 1.345,
      late: 0,
      sentence: 2.11,
      weakest: 1.088,
      names: 1.459,
      figures: 1.626,
      kind: 1.834,
      lexical: 0.814,
      margin: 1.155,
      asked: 1.365,
    },
  },
  thresholds: { answered: 0.62, unsure: 0.31 },
};
