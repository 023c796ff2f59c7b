import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { LANGUAGES } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import { readQuestions } from './questions.js';

// Reading them checks every line.
const read = (name: string) =>
  readQuestions(fileURLToPath(new URL(`questions/${name}.jsonl`, import.meta.url)));
const all = [...(await read('shipped')), ...(await read('first'))];
const { pairs } = await readCorpus(readConfig({}).corpusFolder);
const pairOf = new Map(pairs.map((pair) => [pair.id, pair]));

describe('the golden questions', () => {
  it('have ids of their own', () => {
    const ids = all.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('have answers unless they are unanswerable', () => {
    const wrong = all.filter(({ answers, spans, unanswerable }) =>
      unanswerable === null ? answers.length === 0 : answers.length > 0 || spans !== null,
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('follow something when they are follow-ups, and only then', () => {
    const wrong = all.filter(({ kind, after }) => (kind === 'follow-up') !== after.length > 0);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('accept pairs that the shipped corpus holds', () => {
    const unknown = all.flatMap(({ id, answers }) =>
      answers.filter((answer) => !pairOf.has(answer)).map((answer) => `${id}: ${answer}`),
    );
    expect(unknown).toEqual([]);
  });

  it('have spans that stand, to the letter, in an accepted passage of their language', () => {
    const absent = all.flatMap(({ id, answers, spans }) =>
      LANGUAGES.flatMap((language) => {
        const texts = answers.map((answer) => pairOf.get(answer)?.[language]?.text ?? '');
        return (spans?.[language] ?? [])
          .filter((span) => !texts.some((text) => text.includes(span)))
          .map((span) => `${id}: ${span}`);
      }),
    );
    expect(absent).toEqual([]);
  });
});
