import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles, refusal } from './files.js';

const isWindows = process.platform === 'win32';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
}

async function listed() {
  const { files, problems } = await listFiles(folder);
  return {
    paths: files.map(({ path }) => path),
    problems: problems.map(({ code, file, severity, details }) => ({ code, file, severity, ...details })),
  };
}

describe('listFiles', () => {
  it('lists files in code-unit order of their paths, with what stat says of them', async () => {
    await put('b.txt', 'a/z.md', 'a/b/c.HTML', 'é.docx', 'Z.pdf');
    const { files, problems } = await listFiles(folder);
    expect(files.map(({ path }) => path)).toEqual(['Z.pdf', 'a/b/c.HTML', 'a/z.md', 'b.txt', 'é.docx']);
    expect(problems).toEqual([]);
    const { size, mtimeMs, ctimeMs } = await stat(join(folder, 'b.txt'));
    expect(files[3]).toEqual({ path: 'b.txt', size, mtimeMs, ctimeMs });
  });

  it('leaves out hidden names, node_modules and the README of the folder, not those below it', async () => {
    await put('.a.md', '.git/a.md', 'node_modules/a.md', 'README.md', 'x/README.md');
    expect(await listed()).toEqual({ paths: ['x/README.md'], problems: [] });
  });

  it('tells the formats that are not read', async () => {
    await put('photo.png', 'bare', 'a.md');
    expect(await listed()).toEqual({
      paths: ['a.md'],
      problems: [
        { code: 'unsupported', file: 'bare', severity: 'warning', format: '' },
        { code: 'unsupported', file: 'photo.png', severity: 'warning', format: '.png' },
      ],
    });
  });

  it('takes a folder for a folder, whatever its name', async () => {
    await put('x.txt/a.md');
    expect(await listed()).toEqual({ paths: ['x.txt/a.md'], problems: [] });
  });

  it.skipIf(isWindows)('follows links to files and folders, and reads a folder once', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'verbatim-outside-'));
    await writeFile(join(outside, 'o.md'), 'o');
    await put('real/a.md');
    await symlink(join(folder, 'real', 'a.md'), join(folder, 'link.md'));
    await symlink(join(folder, 'real'), join(folder, 'again'));
    await symlink(outside, join(folder, 'outside'));
    expect(await listed()).toEqual({ paths: ['link.md', 'outside/o.md', 'real/a.md'], problems: [] });
    await rm(outside, { recursive: true });
  });

  it.skipIf(isWindows)('tells links that lead back above themselves, and does not follow them', async () => {
    await put('a/b/c.md');
    await symlink('../..', join(folder, 'a', 'b', 'root'));
    await symlink('..', join(folder, 'a', 'b', 'up'));
    await symlink('..', join(folder, 'out'));
    await symlink('self.md', join(folder, 'self.md'));
    const loop = { code: 'link-loop', severity: 'warning' };
    expect(await listed()).toEqual({
      paths: ['a/b/c.md'],
      problems: ['a/b/root', 'a/b/up', 'out', 'self.md'].map((file) => ({ ...loop, file })),
    });
  });

  it.skipIf(isWindows)('tells links that lead nowhere and pipes, and goes on', async () => {
    await put('a.md');
    await symlink('nowhere', join(folder, 'broken.md'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    const error = { code: 'unreadable', severity: 'error' };
    expect(await listed()).toEqual({
      paths: ['a.md'],
      problems: [
        { ...error, file: 'broken.md', reason: 'missing' },
        { ...error, file: 'pipe.txt', reason: 'not-a-file' },
      ],
    });
  });

  // The superuser may read everything.
  it.skipIf(isWindows || process.getuid?.() === 0)('tells what may not be read, and goes on', async () => {
    await put('a.md', 'b.md', 'c/d.md');
    await chmod(join(folder, 'b.md'), 0);
    await chmod(join(folder, 'c'), 0);
    const refused = { code: 'unreadable', severity: 'error', reason: 'permission' };
    expect(await listed()).toEqual({
      paths: ['a.md'],
      problems: [
        { ...refused, file: 'b.md' },
        { ...refused, file: 'c' },
      ],
    });
    await chmod(folder, 0);
    await expect(listFiles(folder)).rejects.toMatchObject({ code: 'corpus-unreadable' });
    await chmod(folder, 0o700);
    await chmod(join(folder, 'c'), 0o700);
  });

  it('fails when the folder is missing or no folder', async () => {
    await put('a.md');
    for (const name of ['none', 'a.md', 'a.md/x']) {
      const missing = join(folder, name);
      await expect(listFiles(missing)).rejects.toMatchObject({
        code: 'corpus-missing',
        details: { folder: missing },
      });
    }
  });

  it('lists ten thousand files, each once', async () => {
    const paths = Array.from({ length: 10_000 }, (_, i) => `${i % 20}/${i}.txt`);
    for (let i = 0; i < 20; i++) await mkdir(join(folder, String(i)));
    await Promise.all(paths.map((path) => writeFile(join(folder, path), '')));
    expect((await listed()).paths).toEqual(paths.sort());
  });
});

describe('refusal', () => {
  it('gives the reason for a code of the file system', () => {
    const refused = (code: string) => refusal(Object.assign(new Error(code), { code })).details;
    expect(refused('EACCES')).toEqual({ reason: 'permission' });
    expect(refused('ENOENT')).toEqual({ reason: 'missing' });
    expect(refused('EISDIR')).toEqual({ reason: 'not-a-file' });
    expect(refused('EIO')).toEqual({ reason: 'io', message: 'EIO' });
  });
});
