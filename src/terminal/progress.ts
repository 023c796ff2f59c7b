import { SingleBar } from 'cli-progress';
import type { Phrases } from '../i18n/en.js';
import { inline } from './display.js';

/** Work that is over sooner is not worth a word, in milliseconds. */
const QUIET_MS = 1_000;
/** Between two lines where there is no terminal to draw a bar on, in milliseconds. */
const LINE_EVERY_MS = 10_000;

/** A stream that may be a terminal. */
type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Shows how far a long piece of work has come. */
export interface ProgressReport {
  /** `total` is 0 when it is not known. */
  update(what: string, done: number, total: number): void;
  /** Takes the bar away. */
  stop(): void;
}

/** A bar on a terminal, a line now and then elsewhere; nothing for work of less than a second. */
export function reportProgress(stream: Terminal, phrases: Phrases): ProgressReport {
  const started = Date.now();
  let current: { what: string; from: number; since: number } | null = null;
  let bar: SingleBar | null = null;
  let lastLine = 0;

  const drawBar = (what: string, done: number, total: number, rate: string): void => {
    if (bar === null) {
      bar = new SingleBar({
        stream,
        clearOnComplete: true,
        hideCursor: true,
        format: `{what} {bar} {percentage} % | {value}/{total} | {rate}${phrases.perSecond} | ${phrases.timeLeft} {eta_formatted}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
      });
      bar.start(total, done, { what, rate });
    }
    bar.update(done, { what, rate });
  };
  const writeLine = (what: string, done: number, total: number, isNew: boolean): void => {
    const now = Date.now();
    if (!isNew && now - lastLine < LINE_EVERY_MS) return;
    lastLine = now;
    stream.write(`${what}${total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''}\n`);
  };
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };

  let written = '';
  return {
    update(name, done, total) {
      const what = inline(name);
      const now = Date.now();
      if (current?.what !== what) {
        stop();
        current = { what, from: done, since: now };
      }
      if (now - started < QUIET_MS) return;
      const seconds = Math.max(0.001, (now - current.since) / 1000);
      if (stream.isTTY) {
        drawBar(what, done, total, String(Math.round((done - current.from) / seconds)));
      } else {
        writeLine(what, done, total, what !== written);
        written = what;
      }
    },
    stop,
  };
}
