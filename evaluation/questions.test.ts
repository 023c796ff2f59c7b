import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../src/config.js';
import { LANGUAGES } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import { readQuestions } from './questions.js';

const file = (name: string) => fileURLToPath(new URL(`questions/${name}`, import.meta.url));
const topics = z.array(z.string());
const split = z
  .object({ tune: topics, test: topics })
  .parse(JSON.parse(await readFile(file('split.json'), 'utf8')));
// Reading them checks every line.
const golden = {
  tune: await readQuestions(file('tune.jsonl')),
  test: await readQuestions(file('test.jsonl')),
};
const all = [...golden.tune, ...golden.test];
const { pairs } = await readCorpus(readConfig({}).corpusFolder);
const pairOf = new Map(pairs.map((pair) => [pair.id, pair]));

describe('the split', () => {
  it.each(['tune', 'test'] as const)('has the topics of %s, and only those, in its file', (part) => {
    expect(new Set(golden[part].map(({ topic }) => topic))).toEqual(new Set(split[part]));
  });

  it('has every topic once', () => {
    const both = [...split.tune, ...split.test];
    expect(both.filter((topic, i) => both.indexOf(topic) !== i)).toEqual([]);
  });
});

describe('the golden questions', () => {
  it('are none of them in both parts', () => {
    const tuned = new Set(golden.tune.map(({ question, after }) => JSON.stringify([question, after])));
    const both = golden.test.filter(({ question, after }) => tuned.has(JSON.stringify([question, after])));
    expect(both.map(({ id }) => id)).toEqual([]);
  });

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
