// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.677,
    late: 2.761,
    lexical: 1.897,
    sentence: 1.555,
    sentenceLate: 0.996,
    covered: 5.231,
    heading: 2.53,
    span: 1.817,
    figures: 2.061,
    subject: 1.735,
  },
  judge: {
    bias: -8.517,
    weights: {
      nearness: 0.856,
      late: 1.298,
      sentence: 1.387,
      weakest: 1.629,
      names: 0.93,
      figures: 1.149,
      kind: 1.655,
      lexical: 0.733,
      margin: 1.566,
      asked: 1.186,
    },
  },
  thresholds: { answered: 0.62, unsure: 0.14 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.336,
    late: 0,
    lexical: 2.497,
    sentence: 2.347,
    sentenceLate: 0,
    covered: 6.232,
    heading: 2.196,
    span: 1.949,
    figures: 1.964,
    subject: 1.233,
  },
  judge: {
    bias: -8.588,
    weights: {
      nearness: 1.406,
      late: 0,
      sentence: 1.952,
      weakest: 1.07,
      names: 1.479,
      figures: 1.695,
      kind: 1.713,
      lexical: 0.888,
      margin: 0.846,
      asked: 1.512,
    },
  },
  thresholds: { answered: 0.62, unsure: 0.25 },
};
