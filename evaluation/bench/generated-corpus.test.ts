import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCorpus } from '../../src/corpus/read.js';
import { writeCorpus } from './generated-corpus.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-generated-'));
afterAll(() => rm(root, { recursive: true, force: true }));

async function generate(name: string, seed: number) {
  const folder = join(root, name);
  const questions = await writeCorpus(folder, 250, 20, seed);
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
  return { folder, questions, texts };
}

it('writes the passages asked for, in both languages, each of them read as one', async () => {
  const { folder, questions } = await generate('read', 1);
  const { passages, problems } = await readCorpus(folder);
  expect(passages).toHaveLength(250);
  expect(passages.filter(({ language }) => language === 'fr')).toHaveLength(150);
  expect(problems.filter(({ code }) => code !== 'no-source' && code !== 'no-date')).toEqual([]);
  expect(questions).toHaveLength(20);
});

it('writes the same for the same seed, and something else for another', async () => {
  const [first, again, other] = [await generate('a', 1), await generate('b', 1), await generate('c', 2)];
  expect(again).toMatchObject({ texts: first.texts, questions: first.questions });
  expect(other.texts[0]).not.toBe(first.texts[0]);
});

it('writes a small corpus in both languages too, with more than one question a passage if need be', async () => {
  const folder = join(root, 'small');
  const questions = await writeCorpus(folder, 60, 250, 1);
  const { passages } = await readCorpus(folder);
  expect(passages.map(({ language }) => language).filter((each) => each === 'fr')).toHaveLength(30);
  expect(passages).toHaveLength(60);
  expect(questions).toHaveLength(250);
});
