import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const script = fileURLToPath(new URL('evaluate.ts', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
/** Two processes, on a machine that may have other work. */
const TIMEOUT = 180_000;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-evaluate-test-'));
  await mkdir(join(folder, 'corpus'));
  const pages = {
    'lighthouse.txt': 'The lighthouse of Grenwick was built in 1850. Ada Merrow keeps it with two cats.',
    'phare.txt': 'Le phare de Grenwick se visite le samedi. La montée compte deux cents marches étroites.',
    'harbour.txt': 'The harbour of Grenwick holds forty fishing boats. Herring is landed there before dawn.',
  };
  for (const [name, text] of Object.entries(pages)) await writeFile(join(folder, 'corpus', name), text);
});
afterAll(async () => rm(folder, { recursive: true }));

async function evaluate(
  name: string,
  questions: readonly object[],
): Promise<{ stderr: string; out: string }> {
  const file = join(folder, `${name}.jsonl`);
  const out = join(folder, name);
  await writeFile(file, questions.map((each) => JSON.stringify(each)).join('\n'));
  const given = ['--corpus', join(folder, 'corpus'), '--questions', file, '--output', out];
  const { stderr } = await run(process.execPath, ['--import', 'tsx', script, ...given], { cwd: root });
  return { stderr, out };
}

const QUESTIONS = [
  {
    question: 'When was the lighthouse of Grenwick built?',
    language: 'en',
    answers: ['lighthouse.txt'],
    spans: { en: ['1850', 'in 1850'] },
  },
  { question: 'Combien de marches compte le phare ?', language: 'fr', answers: ['phare.txt'] },
  { question: 'How many boats does the harbour hold?', language: 'en', answers: ['harbour.txt'] },
  { id: 'moved', question: 'Where is the market held?', language: 'en', answers: ['gone.txt'] },
  { question: 'What is the price of a kilogram of saffron?', language: 'en', unanswerable: 'off-topic' },
];
const Results = z.object({
  questions: z.number(),
  targets: z.null(),
  systems: z.array(
    z.object({ name: z.string(), figures: z.record(z.string(), z.object({ value: z.number().nullable() })) }),
  ),
});

it('evaluates a corpus of one’s own, the same each time', { timeout: TIMEOUT }, async () => {
  const { out, stderr } = await evaluate('own', QUESTIONS);
  const json = await readFile(join(out, 'evaluate.json'), 'utf8');
  const { questions, systems } = Results.parse(JSON.parse(json));
  const ours = systems.find(({ name }) => name === 'Verbatim');
  expect(questions).toBe(5);
  expect(ours?.figures['recall1']?.value).toBe(0.75);
  expect(ours?.figures['falseOffTopic']?.value).toBe(0);
  expect(stderr).toMatch(/^moved: .*gone\.txt/m);
  // Those that need no installation.
  expect(systems.map(({ name }) => name)).toEqual(expect.arrayContaining(['BM25 (minisearch)', 'dense']));
  expect(await readFile(join(out, 'evaluate.html'), 'utf8')).toContain('How well Verbatim answers');
  const markdown = await readFile(join(out, 'evaluate.md'), 'utf8');
  expect(markdown).toMatch(/Where is the market held\? +\| moved +\| not found/);

  const again = await evaluate('again', QUESTIONS);
  expect(await readFile(join(again.out, 'evaluate.json'), 'utf8')).toBe(json);
});
