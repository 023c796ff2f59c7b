import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCorpus } from '../src/corpus/read.js';
import { askedOfLabelled } from './asked.js';
import { grouped, readLabelled, writeCorpus } from './documents.js';
import { inFolder } from './halves.js';

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe.each(['unseen', 'calibration'])('the documents of %s', async (name) => {
  const documents = await readLabelled(folder(name));

  it('are many, each of its own name', () => {
    const names = documents.map((document) => document.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(name === 'unseen' ? 59 : 19);
  });

  it('become passages of which one answers each question that has an answer', async () => {
    const lost = await inFolder(async (root) => {
      const found: string[] = [];
      for (const [i, group] of grouped(documents, 6).entries()) {
        const corpus = join(root, String(i));
        await writeCorpus(corpus, group);
        const { pairs } = await readCorpus(corpus);
        for (const question of group.flatMap((document) => document.questions)) {
          const asked = askedOfLabelled(question);
          if (asked.isAnswerable && !pairs.some((pair) => asked.isRight(pair))) found.push(question.question);
        }
      }
      return found;
    });
    const answerable = documents.flatMap(({ questions }) =>
      questions.filter(({ answers }) => answers !== null),
    );
    // A long passage may be cut inside the words that answer.
    expect(lost.length / answerable.length).toBeLessThan(0.03);
  });
});

it('judges by names alone that no document of one is in the other', async () => {
  const [unseen, calibration] = await Promise.all(
    ['unseen', 'calibration'].map((name) => readLabelled(folder(name))),
  );
  const known = new Set(calibration?.map(({ name }) => name));
  expect(unseen?.filter(({ name }) => known.has(name))).toEqual([]);
});
