import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../src/environment.js';
import type { EngineRequest } from '../../src/search/engine.js';

/** Where a corpus and its index are, and the models. */
export type Place = Pick<EngineRequest, 'corpusFolder' | 'indexFolder' | 'model' | 'reader'>;

/** What running a process took. */
export interface Cost {
  /** Wall time from start to end. */
  readonly seconds: number;
  /** Highest resident set size, in millions of bytes. */
  readonly peakMB: number;
  /** Numbers that the process wrote, a line each, on its file descriptor 3. */
  readonly told: readonly number[];
}

/**
 * Tells, at the end of a process, its peak memory in kilobytes. On Linux `maxRSS` counts what the parent
 * held when it forked; the high-water mark in /proc does not.
 */
const TELL_PEAK = `
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => {
    const peak = process.platform === 'linux'
      ? /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
      : process.resourceUsage().maxRSS;
    writeSync(3, peak + '\\n');
  });
`;

/** Opens the encoder of a place with the compiled code, which is not counted, then its index, built anew if need be. */
const INDEX = `
  import { writeSync } from 'node:fs';
  const [dist, id, corpusFolder, indexFolder, anew] = process.argv.slice(1);
  const { openEncoder } = await import(dist + '/models/encoder.js');
  const { openIndex } = await import(dist + '/index/build.js');
  const embedder = await openEncoder({ id, cacheFolder: indexFolder });
  const used = process.cpuUsage();
  const started = performance.now();
  await openIndex({ corpusFolder, indexFolder, embedder, force: anew === 'anew', mustWrite: true });
  const { user, system } = process.cpuUsage(used);
  writeSync(3, (performance.now() - started) / 1000 + '\\n' + (user + system) / 1e6 + '\\n');
`;

/** Folder of the compiled code. */
export const DIST = join(PROJECT_ROOT, 'dist');
const CLI = join(DIST, 'cli.js');

/** A process that does one thing, and what that alone took, its code and its model loaded. */
export interface Timed extends Cost {
  readonly workSeconds: number;
  /** Time of the processor, all threads together: on a busy machine it says more. */
  readonly processorSeconds: number;
}

/** Opens an index with the compiled code in a folder, in a process of its own; builds it anew when told to. */
export async function indexInProcess(
  { corpusFolder, indexFolder, model }: Place,
  { dist, anew }: { readonly dist: string; readonly anew: boolean },
): Promise<Timed> {
  const where = [pathToFileURL(dist).href, model.id, corpusFolder, indexFolder, anew ? 'anew' : ''];
  const cost = await runNode(['--input-type=module', '-e', INDEX, ...where]);
  const [workSeconds, processorSeconds] = z.tuple([z.number(), z.number()]).parse(cost.told);
  return { ...cost, workSeconds, processorSeconds };
}

/** Asks one question through the command line, in a process of its own. */
export async function askInProcess(question: string, place: Place): Promise<Cost> {
  return runNode([CLI, 'ask', ...optionsOf(place), question]);
}

function optionsOf({ corpusFolder, indexFolder, model }: Place): string[] {
  return ['--corpus', corpusFolder, '--index', indexFolder, '--model', model.id];
}

/**
 * Runs node to its end, its output thrown away.
 *
 * @throws Error when it does not end well.
 */
export async function runNode(args: readonly string[]): Promise<Cost> {
  const started = performance.now();
  const hook = `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`;
  const child = spawn(process.execPath, ['--import', hook, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , stderr, pipe] = child.stdio;
  if (!(stderr instanceof Readable && pipe instanceof Readable)) throw new Error('node has no pipes');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  const [status, errors, written] = await Promise.all([ended, text(stderr), text(pipe)]);
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${errors}`);
  const told = z.array(z.coerce.number().positive()).min(1).parse(written.trim().split('\n'));
  return { seconds, peakMB: ((told.at(-1) ?? 0) * 1_024) / 1e6, told: told.slice(0, -1) };
}
