import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzRuns } from '../../../test/damage.js';
import { outlineHtml } from './html.js';
import { sheetsOf } from './style-sheets.js';

const read = async (css: string, body: string) =>
  (await outlineHtml(`<style>${css}</style>${body}`)).blocks.length;

it.each([
  '.secret { display: none }',
  'div.box > p.secret, .other { visibility: hidden }',
  '.box .secret { color: red; display:none!important }',
  '#one { display: none }',
  '@media screen { .secret { display: none } }',
  '/* a { } */ .secret /* b */ { display: none }',
  '@import "x.css"; .secret { display: none }',
])('hides what a style sheet hides: %s', async (css) => {
  expect(await read(css, '<div class=box><p class=secret id=one>hidden</p></div><p>shown</p>')).toBe(1);
});

it.each([
  '@media print { .secret { display: none } }',
  '@media screen and (max-width: 40em) { .secret { display: none } }',
  '.secret::before { display: none }',
  '.secret:hover { display: none }',
  '.dark .secret { display: none }',
  'body { visibility: hidden }',
  '.secret:no-such-thing { display: none }',
  '.secret { display: none } .secret.open { display: block }',
  '.secret { display: none } .tab:checked ~ .secret { display: block }',
  '} .secret { display: none',
])('shows what no style sheet hides for good: %s', async (css) => {
  expect(await read(css, '<div class=box><p class=secret>shown</p></div>')).toBe(1);
});

it('reads the style sheets beside a page and those they import, none outside the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheets-'));
  try {
    const files = {
      'corpus/css/site.css': '@import url("base.css"); .a { display: none }',
      'corpus/css/base.css': '@import "site.css"; .b { display: none }',
      'outside.css': '.c { display: none }',
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const sheetAt = sheetsOf(join(folder, 'corpus'))('pages/page.html');
    const shown = async (link: string) => {
      const body = '<p class=a>a</p><p class=b>b</p><p class=c>c</p>';
      const { text, blocks } = await outlineHtml(link + body, { sheetAt });
      return blocks.map(({ start, end }) => text.slice(start, end)).join('');
    };
    const linked = (address: string) => `<link rel=stylesheet href="${address}">`;
    expect(await shown(linked('../css/site.css?v=2'))).toBe('c');
    expect(await shown(linked('/css/base.css'))).toBe('c');
    expect(await shown(`<link rel=stylesheet media=print href="/css/base.css">`)).toBe('abc');
    for (const address of [
      '../../outside.css',
      'https://example.org/css/site.css',
      '//a/css/site.css',
      '%',
      'none.css',
    ])
      expect(await shown(linked(address))).toBe('abc');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('survives any style sheet', async () => {
  const piece = fc.constantFrom(
    '.a',
    '#b',
    'p',
    '{',
    '}',
    'display:none',
    ';',
    ',',
    '@media',
    '/*',
    '*/',
    ':not(',
    ')',
    '>',
    ' ',
    '\\',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await read(pieces.join(''), '<p class=a id=b>text</p>');
    }),
    fuzzRuns(200),
  );
  for (const sign of ['{', '}', '/*', '@', '.a{display:none}', '.a '])
    await read(sign.repeat(200_000), '<p>text</p>');
});
