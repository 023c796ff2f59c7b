import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT_ROOT } from '../../src/environment.js';

/** The bot as it is built: what is tested is what a user runs. */
export const BOT = join(PROJECT_ROOT, 'dist', 'bot.js');

/** How long a line may keep us waiting, in milliseconds: a disk that others write to can take half a minute. */
const PATIENCE = 180_000;

/** A program that runs. */
export interface Running {
  readonly process: ChildProcess;
  /** Lines of its output so far. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** The first line of either output that matches, past or to come; rejects if the program ends without it. */
  until(line: RegExp, timeoutMs?: number): Promise<string>;
  /** Its exit status once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends a signal, SIGTERM unless told, and resolves with the exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** What surrounds a run of the program. */
export interface Surroundings {
  /** Added to PATH, HOME (an empty folder of its own), STATE in it and LANG: nothing else of this process's is there. */
  readonly env?: Readonly<Record<string, string>>;
  readonly script?: string;
  readonly args?: readonly string[];
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[];
}

/** Starts a program of Node in English, the bot unless told. */
export function runBot({ env = {}, script = BOT, args = [], nodeArgs = [] }: Surroundings = {}): Running {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-bot-'));
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, LANG: 'en_GB.UTF-8', STATE: '~/state', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  const watchers = new Set<(line: string) => void>();
  const collect = (lines: string[]) => (line: string) => {
    lines.push(line);
    for (const watch of [...watchers]) watch(line);
  };
  createInterface({ input: child.stdout }).on('line', collect(stdout));
  createInterface({ input: child.stderr }).on('line', collect(stderr));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void ended.then(() => rmSync(home, { recursive: true, force: true }));

  function until(line: RegExp, timeoutMs = PATIENCE): Promise<string> {
    const before = [...stdout, ...stderr].find((past) => line.test(past));
    if (before !== undefined) return Promise.resolve(before);
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        end();
        reject(new Error(`${why} without a line like ${line}:\n${[...stdout, ...stderr].join('\n')}`));
      };
      const timer = setTimeout(fail, timeoutMs, `Waited ${timeoutMs} ms`);
      const watch = (next: string) => {
        if (!line.test(next)) return;
        end();
        resolve(next);
      };
      const end = () => {
        clearTimeout(timer);
        watchers.delete(watch);
      };
      watchers.add(watch);
      void ended.then((status) => watchers.has(watch) && fail(`Ended with ${status}`));
    });
  }

  return {
    process: child,
    stdout,
    stderr,
    until,
    ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
