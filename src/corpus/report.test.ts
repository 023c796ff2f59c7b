import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCorpus } from './read.js';
import { reportOf } from './report.js';

it('tells what was read of each file, and names those that gave nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-report-'));
  await writeFile(join(folder, 'a.fr.md'), '## Un {#un}\n\nLe jardin est ouvert à tous les enfants.');
  await writeFile(join(folder, 'a.en.md'), '## One {#un}\n\nThe garden is open to all the children.');
  await writeFile(join(folder, 'b.md'), 'The gate of the garden is closed in winter.');
  await writeFile(join(folder, 'c.md'), '---\ndraft: true\n---\nA surprise for the gardener in May.');
  await writeFile(join(folder, 'd.doc'), '{}');
  const reports = reportOf(await readCorpus(folder));
  expect(reports.map(({ file, passages, languages, paired }) => [file, passages, languages, paired])).toEqual(
    [
      ['a.en.md', 1, { en: 1 }, 1],
      ['a.fr.md', 1, { fr: 1 }, 1],
      ['b.md', 1, { en: 1 }, 0],
      ['c.md', 0, {}, 0],
      ['d.doc', 0, {}, 0],
    ],
  );
  const codes = new Map(reports.map(({ file, problems }) => [file, problems.map(({ code }) => code)]));
  expect(codes.get('c.md')).toEqual(['draft']);
  expect(codes.get('d.doc')).toEqual(['unsupported']);
});
