import { once } from 'node:events';
import type { Config } from '../config.js';
import type { Language } from '../corpus/document.js';
import { type Environment, remarksOnSettings, settingsFile } from '../environment.js';
import { Failure, type FailureCode, type FailureDetails, reasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { settingNames } from '../settings.js';
import { visible } from './display.js';
import type { Style } from './style.js';

/** Exit status of a program; 78 is EX_CONFIG of sysexits.h. */
export const EXIT = { done: 0, failed: 1, usage: 2, unanswered: 3, settings: 78, interrupted: 130 } as const;

/** What every command works with. Answers go to `stdout`, all else to `stderr`. */
export interface Session {
  readonly config: Config;
  /** What it was read from. */
  readonly env: Environment;
  /** The language that `--lang` or VERBATIM_LANG asks for; null when neither does. */
  readonly language: Language | null;
  /** The language of the system, for questions that do not tell theirs. */
  readonly locale: Language;
  readonly phrases: Phrases;
  /** Of `stdout`. */
  readonly style: Style;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Writes to standard output, no faster than it is read. */
export async function print(session: Session, text: string): Promise<void> {
  if (!session.stdout.write(text)) await once(session.stdout, 'drain');
}

/** Tells something beside the answers, on a line of standard error. */
export function tell(session: Pick<Session, 'stderr'>, line: string): void {
  session.stderr.write(`${visible(line)}\n`);
}

/** Tells what is odd about the file of settings, and stops nothing. */
export function tellRemarks({ stderr, phrases }: Pick<Session, 'stderr' | 'phrases'>): void {
  for (const { code, details } of remarksOnSettings(settingsFile(), settingNames())) {
    tell({ stderr }, phrases.settings[code](details));
  }
}

/** What went wrong, in a person's language; safe to show. */
export function describeFailure(error: unknown, phrases: Phrases): string {
  return visible(
    error instanceof Failure
      ? failurePhrase(error.code, error.details, phrases)
      : phrases.unexpected(reasonOf(error)),
  );
}

function failurePhrase<C extends FailureCode>(code: C, details: FailureDetails[C], phrases: Phrases): string {
  return phrases.failures[code](details);
}
