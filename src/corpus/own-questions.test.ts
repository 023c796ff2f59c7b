import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { listFiles } from './files.js';
import { addOwnQuestion, QUESTIONS_FILE, readOwnQuestions, removeOwnQuestions } from './own-questions.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-questions-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const about = { passage: 'abcd-_1', document: 'a/b.md', from: 'team' } as const;

it('keeps each question once, the last as it was said, and forgets it', async () => {
  const anyQuestion = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
  const questions = fc.uniqueArray(anyQuestion, { maxLength: 5, selector: (text) => text.trim() });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(questions, async (asked) => {
      const folder = join(root, String(count++));
      await mkdir(folder);
      const all = asked.map((question) => ({ ...about, question: question.trim() }));
      for (const each of [...all, ...all.toReversed()]) await addOwnQuestion(folder, each);
      expect(await readOwnQuestions(folder)).toEqual(all.toReversed());
      await removeOwnQuestions(folder, asked.slice(1));
      expect(await readOwnQuestions(folder)).toEqual(all.slice(0, 1));
    }),
    { numRuns: 20 },
  );
});

it('is no document, names a line that is none, and leaves it as it is', async () => {
  const file = join(root, QUESTIONS_FILE);
  expect(await readOwnQuestions(root)).toEqual([]);
  await writeFile(file, '{"question":"Where?"}\n\n');
  await addOwnQuestion(root, { ...about, question: 'When?' });
  expect(await readFile(file, 'utf8')).toMatch(/^\{"question":"Where\?"\}\n\{.*"question":"When\?".*\}\n$/);
  await expect(readOwnQuestions(root)).rejects.toMatchObject({
    code: 'questions-malformed',
    details: { file, line: 1 },
  });
  expect((await listFiles(root)).problems.map((problem) => problem.file)).not.toContain(QUESTIONS_FILE);
});
