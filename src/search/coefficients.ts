// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 0.421,
    late: 2.777,
    lexical: 1.269,
    sentence: 1.739,
    sentenceLate: 0.894,
    covered: 5.279,
    weakest: 1.117,
    heading: 1.476,
    span: 1.366,
    figures: 0.991,
    year: 0.002,
    subject: 1.534,
  },
  judge: {
    bias: -7.402,
    weights: {
      nearness: 1.168,
      late: 1.95,
      sentence: 1.654,
      covered: 0.911,
      weakest: 0,
      names: 1.936,
      figures: 0.775,
      kind: 1.077,
      known: 0.011,
      lexical: 0,
      margin: 1.006,
      plain: 0.826,
    },
  },
  thresholds: { answered: 0.58, unsure: 0.236 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 1.143,
    late: 0.002,
    lexical: 1.526,
    sentence: 2.407,
    sentenceLate: 0.002,
    covered: 5.955,
    weakest: 0.387,
    heading: 0.645,
    span: 1.179,
    figures: 1.226,
    year: 0.002,
    subject: 0.447,
  },
  judge: {
    bias: -7.021,
    weights: {
      nearness: 1.845,
      late: 0,
      sentence: 1.991,
      covered: 1.189,
      weakest: 0,
      names: 1.734,
      figures: 0.463,
      kind: 1.098,
      known: 0.387,
      lexical: 0.246,
      margin: 1.338,
      plain: 0.956,
    },
  },
  thresholds: { answered: 0.62, unsure: 0.173 },
};
