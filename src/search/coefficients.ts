// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.621,
    late: 2.617,
    lexical: 1.89,
    sentence: 1.518,
    sentenceLate: 0.685,
    covered: 5.52,
    heading: 2.407,
    span: 1.784,
    figures: 2.064,
    subject: 1.715,
  },
  judge: {
    bias: -8.898,
    weights: {
      nearness: 0.778,
      late: 1.142,
      sentence: 1.62,
      weakest: 1.51,
      names: 1.027,
      figures: 1.112,
      kind: 1.622,
      lexical: 0.681,
      margin: 1.725,
      asked: 1.576,
    },
  },
  thresholds: { answered: 0.65, unsure: 0.11 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 2.142,
    late: 0,
    lexical: 2.272,
    sentence: 2.141,
    sentenceLate: 0,
    covered: 6.505,
    heading: 2.168,
    span: 1.873,
    figures: 1.951,
    subject: 1.225,
  },
  judge: {
    bias: -8.867,
    weights: {
      nearness: 1.333,
      late: 0,
      sentence: 1.899,
      weakest: 1.066,
      names: 1.342,
      figures: 1.583,
      kind: 1.762,
      lexical: 0.923,
      margin: 1.234,
      asked: 1.741,
    },
  },
  thresholds: { answered: 0.59, unsure: 0.27 },
};
