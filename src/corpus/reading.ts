import { Worker } from 'node:worker_threads';
import { reasonOf } from '../failure.js';
import type { FileStamp } from './document.js';
import { type ReadProblem, unreadable } from './outline.js';
import type { Page } from './pages.js';
import { type FileRead, unread } from './read-file.js';
import type { Request } from './reading-thread.js';

/** What a file may take at the most. */
export interface Budget {
  /** Of time, in seconds, for a file. */
  readonly seconds: (file: FileStamp) => number;
  /** Of memory, in MB. */
  readonly megabytes: number;
}

/**
 * A small file that takes half a minute makes its reader go round in circles; a large one takes some seconds a megabyte on a slow machine.
 * PDF keeps a limit of its own, below this one, and gives the pages that it came to.
 */
const BUDGET: Budget = {
  seconds: ({ path, size }) => (/\.pdf$/i.test(path) ? 150 : 30 + (3 * size) / 1e6),
  megabytes: 2048,
};

/** The code as compiled, since a thread does not run the sources. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/corpus/reading-thread.js' : './reading-thread.js',
  import.meta.url,
);

/** Reads files one after the other, in a thread of its own. */
export interface Reading {
  read(file: FileStamp, page: Page | null): Promise<FileRead>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/**
 * Starts reading files of a folder in a thread, which leaves this one free and can be ended: a file that takes more than its budget is told, and
 * the next one gets a new thread.
 */
export function startReading(folder: string, budget = BUDGET): Reading {
  let thread: Worker | null = null;
  return {
    async read(file, page) {
      thread ??= new Worker(THREAD, {
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: budget.megabytes },
      });
      const seconds = budget.seconds(file);
      const { path } = file;
      const answer = await ask(thread, { folder, path, page }, seconds);
      if (answer.isOver) {
        await thread.terminate();
        thread = null;
      }
      return answer.read;
    },
    async close() {
      await thread?.terminate();
      thread = null;
    },
  };
}

/** What a thread makes of a file, and whether it is at its end. */
interface Answer {
  readonly read: FileRead;
  readonly isOver: boolean;
}

function ask(thread: Worker, request: Request, seconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError);
      resolve(answer);
    };
    const fail = (problem: ReadProblem) => settle({ read: unread([problem]), isOver: true });
    const timer = setTimeout(
      () => fail(unreadable('out-of-time', { seconds: Math.ceil(seconds) })),
      seconds * 1000,
    );
    const onMessage = (read: FileRead) => settle({ read: withTexts(read), isOver: false });
    const onError = (error: Error) => {
      const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      fail(isFull ? unreadable('out-of-memory') : unreadable('broken', { message: reasonOf(error) }));
    };
    thread.on('message', onMessage).on('error', onError);
    thread.postMessage(request);
  });
}

/** Its passages with their texts, which are parts of its own, and are not handed over twice. */
function withTexts(read: FileRead): FileRead {
  const text = read.document?.text ?? '';
  return {
    ...read,
    passages: read.passages.map((passage) => ({ ...passage, text: text.slice(passage.start, passage.end) })),
  };
}
