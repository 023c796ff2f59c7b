// Measures what share of the words that people see in documents is read. Prints a table and writes it into results/. See README.md.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { listFiles } from '../src/corpus/files.js';
import { readOutline } from '../src/corpus/formats/formats.js';
import { type SheetReader, sheetsOf } from '../src/corpus/formats/style-sheets.js';
import { inFolder } from './halves.js';
import {
  openBrowser,
  type Shown,
  shownByBrowser,
  shownByGitHub,
  shownByOffice,
  shownByPdftotext,
} from './visible/references.js';
import { type Corpus, type Measured, renderReport } from './visible/report.js';
import { common, compare, count, wordsOf } from './visible/words.js';

const { values: options, positionals: folders } = parseArgs({
  options: {
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string', default: fileURLToPath(new URL('results/visible.md', import.meta.url)) },
  },
  allowPositionals: true,
});
if (folders.length === 0) throw new Error('npm run visible -- FOLDER…: folders of documents');

type Reference = (file: string, browser: BrowserContext, folder: string) => Promise<Shown>;

const page: Reference = (file, browser) => shownByBrowser(browser, file);
const REFERENCES: Readonly<Record<string, Reference>> = {
  '.html': page,
  '.htm': page,
  '.md': (file, browser, folder) => shownByGitHub(browser, file, folder),
  '.pdf': (file) => shownByPdftotext(file),
  '.docx': (file, _, folder) => shownByOffice(file, folder),
};

async function measure(path: string, file: string, shown: Shown, sheetAt: SheetReader): Promise<Measured> {
  const { outline, problems } = await readOutline(path, await readFile(file), sheetAt);
  const { text, blocks } = outline ?? { text: '', blocks: [] };
  // What leads a table is read with its rows.
  const parts = [
    ...blocks.map(({ start, end }) => text.slice(start, end)),
    ...new Set(blocks.map(({ lead }) => lead)),
  ];
  const read = wordsOf(parts.join('\n'));
  const [all, main, whole] = [shown.all, shown.main, shown.whole].map(wordsOf);
  if (!all || !main || !whole) throw new Error('three texts');
  const { lost } = compare(main, read);
  const beyond = compare(all, read);
  // A word of the page that is read more often than it is shown is the head of a table's column, read with every row.
  const unseen =
    shown.hidden === ''
      ? new Map([...beyond.added].filter(([word]) => !all.has(word)))
      : common(beyond.added, wordsOf(shown.hidden));
  return {
    path,
    all: count(all),
    main: count(main),
    apart: count(whole) - count(main),
    lost,
    lostOfAll: count(beyond.lost),
    read: count(read),
    unseen,
    problems: problems.map(({ code, details }) => String(details['reason'] ?? code)),
  };
}

async function measureCorpus(folder: string, browser: BrowserContext, scratch: string): Promise<Corpus> {
  const source = await readFile(join(folder, 'SOURCE'), 'utf8').catch(() => '');
  const files: Measured[] = [];
  const failed: string[] = [];
  const sheetsFor = sheetsOf(folder);
  for (const { path } of (await listFiles(folder)).files) {
    const reference = REFERENCES[extname(path).toLowerCase()];
    if (!reference) continue;
    const file = join(folder, path);
    try {
      files.push(await measure(path, file, await reference(file, browser, scratch), sheetsFor(path)));
    } catch (error) {
      console.error(path, error);
      failed.push(path);
    }
  }
  return { name: basename(folder), source: source.trim(), files, failed };
}

const browser = await openBrowser(options.chromium);
const corpora = await Promise.all(
  folders.map((folder) => inFolder((scratch) => measureCorpus(folder, browser, scratch))),
);
await browser.browser()?.close();
const report = renderReport(corpora);
console.log(report);
await writeFile(options.out, report);
