import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/environment.js';

/** The command line as it is built: what is tested is what a user runs. */
export const CLI = join(PROJECT_ROOT, 'dist', 'cli.js');

/** How a run of the program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What surrounds a run of the program. */
export interface Surroundings {
  /** Working directory, and home. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[];
}

/** Starts the program in English, with nothing of this process's environment but its PATH. */
export function startCli(
  args: readonly string[],
  { cwd, env = {}, nodeArgs = [] }: Surroundings,
): ChildProcess {
  return spawn(process.execPath, [...nodeArgs, CLI, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, LANG: 'en_GB.UTF-8', ...env },
  });
}

/** Runs the program to its end. */
export async function runCli(
  args: readonly string[],
  { input = '', ...surroundings }: Surroundings & { readonly input?: string | Uint8Array },
): Promise<Ended> {
  const child = startCli(args, surroundings);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin?.on('error', () => {}); // it may end before it has read everything
  child.stdin?.end(input);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}
