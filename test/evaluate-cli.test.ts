import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCorpus } from '../src/corpus/read.js';
import { keyOf } from '../src/index/keys.js';
import { writeMillCorpus } from './mill-corpus.js';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'verbatim-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('measures a corpus by its own questions', async () => {
  const corpus = join(folder, 'corpus');
  await writeMillCorpus(corpus);
  const { pairs } = await readCorpus(corpus);
  const keyOfPair = (words: string) => {
    const pair = pairs.find(({ en }) => en?.text.includes(words));
    return pair === undefined ? '' : keyOf(pair);
  };
  const run = (...args: string[]) =>
    runCli(['evaluate', '--corpus', corpus, '--index', join(folder, 'index'), ...args], { cwd: folder });
  const none = await run();
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('has no questions.jsonl')]);
  const questions = [
    { question: 'Who founded the Valbrune mill?', passage: keyOfPair('In 1911'), document: 'founder.en.md' },
    {
      question: 'Who founded the Valbrune mill in 1911?',
      passage: keyOfPair('carpenter'),
      document: 'founder.en.md',
    },
    { question: 'When was Odile Ferrand born?', passage: 'AAAAAAA', document: 'founder.fr.md' },
    { question: 'Who sweeps the floor?', passage: 'AAAAAAA', document: 'gone.md' },
  ];
  const lines = questions.map((question) => `${JSON.stringify({ ...question, from: 'team' })}\n`);
  writeFileSync(join(corpus, 'questions.jsonl'), lines.join(''));
  const json = await run('--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ questions: 4, first: 2, gone: 1, unanswered: 0 });
  const { status, stdout } = await run('--lang', 'fr');
  expect(status).toBe(0);
  expect(stdout).toMatch(/4\s+questions\s*: le bon passage en premier pour 2 \(67\s%\)/);
  expect(stdout).toContain('document disparu');
});
