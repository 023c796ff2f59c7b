import { counter } from './count.js';

const count = counter('en');

/** What measuring a corpus by its own questions says, in English. */
export const evaluateEn = {
  none: (file: string, folder: string) =>
    `There is no question to ask: ${folder} has no ${file}. The bot writes it when a team says that a question is documented already.`,
  asked: (n: number) => `${count(n, 'question', 'questions')}:`,
  first: (n: number, share: string) => `the right passage first for ${n}${share}`,
  inThree: (n: number, share: string) => `among the first three for ${n}${share}`,
  notFound: (n: number, share: string) => `not found for ${n}${share}`,
  gone: (n: number) => `${n} of documents that are gone`,
  outcomes: {
    three: 'second or third',
    wrong: 'wrong passage',
    unanswered: 'not found',
    gone: 'document gone',
  },
  missed: (outcome: string, question: string, document: string) => `${outcome}: ${question} → ${document}`,
};

export type EvaluatePhrases = typeof evaluateEn;
