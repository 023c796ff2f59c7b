import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { runBot } from '../discord/run-bot.js';
import { CLI, runCli } from '../run-cli.js';
import { findChromium } from './chromium.js';
import { PUBLISHED, TOKEN, writeWebCorpus } from './web-fixture.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const executablePath = findChromium();

/** The page that a part of the corpus was published on, each paragraph far below the one before. */
const published = createServer((_, response) => {
  const paragraphs = PUBLISHED.map(
    (text) => `<p style="margin-bottom: 3000px">${text.replace(/</g, '&lt;')}</p>`,
  );
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<title>Tower</title>${paragraphs.join('')}`);
});
published.listen(0, '127.0.0.1');
await once(published, 'listening');
const bound = published.address();
if (bound === null || typeof bound === 'string') throw new Error('no port');
const original = `http://127.0.0.1:${bound.port}/tower`;

const root = await mkdtemp(join(tmpdir(), 'verbatim-serve-'));
const corpusFolder = join(root, 'corpus');
await writeWebCorpus(corpusFolder, original);
const server = runBot({
  script: CLI,
  args: ['serve', '--port', '0', '--corpus', corpusFolder, '--index', join(root, 'index')],
  env: { WEB_TOKEN: TOKEN, QUESTIONS_PER_10_SECONDS: '100', QUESTIONS_PER_HOUR: '1000' },
});
let address = '';
beforeAll(async () => {
  const line = await server.until(/^Serving at/);
  address = /http:\S+(?=\. )/.exec(line)?.[0] ?? '';
  await server.until(/^Ready/);
});
afterAll(async () => {
  server.process.kill('SIGKILL');
  published.close();
  await rm(root, { recursive: true, force: true });
});

describe.skipIf(executablePath === null)(
  'in Chromium (skipped where there is none: CHROMIUM names it)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    });
    afterAll(() => browser.close());

    const complaints: string[] = [];

    /** A reader who has signed in; what the browser complains of is kept, and so is every address beside ours. */
    async function reader(options: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext(options);
      await context.addInitScript({ path: AXE });
      const page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith(original))
          complaints.push(request.url());
      });
      await page.goto(`${address}/?q=mill`);
      await expectAccessible(page);
      await page.keyboard.type(`${TOKEN}\n`); // the form has the focus
      await page.waitForURL(`${address}/?q=mill`);
      return page;
    }

    /** No violation of WCAG 2.2 AA that axe finds, and nothing that does not fit the width. */
    async function expectAccessible(page: Page): Promise<void> {
      const { violations } = await page.evaluate(
        (): Promise<AxeResults> =>
          Reflect.get(globalThis, 'axe').run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
          }),
      );
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
      const [width, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(width).toBeLessThanOrEqual(room ?? 0);
    }

    it('is asked by keyboard, and read by whoever cannot see it, in light and at a desk', async () => {
      const page = await reader({
        locale: 'en-GB',
        viewport: { width: 1280, height: 800 },
        colorScheme: 'light',
      });
      await page.goto(`${address}/`);
      await expectAccessible(page);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
      await page.getByRole('searchbox', { name: 'Your question' }).fill('Who founded the Valbrune mill?');
      await page.keyboard.press('Enter');
      const found = phrasesFor('en').answer.answered;
      await page.getByRole('heading', { level: 1, name: found }).waitFor();
      expect(await page.title()).toContain(found);
      const quotes = page.getByRole('article').first().getByRole('blockquote');
      expect(await quotes.evaluateAll((all) => all.map((each) => each.getAttribute('lang')))).toEqual([
        'en',
        'fr',
      ]);
      expect(await quotes.first().locator('mark strong').textContent()).toContain('Odile Ferrand');
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Link to this passage' }).first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Français' }).click();
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      await page.goto(`${address}/nowhere`);
      await page.getByRole('alert').getByText('Cette page n’existe pas').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Se déconnecter' }).click();
      await page.getByLabel('Jeton').waitFor();
      // The one page that is not found, and what the address of it says.
      expect(complaints.splice(0)).toEqual([expect.stringContaining('404')]);
    });

    it('fits a phone in the dark, and opens a source at the very words', async () => {
      const page = await reader({
        locale: 'fr-FR',
        viewport: { width: 390, height: 800 },
        colorScheme: 'dark',
      });
      await page.goto(`${address}/?q=${encodeURIComponent('Quelle est la capitale du Pérou ?')}`);
      await page.getByRole('heading', { name: phrasesFor('fr').answer.unanswered }).waitFor();
      await expectAccessible(page);
      await page.goto(`${address}/?q=${encodeURIComponent('Who paid for the bell of the tower?')}`);
      await expectAccessible(page);
      await page.getByRole('article').first().getByRole('link', { name: 'The tower of Tarnby' }).click();
      await page.waitForURL(/\/tower/);
      const words = page.getByText('paid for by the fishermen');
      await expect
        .poll(() => words.evaluate((element) => element.getBoundingClientRect().top))
        .toBeLessThan(800);
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(8000);
      expect(complaints.splice(0)).toEqual([]);
    });
  },
);

describe('serve', () => {
  const ask = async (question: string) => {
    const response = await fetch(`${address}/api/ask`, {
      method: 'POST',
      body: JSON.stringify({ question, limit: 1 }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    });
    return response.text();
  };

  it('ends where it cannot listen, or would be open to others, and says what to do', async () => {
    const { port } = new URL(address);
    const taken = await runCli(['serve', '--port', port], { cwd: root });
    expect([taken.status, taken.stderr]).toEqual([1, expect.stringContaining(`port ${port}`)]);
    const open = await runCli(['serve', '--host', '0.0.0.0'], { cwd: root, env: { LANG: 'fr_FR.UTF-8' } });
    expect([open.status, open.stderr]).toEqual([1, expect.stringContaining('WEB_TOKEN')]);
    expect((await runCli(['serve', '--port', '65536'], { cwd: root })).status).toBe(2);
  });

  it('follows the corpus, and keeps the old one where the new cannot be read', async () => {
    await writeFile(
      join(corpusFolder, 'gate.txt'),
      'The gate of Tarnby was painted green by Nils Berg in 1951.\n',
    );
    await server.until(/^The corpus has changed and is answered from/);
    expect(await ask('Who painted the gate of Tarnby green?')).toContain('Nils Berg');
    await rm(corpusFolder, { recursive: true });
    await server.until(/the old one stays/);
    expect(await ask('Who painted the gate of Tarnby green?')).toContain('Nils Berg');
  });

  it('answers what is in flight when it is told to leave, and ends', async () => {
    const taken = async () => {
      const metrics = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
      const counts = (await metrics.text()).matchAll(
        /^verbatim_question(?:s_in_flight|_seconds_count) (\d+)$/gm,
      );
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const before = await taken();
    const questions = Promise.all(Array.from({ length: 5 }, () => ask('Who founded the Valbrune mill?')));
    await expect.poll(taken).toBe(before + 5);
    expect(await server.stop()).toBe(0);
    for (const answer of await questions) expect(answer).toContain('"verdict":"answered"');
    expect([...server.stdout, ...server.stderr].join('\n')).not.toContain(TOKEN);
  });
});
