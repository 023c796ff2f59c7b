// Made by `npm run calibrate` from evaluation/questions/tune.jsonl. Do not edit.
import type { Coefficients } from './learned.js';

/** For models with token vectors. */
export const WITH_TOKENS: Coefficients = {
  ranking: {
    cosine: 0.443,
    late: 2.432,
    lexical: 1.271,
    sentence: 1.966,
    sentenceLate: 0.855,
    covered: 4.971,
    weakest: 0.778,
    heading: 2.712,
    span: 1.315,
    figures: 0.411,
    year: 1.763,
  },
  judge: {
    bias: -6.986,
    weights: {
      nearness: 1.207,
      late: 1.392,
      sentence: 1.606,
      covered: 0.754,
      weakest: 0,
      names: 1.967,
      figures: 0.586,
      kind: 0.635,
      known: 0,
      lexical: 0,
      margin: 1.549,
      plain: 1.169,
    },
  },
  thresholds: { answered: 0.51, unsure: 0.236 },
};

/** For all other models. */
export const WITHOUT_TOKENS: Coefficients = {
  ranking: {
    cosine: 0.911,
    late: 0.002,
    lexical: 1.475,
    sentence: 2.438,
    sentenceLate: 0.002,
    covered: 5.458,
    weakest: 0.342,
    heading: 1.995,
    span: 1.09,
    figures: 0.533,
    year: 1.661,
  },
  judge: {
    bias: -7.365,
    weights: {
      nearness: 1.747,
      late: 0,
      sentence: 2.03,
      covered: 1.459,
      weakest: 0,
      names: 1.714,
      figures: 0.339,
      kind: 1.108,
      known: 0.417,
      lexical: 0.215,
      margin: 1.841,
      plain: 0.792,
    },
  },
  thresholds: { answered: 0.58, unsure: 0.182 },
};
