import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BrowserContext, chromium } from 'playwright-core';
import { z } from 'zod';

/** What a program that shows documents to people shows of one. */
export interface Shown {
  readonly all: string;
  /** The part that is the document itself. */
  readonly main: string;
  /** The same with what Verbatim leaves out on purpose. */
  readonly whole: string;
  /** What stands in the file and is not shown; empty where that is not known. */
  readonly hidden: string;
}

const run = promisify(execFile);
const MOST_OUTPUT = 500e6;
const PAGE_TIMEOUT = 30_000;
/** Lines at either end of a page, and on how many pages they must stand, to be running heads. */
const END_LINES = 2;
const RUNNING_PAGES = 3;
/** A line of a table of contents: what stands on which page. */
const CONTENTS = /(?:\.\s?){4,}\s*[\divxlc]+\s*$/i;

const InPage = z.object({ all: z.string(), main: z.string(), whole: z.string(), hidden: z.string() });
const IN_PAGE = fileURLToPath(new URL('in-page.js', import.meta.url));

/** Opens Chromium, cut off from any network, running no scripts of pages: what a file itself says is measured. */
export async function openBrowser(executable: string): Promise<BrowserContext> {
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
  const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
  context.setDefaultTimeout(PAGE_TIMEOUT);
  return context;
}

/** What a browser shows of a page. */
export async function shownByBrowser(browser: BrowserContext, file: string): Promise<Shown> {
  const page = await browser.newPage();
  const address = pathToFileURL(file).href;
  // A page that leads on to another is measured as it is.
  await page.route('**', (route) =>
    route.request().isNavigationRequest() && route.request().url() !== address
      ? route.fulfill({ status: 204 })
      : route.continue(),
  );
  try {
    await page.goto(address);
    return InPage.parse(await page.evaluate(await readFile(IN_PAGE, 'utf8')));
  } finally {
    await page.close();
  }
}

/** What a browser shows of Markdown as GitHub writes it. Front matter is not shown. */
export async function shownByGitHub(browser: BrowserContext, file: string, folder: string): Promise<Shown> {
  const text = (await readFile(file, 'utf8')).replace(/^---\n[\s\S]*?\n---\n/, '');
  const source = join(folder, 'page.md');
  await writeFile(source, text);
  const extensions = ['table', 'strikethrough', 'autolink', 'tasklist', 'footnotes'].flatMap((name) => [
    '-e',
    name,
  ]);
  const { stdout } = await run('cmark-gfm', ['--unsafe', ...extensions, source], { maxBuffer: MOST_OUTPUT });
  const page = join(folder, 'page.html');
  await writeFile(page, `<!doctype html><meta charset="utf-8"><main>${stdout}</main>`);
  return shownByBrowser(browser, page);
}

/** What `pdftotext` finds in a PDF. Running heads, page numbers and tables of contents are left out on purpose. */
export async function shownByPdftotext(file: string): Promise<Shown> {
  const { stdout: all } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], {
    maxBuffer: MOST_OUTPUT,
  });
  return { all, main: withoutDressing(all), whole: all, hidden: '' };
}

/** What stands in a Word document as LibreOffice prints it. */
export async function shownByOffice(file: string, folder: string): Promise<Shown> {
  // Of several that run at once each needs a place of its own.
  const place = `-env:UserInstallation=${pathToFileURL(join(folder, 'office')).href}`;
  await run('soffice', [place, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], {
    timeout: 120_000,
  });
  return shownByPdftotext(join(folder, `${basename(file, extname(file))}.pdf`));
}

/** Text of pages parted by form feeds, without contents and the lines at their ends that several pages have, whatever figures are in them. */
export function withoutDressing(text: string): string {
  const pages = text.split('\f').map((page) => page.split('\n').filter((line) => line.trim() !== ''));
  const shapeOf = (line: string) => line.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
  const isAtEnd = (at: number, page: readonly string[]) => at < END_LINES || at >= page.length - END_LINES;
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const shape of new Set(page.filter((_, at) => isAtEnd(at, page)).map(shapeOf)))
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return pages
    .flatMap((page) =>
      page.filter(
        (line, at) =>
          !CONTENTS.test(line) && (!isAtEnd(at, page) || (counts.get(shapeOf(line)) ?? 0) < RUNNING_PAGES),
      ),
    )
    .join('\n');
}
