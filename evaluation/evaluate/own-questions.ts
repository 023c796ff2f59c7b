import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LANGUAGES } from '../../src/corpus/document.js';
import type { Index } from '../../src/index/snapshot.js';
import { GoldenQuestion, jsonOf } from '../questions.js';
import { acceptedPairs } from './outcome.js';

/** A question about a corpus of one's own: what is left out takes the value that says nothing. */
const OwnQuestion = z.strictObject({
  id: z.string().min(1).optional(),
  question: z.string().min(1),
  language: z.enum(LANGUAGES),
  kind: z.string().default('full'),
  topic: z.string().default(''),
  answers: z.array(z.string()).default([]),
  spans: z
    .strictObject({ fr: z.array(z.string()).default([]), en: z.array(z.string()).default([]) })
    .nullable()
    .default(null),
  unanswerable: z.enum(['off-topic', 'near-miss']).nullable().default(null),
  after: z.array(z.string()).default([]),
});

/**
 * Reads questions of one's own, one JSON object a line.
 *
 * @throws Error naming the file and the line that is none, or that says neither what answers nor that
 * nothing does.
 */
export async function readOwnQuestions(file: string): Promise<GoldenQuestion[]> {
  const lines = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  const questions: GoldenQuestion[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() !== '') questions.push(readQuestion(line, `${file}:${i + 1}`, `question-${i + 1}`));
  }
  if (questions.length === 0) throw new Error(`${file}: no questions`);
  return questions;
}

function readQuestion(line: string, place: string, id: string): GoldenQuestion {
  const parsed = OwnQuestion.safeParse(jsonOf(line, place));
  if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)}`);
  const { answers, unanswerable } = parsed.data;
  if (answers.length > 0 === (unanswerable !== null))
    throw new Error(`${place}: either "answers" or "unanswerable", and not both`);
  return GoldenQuestion.parse({ ...parsed.data, id: parsed.data.id ?? id });
}

/** Those that nothing in an index answers although they say that something does: a page renamed, a span mistyped. */
export function lost(questions: readonly GoldenQuestion[], index: Pick<Index, 'pairs'>): GoldenQuestion[] {
  return questions.filter(
    (golden) => golden.unanswerable === null && acceptedPairs(golden, index).size === 0,
  );
}
