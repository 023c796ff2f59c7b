import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { anyDamage, damage, fuzzRuns } from '../../../test/damage.js';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { docxParagraph, docxParts, makeDocx } from '../../../test/make-docx.js';
import { makePdf } from '../../../test/make-pdf.js';
import { readOutline } from './formats.js';
import { readFrontMatter } from './front-matter.js';

const PARAGRAPHS = [
  'Le phare de Trévignon fut rallumé en 1962, après une longue réparation.',
  'Fishing boats come back to the harbour every evening: with sardines, or without.',
];
const MARKDOWN = [
  '---',
  'title: "Le port"',
  'source: La gazette',
  'url: https://port.example/a?b=c',
  'asOf: 2021-05-04',
  'questions:',
  '  - Où est le port ?',
  '---',
  '# Le port {#port}',
  '',
  '> *Une* [phrase](https://a.example), `du code` & <b>du HTML</b>.',
  '',
  '| a | b |',
  '| - | - |',
  '| 1 | 2 |',
  '',
  ...PARAGRAPHS.flatMap((paragraph) => [paragraph, '']),
  '- un\n  1. deux\n\n```js\ntrois\n```\n\n<!-- quatre -->',
].join('\n');
const HTML = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le port</title>
<meta name="date" content="2021-05-04"><style>p { color: red }</style></head><body><nav><a href="/">Menu</a></nav>
<main><h1>Le port &amp; le phare</h1>${PARAGRAPHS.map((text) => `<p>${text}<br></p>`).join('')}
<table><tr><td>1<td>2</table><ul><li>un<li>deux</ul><script>var a = "<p>";</script></main></body></html>`;

const VALID: readonly (readonly [string, Uint8Array, number])[] = [
  ['a.md', Buffer.from(MARKDOWN), 1_000],
  ['a.txt', Buffer.from(`LE PORT\n\n${PARAGRAPHS.join('\n\n')}\n\n1. un\n2. deux\n`), 1_000],
  ['a.txt', Buffer.from(`\ufeffLe port\n\n${PARAGRAPHS.join('\n\n')}`, 'utf16le'), 500],
  ['a.html', Buffer.from(HTML), 500],
  ['a.docx', makeDocx([{ text: 'Le port', style: 'Titre1' }, ...PARAGRAPHS.map((text) => ({ text }))]), 500],
  [
    'a.pdf',
    makePdf([
      [{ text: 'Le port', y: 800, size: 20 }, ...PARAGRAPHS.map((text, i) => ({ text, y: 700 - 30 * i }))],
      [{ text: 'Une autre page.', y: 700 }],
    ]),
    200,
  ],
];

describe('a damaged file is read as far as it can be, or told', () => {
  it.each(VALID)('%s', async (path, bytes, runs) => {
    const whole = await readOutline(path, bytes);
    expect(whole.problems).toEqual([]);
    expect(whole.outline?.blocks.length).toBeGreaterThan(2);
    await fc.assert(
      fc.asyncProperty(anyDamage, async (harms) => {
        const { outline, problems } = await readOutline(path, damage(bytes, harms));
        if (outline === null) expect(problems).not.toEqual([]);
        else expectWellFormed(outline);
      }),
      fuzzRuns(runs),
    );
  });
});

it('a Word document with damage inside its zip, too', async () => {
  // Damage to the zip itself is nearly always seen by its checksums: what stands in it is damaged before.
  const parts = docxParts(
    [
      docxParagraph({ text: 'Le port', style: 'Titre1' }),
      ...PARAGRAPHS.map((text) => docxParagraph({ text })),
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
    ].join(''),
    'Le port &amp; le phare',
  );
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), anyDamage, async (name, harms) => {
      const damaged = { ...parts, [name]: damage(parts[name] ?? new Uint8Array(), harms) };
      const { outline, problems } = await readOutline('a.docx', zipSync(damaged));
      if (outline === null) expect(problems).not.toEqual([]);
      else expectWellFormed(outline);
      if (outline !== null) read++;
    }),
    fuzzRuns(500),
  );
  expect(read).toBeGreaterThan(50);
});

describe('a front matter', () => {
  const key = fc.constantFrom(
    'title',
    'source',
    'url',
    'asOf',
    'questions',
    'auteur',
    '? a',
    '<<',
    '*x',
    '&x a',
  );
  const value = fc.oneof(
    fc.constantFrom(
      '2021-05',
      '[a, [b]]',
      '{a: b}',
      '"',
      "'",
      '|',
      '>-',
      '*x',
      '&x y',
      '!!binary a',
      '- a',
      '~',
    ),
    fc.constantFrom(
      '',
      '\n  - a\n  - 3\n  -',
      '\n    a',
      '2021-02-30',
      '.nan',
      '0x1f',
      '1e999',
      '%TAG',
      '@',
      '`',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ maxLength: 20 }),
  );
  const line = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(key, value).map(([name, text]) => `${name}: ${text}`) },
    value,
  );
  const file = fc
    .tuple(
      fc.constantFrom('---\n', '---\r\n', '--- \n\n', '---', '\ufeff---\n'),
      fc.array(line, { maxLength: 8 }),
      fc.constantFrom('\n---\n', '\r\n---\r\n', '\n...\n', '\n', ''),
      fc.string({ maxLength: 20 }),
    )
    .map(([opening, lines, closing, text]) => `${opening}${lines.join('\n')}${closing}${text}`);

  it('of whatever kind leaves the text after it, and says only what is right', () => {
    fc.assert(
      fc.property(fc.oneof(file, fc.string({ unit: 'binary' })), (text) => {
        const { source, questions, end, problems } = readFrontMatter(text);
        expect(end).toBeLessThanOrEqual(text.length);
        if (end > 0) expect(text.slice(0, end)).toMatch(/^---[\s\S]*(?:---|\.\.\.)[ \t]*(?:\r?\n)?$/);
        expect(source.title).not.toBe('');
        expect(source.asOf ?? '2021').toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
        expect(source.url ?? 'http:').toMatch(/^https?:/);
        for (const question of questions) expect(question).toBe(question.trim());
        const lines = text.split('\n').length;
        for (const problem of problems) {
          expect(problem.code).toBe('front-matter');
          expect(problem.line ?? 1).toBeGreaterThanOrEqual(1);
          expect(problem.line ?? 1).toBeLessThanOrEqual(lines);
        }
      }),
      fuzzRuns(2_000),
    );
  });
});
