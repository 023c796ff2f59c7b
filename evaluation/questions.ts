import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LANGUAGES } from '../src/corpus/document.js';

/** A golden question; `README.md` says what each field holds. */
export const GoldenQuestion = z.object({
  id: z.string().min(1),
  question: z.string().min(1),
  language: z.enum(LANGUAGES),
  kind: z.string(),
  topic: z.string(),
  answers: z.array(z.string()),
  spans: z.record(z.enum(LANGUAGES), z.array(z.string())).nullable(),
  unanswerable: z.enum(['off-topic', 'near-miss']).nullable(),
  after: z.array(z.string()),
});
export type GoldenQuestion = z.infer<typeof GoldenQuestion>;

/** Whether a question off topic is for calibrating; those that are not measure beside the unseen documents. */
export function isCalibrating({ id, unanswerable }: GoldenQuestion): boolean {
  return unanswerable === 'off-topic' && id.startsWith('tune');
}

/** Reads golden questions, one JSON object a line; names the line that is not one. */
export async function readQuestions(file: string): Promise<GoldenQuestion[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const place = `${file}:${i + 1}`;
    const parsed = GoldenQuestion.safeParse(jsonOf(line, place));
    if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

/** The value of a line of JSON; the error names the place of one that is none. */
export function jsonOf(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${place}: not JSON`);
  }
}
