import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changeFiles, statesBefore } from './change.js';
import { listFiles } from './files.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-change-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    encoding: 'utf8',
  });
const bytes = (text: string) => Buffer.from(text);
const read = (folder: string, path: string) => readFile(join(folder, path), 'utf8').catch(() => null);

/** A corpus folder of one page, `a/page.md`. */
async function folderOf(name: string, isGit: boolean): Promise<string> {
  const folder = join(root, name);
  await mkdir(join(folder, 'a'), { recursive: true });
  await writeFile(join(folder, 'a', 'page.md'), 'First.\n');
  if (!isGit) return folder;
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', 'All');
  return folder;
}

describe.each([
  ['in a plain folder', false],
  ['in a repository', true],
])('changeFiles %s', (name, isGit) => {
  it('changes, adds and removes files, and what was before is found again', async () => {
    const folder = await folderOf(name, isGit);
    const paths = ['a/page.md', 'b/new [1].txt'];
    const change = await changeFiles(
      folder,
      [
        { path: 'a/page.md', bytes: bytes('Second.\n') },
        { path: 'b/new [1].txt', bytes: bytes('New.\n') },
      ],
      'Change',
    );
    const first = await change.keep();
    expect(await read(folder, 'a/page.md')).toBe('Second.\n');
    expect(await read(folder, 'b/new [1].txt')).toBe('New.\n');
    expect(await statesBefore(folder, first, paths)).toEqual([
      { path: 'a/page.md', bytes: bytes('First.\n') },
      { path: 'b/new [1].txt', bytes: null },
    ]);
    const removal = await changeFiles(
      folder,
      paths.map((path) => ({ path, bytes: null })),
      'Remove',
    );
    const second = await removal.keep();
    expect((await statesBefore(folder, second, paths)).map((file) => file.bytes?.toString())).toEqual([
      'Second.\n',
      'New.\n',
    ]);
    await writeFile(join(folder, 'left.md'), 'A page that is left.\n');
    expect((await listFiles(folder)).files.map(({ path }) => path)).toEqual(['left.md']);
    if (isGit)
      expect(git(folder, 'log', '--format=%s').trim().split('\n')).toEqual(['Remove', 'Change', 'All']);
  });

  it('takes all of it back, and changes nothing when one file cannot be written', async () => {
    const folder = await folderOf(`${name} taken back`, isGit);
    await writeFile(join(folder, 'a', 'page.md'), 'By hand.\n');
    const change = await changeFiles(folder, [{ path: 'a/page.md', bytes: bytes('Second.\n') }], 'Change');
    await change.takeBack();
    expect(await read(folder, 'a/page.md')).toBe('By hand.\n');
    const failing = changeFiles(
      folder,
      [
        { path: 'a/page.md', bytes: bytes('Second.\n') },
        { path: 'a/page.md/x.md', bytes: bytes('In the way.\n') },
      ],
      'Change',
    );
    await expect(failing).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await read(folder, 'a/page.md')).toBe('By hand.\n');
    expect(await readdir(join(folder, 'a'))).toEqual(['page.md']);
    // What somebody changed by hand and did not commit is in the history all the same.
    if (isGit) expect(git(folder, 'show', 'HEAD:a/page.md')).toBe('By hand.\n');
  });
});

it('says so when the history is gone', async () => {
  const folder = await folderOf('without history', false);
  await expect(statesBefore(folder, '2026-01-01T00-00-00.000Z', ['a/page.md'])).rejects.toMatchObject({
    code: 'history-unwritable',
  });
});
