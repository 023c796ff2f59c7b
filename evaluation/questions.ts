import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LANGUAGES } from '../src/corpus/document.js';
import { startConversation } from '../src/search/conversation.js';
import type { AskOptions, Engine, Inspection } from '../src/search/engine.js';

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

/** Asks the questions that come before, as one conversation; gives what is needed to ask the question itself. */
export async function afterEarlier(engine: Engine, golden: GoldenQuestion): Promise<AskOptions> {
  const conversation = startConversation();
  for (const earlier of golden.after) await engine.ask(earlier, { conversation, locale: golden.language });
  return { conversation, locale: golden.language };
}

/** What the judge sees of a golden question, after those that come before it. */
export async function inspectGolden(engine: Engine, golden: GoldenQuestion): Promise<Inspection | null> {
  return engine.inspect(golden.question, await afterEarlier(engine, golden));
}
