// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.087,
    late: 2.489,
    lexical: 1.617,
    sentence: 1.446,
    sentenceLate: 0.664,
    covered: 4.486,
    weakest: 0.472,
    heading: 2.814,
    span: 2.371,
    figures: 1.604,
    subject: 1.723,
  },
  judge: {
    bias: -6.783,
    weights: {
      nearness: 1.218,
      late: 1.639,
      sentence: 1.952,
      covered: 0.682,
      weakest: 1.285,
      names: 1,
      figures: 0.892,
      kind: 1.261,
      lexical: 0,
      margin: 1.197,
    },
  },
  thresholds: { answered: 0.65, unsure: 0.2 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.704,
    late: 0.002,
    lexical: 1.796,
    sentence: 1.856,
    sentenceLate: 0.002,
    covered: 4.955,
    weakest: 0,
    heading: 2.338,
    span: 2.427,
    figures: 1.571,
    subject: 1.302,
  },
  judge: {
    bias: -7.037,
    weights: {
      nearness: 1.821,
      late: 0,
      sentence: 2.733,
      covered: 1.177,
      weakest: 1.205,
      names: 1.029,
      figures: 0.727,
      kind: 1.43,
      lexical: 0.228,
      margin: 1.322,
    },
  },
  thresholds: { answered: 0.63, unsure: 0.38 },
};
