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
    bias: -7.535,
    weights: {
      nearness: 1.34,
      late: 1.669,
      sentence: 2.206,
      covered: 1.011,
      weakest: 0,
      names: 1.596,
      figures: 0.621,
      kind: 1.383,
      known: 0,
      lexical: 0,
      margin: 1.589,
      plain: 0.474,
    },
  },
  thresholds: { answered: 0.61, unsure: 0.2 },
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
    bias: -7.589,
    weights: {
      nearness: 2.264,
      late: 0,
      sentence: 2.372,
      covered: 1.43,
      weakest: 0,
      names: 1.616,
      figures: 0.453,
      kind: 1.512,
      known: 0.172,
      lexical: 0.194,
      margin: 1.65,
      plain: 0.588,
    },
  },
  thresholds: { answered: 0.56, unsure: 0.176 },
};
