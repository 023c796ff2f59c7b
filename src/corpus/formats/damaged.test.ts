import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { anyDamage, damage, FORMAT_TIMEOUT, formatRuns, fuzzRuns } from '../../../test/damage.js';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { docxParagraph, docxParts, makeDocx } from '../../../test/make-docx.js';
import { openDocumentParts, pptxParts, shape, xlsxParts } from '../../../test/make-office.js';
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

const RTF = `{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}}{\\stylesheet{\\s1 heading 1;}}{\\info{\\title Le port}}
\\pard\\s1 Le port\\par\\pard ${PARAGRAPHS.join('\\par ')} caf\\'e9 \\u8364 ?{\\footnote Une note.}\\par
{\\listtext\\bullet}\\ls1 un\\par\\pard\\trowd\\intbl a\\cell b\\cell\\row}`;
const ASCIIDOC = `= Le port\n:a: b\n\n${PARAGRAPHS.join('\n\n')}\n\n== Quais\n\n* un\n** deux\n\nterme:: définition\n\n|===\n|a |b\n\n|1 |2\n|===\n\n----\ncode\n----\n`;
const MESSAGE = `From: Ada <a@b.example>\nSubject: Le port\nDate: Tue, 4 May 2021 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n${PARAGRAPHS.join('\n\n')}\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')).toString('base64')}\n--x--\n`;

const VALID: readonly (readonly [string, Uint8Array])[] = [
  ['a.md', Buffer.from(MARKDOWN)],
  ['a.txt', Buffer.from(`LE PORT\n\n${PARAGRAPHS.join('\n\n')}\n\n1. un\n2. deux\n`)],
  ['a.txt', Buffer.from(`\ufeffLe port\n\n${PARAGRAPHS.join('\n\n')}`, 'utf16le')],
  ['a.html', Buffer.from(HTML)],
  ['a.docx', makeDocx([{ text: 'Le port', style: 'Titre1' }, ...PARAGRAPHS.map((text) => ({ text }))])],
  [
    'a.pdf',
    makePdf([
      [{ text: 'Le port', y: 800, size: 20 }, ...PARAGRAPHS.map((text, i) => ({ text, y: 700 - 30 * i }))],
      [{ text: 'Une autre page.', y: 700 }],
    ]),
  ],
  ['a.rtf', Buffer.from(RTF, 'latin1')],
  ['a.adoc', Buffer.from(ASCIIDOC)],
  ['a.eml', Buffer.from(MESSAGE)],
  [
    'a.csv',
    Buffer.from(`Nom;Texte\n${PARAGRAPHS.map((text) => `"phare";"${text}"`).join('\n')}\nquai;"un\ndeux"`),
  ],
];

describe('a damaged file is read as far as it can be, or told', () => {
  it.each(VALID)(
    '%s',
    async (path, bytes) => {
      const whole = await readOutline(path, bytes);
      expect(whole.problems).toEqual([]);
      expect(whole.outline?.blocks.length).toBeGreaterThan(2);
      await fc.assert(
        fc.asyncProperty(anyDamage, async (harms) => {
          const { outline, problems } = await readOutline(path, damage(bytes, harms));
          if (outline === null) expect(problems).not.toEqual([]);
          else expectWellFormed(outline);
        }),
        formatRuns,
      );
    },
    FORMAT_TIMEOUT,
  );
});

/** Damage to a zip itself is nearly always seen by its checksums: what stands in it is damaged before. */
const ZIPS: readonly (readonly [string, Record<string, Uint8Array>])[] = [
  [
    'a.docx',
    docxParts(
      [
        docxParagraph({ text: 'Le port', style: 'Titre1' }),
        ...PARAGRAPHS.map((text) => docxParagraph({ text })),
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      ].join(''),
      'Le port &amp; le phare',
    ),
  ],
  [
    'a.odt',
    inBytes(
      openDocumentParts(
        'text',
        `<text:h text:outline-level="1">Le port</text:h>${PARAGRAPHS.map((text) => `<text:p>${text}<text:note><text:note-body><text:p>Une note.</text:p></text:note-body></text:note></text:p>`).join('')}<text:list text:style-name="L1"><text:list-item><text:p text:style-name="a">Un</text:p></text:list-item></text:list>`,
        '<style:style style:name="a" style:family="paragraph" style:parent-style-name="a"><style:text-properties text:display="true"/></style:style>',
      ),
    ),
  ],
  [
    'a.ods',
    inBytes(
      openDocumentParts(
        'spreadsheet',
        `<table:table table:name="Quais"><table:table-column table:number-columns-repeated="2"/>${[['Nom', 'Texte'], ...PARAGRAPHS.map((text) => ['phare', text])].map((cells) => `<table:table-row>${cells.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`,
      ),
    ),
  ],
  [
    'a.odp',
    inBytes(
      openDocumentParts(
        'presentation',
        `<draw:page>${PARAGRAPHS.map((text) => `<draw:frame><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`).join('')}<draw:frame presentation:class="title"><draw:text-box><text:p>Le port</text:p></draw:text-box></draw:frame></draw:page>`,
      ),
    ),
  ],
  [
    'a.pptx',
    inBytes(
      pptxParts([
        { shapes: shape('title', 'Le port') + shape('body', ...PARAGRAPHS), notes: 'Parler bas.' },
        { shapes: shape('body', 'Une autre diapositive.') },
      ]),
    ),
  ],
  [
    'a.xlsx',
    inBytes(
      xlsxParts(
        [
          {
            name: 'Quais',
            xml: `<cols><col min="4" max="4" hidden="1"/></cols><sheetData>${PARAGRAPHS.map((text, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c><c r="B${i + 1}" s="1"><v>44320</v></c><c t="inlineStr"><is><t>${text}</t></is></c></row>`).join('')}</sheetData>`,
          },
        ],
        {
          strings: '<si><r><t>phare</t></r></si>',
          styles:
            '<numFmts><numFmt numFmtId="170" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>',
        },
      ),
    ),
  ],
];

function inBytes(parts: Readonly<Record<string, string>>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)]));
}

describe('with damage inside its zip, a file says nothing that does not stand in it', () => {
  it.each(ZIPS)(
    '%s',
    async (path, parts) => {
      let read = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), anyDamage, async (name, harms) => {
          const damaged = { ...parts, [name]: damage(parts[name] ?? new Uint8Array(), harms) };
          const { outline, problems } = await readOutline(path, zipSync(damaged, { level: 0 }));
          if (outline === null) {
            expect(problems).not.toEqual([]);
            return;
          }
          expectWellFormed(outline);
          read++;
          const source = Object.values(damaged)
            .map((part) => new TextDecoder().decode(part))
            .join('');
          const words = source + source.replace(/<[^>]*>/g, '');
          for (const [word] of outline.text.matchAll(/\p{L}{4,}/gu)) expect(words).toContain(word);
        }),
        formatRuns,
      );
      expect(read).toBeGreaterThan(50);
    },
    FORMAT_TIMEOUT,
  );
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
