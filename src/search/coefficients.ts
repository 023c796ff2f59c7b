// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.684,
    late: 2.658,
    lexical: 1.928,
    sentence: 1.301,
    sentenceLate: 0.256,
    covered: 5.617,
    heading: 2.387,
    span: 1.75,
    figures: 2.07,
    subject: 0.872,
  },
  judge: {
    bias: -8.984,
    weights: {
      nearness: 0.567,
      late: 0.827,
      sentence: 1.747,
      weakest: 1.58,
      names: 1.023,
      figures: 1.257,
      kind: 1.685,
      lexical: 0.797,
      margin: 1.632,
      asked: 1.565,
    },
  },
  thresholds: { answered: 0.65, unsure: 0.12 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.183,
    late: 0,
    lexical: 2.274,
    sentence: 1.92,
    sentenceLate: 0,
    covered: 6.523,
    heading: 2.171,
    span: 1.849,
    figures: 1.953,
    subject: 1.125,
  },
  judge: {
    bias: -8.798,
    weights: {
      nearness: 1.189,
      late: 0,
      sentence: 1.897,
      weakest: 1.066,
      names: 1.336,
      figures: 1.576,
      kind: 1.769,
      lexical: 0.938,
      margin: 1.204,
      asked: 1.716,
    },
  },
  thresholds: { answered: 0.58, unsure: 0.17 },
};
