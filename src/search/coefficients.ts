// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 0.977,
    late: 2.725,
    lexical: 1.294,
    sentence: 1.472,
    sentenceLate: 0.954,
    covered: 4.798,
    weakest: 0.321,
    heading: 2.815,
    span: 2.245,
    figures: 1.65,
    subject: 1.516,
  },
  judge: {
    bias: -7.246,
    weights: {
      nearness: 1.406,
      late: 1.653,
      sentence: 2.102,
      covered: 0.524,
      weakest: 1.115,
      names: 1.193,
      figures: 0.795,
      kind: 1.376,
      lexical: 0,
      margin: 1.591,
    },
  },
  thresholds: { answered: 0.67, unsure: 0.26 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.487,
    late: 0.002,
    lexical: 1.444,
    sentence: 2.139,
    sentenceLate: 0.002,
    covered: 5.627,
    weakest: 0.058,
    heading: 1.994,
    span: 2.38,
    figures: 1.626,
    subject: 0.292,
  },
  judge: {
    bias: -7.163,
    weights: {
      nearness: 2.346,
      late: 0,
      sentence: 2.298,
      covered: 1.06,
      weakest: 1.189,
      names: 1.136,
      figures: 0.61,
      kind: 1.517,
      lexical: 0.152,
      margin: 1.666,
    },
  },
  thresholds: { answered: 0.59, unsure: 0.34 },
};
