import { describe, expect, it } from 'vitest';
import { readCorpus } from '../src/corpus/read.js';
import { acceptedPairs } from './evaluate/outcome.js';
import { lost, readOwnQuestions } from './evaluate/own-questions.js';
import { SHAPES_CORPUS, SHAPES_QUESTIONS } from './evaluate/shapes.js';

const corpus = await readCorpus(SHAPES_CORPUS);
// Reading them checks every line.
const questions = await readOwnQuestions(SHAPES_QUESTIONS);
const answerable = questions.filter(({ unanswerable }) => unanswerable === null);
const passageOf = new Map(corpus.passages.map((passage) => [passage.id, passage]));

describe('the documents of other shapes', () => {
  it('are read whole', () => {
    expect(corpus.problems).toEqual([]);
    expect(new Set(answerable.map(({ topic }) => topic))).toEqual(
      new Set(corpus.documents.map(({ path }) => path)),
    );
  });
});

describe('the questions about them', () => {
  it('have ids and words of their own', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const asked = questions.map(({ question, after }) => JSON.stringify([question, after]));
    expect(new Set(asked).size).toBe(questions.length);
  });

  it('are in both languages, and a third and more have no answer, half of those nearly', () => {
    const share = (count: number, whole: number) => count / whole;
    expect(share(questions.filter(({ language }) => language === 'fr').length, questions.length)).toBe(0.5);
    expect(share(questions.length - answerable.length, questions.length)).toBeGreaterThanOrEqual(0.35);
    const near = questions.filter(({ unanswerable }) => unanswerable === 'near-miss').length;
    expect(share(near, questions.length - answerable.length)).toBe(0.5);
  });

  it('follow something when they are follow-ups, and only then', () => {
    const wrong = questions.filter(({ kind, after }) => (kind === 'follow-up') !== after.length > 0);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('accept passages that the documents hold', () => {
    expect(lost(questions, corpus)).toEqual([]);
    const unknown = answerable.flatMap(({ id, answers }) =>
      answers.filter((answer) => !passageOf.has(answer)).map((answer) => `${id}: ${answer}`),
    );
    expect(unknown).toEqual([]);
  });

  it('have spans that stand, to the letter, in accepted passages, and one for each', () => {
    const wrong = answerable.flatMap((golden) => {
      const { id, spans } = golden;
      if (spans === null) return [];
      const passages = [...acceptedPairs(golden, corpus)]
        .flatMap((position) => [corpus.pairs[position]?.fr, corpus.pairs[position]?.en])
        .filter((passage) => passage != null);
      const bare = passages.filter(
        ({ text, language }) => !spans[language].some((span) => text.includes(span)),
      );
      const absent = [...spans.fr, ...spans.en].filter(
        (span) => !passages.some(({ text }) => text.includes(span)),
      );
      return [...bare.map((passage) => `${id}: ${passage.id}`), ...absent.map((span) => `${id}: ${span}`)];
    });
    expect(wrong).toEqual([]);
  });
});
