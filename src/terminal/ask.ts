import { createReadStream } from 'node:fs';
import { Failure, reasonOf } from '../failure.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Answer } from '../search/answer.js';
import type { Engine } from '../search/engine.js';
import { answerRecord } from '../search/record.js';
import { renderAnswer } from './answer.js';
import { excerpt, safeJson } from './display.js';
import { linesOf } from './lines.js';
import { openForSession } from './open.js';
import { EXIT, print, type Session } from './session.js';

/** How `ask` is to answer. */
export interface AskChoices {
  readonly json: boolean;
  /** Most quotes an answer. */
  readonly limit: number;
}

/** Answers one question. */
export async function ask(session: Session, question: string, choices: AskChoices): Promise<number> {
  const engine = await openForSession(session);
  const answer = await askOne(session, engine, question, choices.limit);
  await print(session, choices.json ? jsonLine(answer) : readable(session, engine, answer));
  return answer.verdict === 'unanswered' ? EXIT.unanswered : EXIT.done;
}

/** Answers every line of a file, or of standard input for `-`, in order and as they come. */
export async function askBatch(session: Session, file: string, choices: AskChoices): Promise<number> {
  const stream = file === '-' ? session.stdin : await openFile(file);
  const engine = await openForSession(session);
  for await (const line of linesOf(stream)) {
    const answer = await askOne(session, engine, line.replace(/^\ufeff/, ''), choices.limit);
    if (choices.json) {
      await print(session, jsonLine(answer));
    } else {
      const asked = session.style.heading(`» ${excerpt(answer.question)}`);
      await print(session, `${asked}\n${readable(session, engine, answer)}\n`);
    }
  }
  return EXIT.done;
}

/** A question read whole from standard input. */
export async function readQuestion(session: Session): Promise<string> {
  const lines: string[] = [];
  for await (const line of linesOf(session.stdin)) lines.push(line);
  return lines.join('\n').replace(/^\ufeff/, '');
}

async function askOne(session: Session, engine: Engine, question: string, limit: number): Promise<Answer> {
  const { language, locale } = session;
  return engine.ask(question, { limit, locale, ...(language === null ? {} : { language }) });
}

function jsonLine(answer: Answer): string {
  return `${safeJson(answerRecord(answer))}\n`;
}

function readable({ style }: Session, engine: Engine, answer: Answer): string {
  const phrases = phrasesFor(answer.language);
  return renderAnswer(answer, style, phrases, engine.examples(answer.language));
}

/** A file opened for reading, so that a wrong name is told before the engine is loaded. */
async function openFile(file: string): Promise<AsyncIterable<Uint8Array | string>> {
  const stream = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    stream.once('readable', resolve);
    stream.once('end', resolve);
    stream.once('error', (error) =>
      reject(new Failure('file-unreadable', { file, reason: reasonOf(error) }, { cause: error })),
    );
  });
  return stream;
}
