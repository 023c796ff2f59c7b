import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure, systemReasonOf } from '../failure.js';

/** Questions that people asked of a corpus, with the passages that answer them: a file in its folder, one JSON object a line. */
export const QUESTIONS_FILE = 'questions.jsonl';

const OwnQuestionLine = z.object({
  question: z.string().trim().min(1),
  /** Key of the passage that answers: see `keyOf`. */
  passage: z.string().regex(/^[\w-]{7}$/),
  /** Path of its document, which answers when the passage is no longer as it was. */
  document: z.string().min(1),
  /** Who says so: somebody of the team, or whoever asked. */
  from: z.enum(['team', 'vote']),
});

/** A question, and the passage that answers it. */
export type OwnQuestion = z.infer<typeof OwnQuestionLine>;

/**
 * Reads the questions of a corpus; none when it has no such file.
 *
 * @throws Failure `questions-malformed` with the line that is none; `file-unreadable`.
 */
export async function readOwnQuestions(corpusFolder: string): Promise<OwnQuestion[]> {
  const file = join(corpusFolder, QUESTIONS_FILE);
  return (await linesOf(file)).map((line, i) => {
    const { data } = OwnQuestionLine.safeParse(jsonOf(line));
    if (data === undefined) throw new Failure('questions-malformed', { file, line: i + 1 });
    return data;
  });
}

/** Changes of these files, one after the other. */
let last: Promise<unknown> = Promise.resolve();

/** Adds a question to those of a corpus; it takes the place of the same one. What other lines hold is left as it is. */
export function addOwnQuestion(corpusFolder: string, added: OwnQuestion): Promise<void> {
  return change(corpusFolder, (lines) => [
    ...lines.filter((line) => questionIn(line) !== added.question),
    JSON.stringify(added),
  ]);
}

/** Takes questions out of those of a corpus. */
export function removeOwnQuestions(corpusFolder: string, questions: readonly string[]): Promise<void> {
  const gone = new Set(questions.map((question) => question.trim()));
  return change(corpusFolder, (lines) => lines.filter((line) => !gone.has(questionIn(line) ?? '')));
}

function change(corpusFolder: string, changed: (lines: string[]) => string[]): Promise<void> {
  const file = join(corpusFolder, QUESTIONS_FILE);
  const done = last.then(async () => {
    const before = await linesOf(file);
    const after = changed(before);
    if (after.length === before.length && after.every((line, i) => line === before[i])) return;
    const aside = join(corpusFolder, `.${QUESTIONS_FILE}.tmp`);
    try {
      await writeFile(aside, after.map((line) => `${line}\n`).join(''), { flush: true });
      await rename(aside, file);
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined);
      throw new Failure('file-unwritable', { file, reason: systemReasonOf(error) }, { cause: error });
    }
  });
  last = done.catch(() => undefined);
  return done;
}

async function linesOf(file: string): Promise<string[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch (error) {
    const reason = systemReasonOf(error);
    if (reason === 'ENOENT') return [];
    throw new Failure('file-unreadable', { file, reason }, { cause: error });
  }
}

function questionIn(line: string): string | null {
  return OwnQuestionLine.safeParse(jsonOf(line)).data?.question ?? null;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
