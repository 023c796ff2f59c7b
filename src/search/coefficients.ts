// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 0.978,
    late: 2.43,
    lexical: 1.639,
    sentence: 1.401,
    sentenceLate: 0.787,
    covered: 4.521,
    weakest: 0.444,
    heading: 2.817,
    span: 2.281,
    figures: 1.601,
    subject: 1.722,
  },
  judge: {
    bias: -7.042,
    weights: {
      nearness: 1.269,
      late: 1.705,
      sentence: 1.954,
      covered: 0.74,
      weakest: 1.197,
      names: 1.015,
      figures: 0.886,
      kind: 1.477,
      lexical: 0,
      margin: 1.222,
    },
  },
  thresholds: { answered: 0.63, unsure: 0.21 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.601,
    late: 0.002,
    lexical: 1.819,
    sentence: 1.842,
    sentenceLate: 0.002,
    covered: 4.983,
    weakest: 0,
    heading: 2.304,
    span: 2.346,
    figures: 1.568,
    subject: 1.302,
  },
  judge: {
    bias: -7.336,
    weights: {
      nearness: 1.93,
      late: 0,
      sentence: 2.748,
      covered: 1.187,
      weakest: 1.05,
      names: 1.059,
      figures: 0.664,
      kind: 1.556,
      lexical: 0.314,
      margin: 1.524,
    },
  },
  thresholds: { answered: 0.64, unsure: 0.28 },
};
