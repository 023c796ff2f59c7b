import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../../../test/damage.js';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { makeDocx } from '../../../test/make-docx.js';
import { makePdf } from '../../../test/make-pdf.js';
import { EXTENSIONS } from './extensions.js';
import { readOutline } from './formats.js';

const told = async (path: string, bytes: Uint8Array) =>
  (await readOutline(path, bytes)).problems.map(({ code, details }) => ({ code, ...details }));

describe('readOutline', () => {
  it.each([
    ['a.md', Buffer.from('Une phrase.')],
    ['a.MARKDOWN', Buffer.from('Une phrase.')],
    ['a.txt', iconv.encode('Une phrase.', 'utf-16le', { addBOM: true })],
    ['a.text', Buffer.from('\uFEFFUne phrase.')],
    ['a.html', Buffer.from('<p>Une phrase.')],
    ['a.htm', iconv.encode('<meta charset="utf-16be"><p>Une phrase.', 'utf-16be')],
    ['a.docx', makeDocx([{ text: 'Une phrase.' }])],
    ['a.pdf', makePdf([[{ text: 'Une phrase.', y: 700 }]])],
  ])('reads %s', async (path, bytes) => {
    const { outline, problems } = await readOutline(path, bytes);
    expect(problems).toEqual([]);
    expect(outline?.blocks.map(({ start, end }) => outline.text.slice(start, end))).toEqual(['Une phrase.']);
  });

  it('reads a page in the encoding it names', async () => {
    const page = iconv.encode(
      '<meta http-equiv=x content="text/html; charset=iso-8859-15"><p>Le cœur.',
      'iso-8859-15',
    );
    expect((await readOutline('a.html', page)).outline?.text).toBe('Le cœur.');
  });

  it('tells files without text', async () => {
    for (const extension of EXTENSIONS) {
      expect(await told(`a${extension}`, new Uint8Array())).toEqual([{ code: 'empty' }]);
    }
    expect(await told('a.md', Buffer.from('---\ntitle: a\n---\n\n'))).toEqual([{ code: 'empty' }]);
    expect(await told('a.html', Buffer.from('<script>a</script>'))).toEqual([{ code: 'empty' }]);
  });

  it('tells files it cannot read', async () => {
    const zeros = new Uint8Array(100);
    const unreadable = (reason: string) => [expect.objectContaining({ code: 'unreadable', reason })];
    expect(await told('a.txt', zeros)).toEqual(unreadable('binary'));
    expect(await told('a.html', zeros)).toEqual(unreadable('binary'));
    expect(await told('a.docx', zeros)).toEqual(unreadable('misnamed'));
    expect(await told('a.pdf', zeros)).toEqual(unreadable('broken'));
    expect(await told('a.png', zeros)).toEqual([{ code: 'unsupported', format: '.png' }]);
    expect(await told('a.txt', new Uint8Array(100_000_001))).toEqual([
      { code: 'unreadable', reason: 'too-large', limit: 100 },
    ]);
  });

  it('keeps the problems of a front matter beside the text', async () => {
    const { outline, problems } = await readOutline('a.md', Buffer.from('---\nx: y\n---\nUne phrase.'));
    expect(outline?.blocks).toHaveLength(1);
    expect(problems).toEqual([
      { code: 'front-matter', severity: 'warning', line: 2, details: { reason: 'unknown-key', key: 'x' } },
    ]);
  });

  it('reads fifty megabytes of text', async () => {
    const paragraph = 'Une phrase assez longue, sur une ligne, qui finit par un point.\n\n';
    const count = Math.ceil(50_000_000 / paragraph.length);
    const { outline } = await readOutline('a.txt', Buffer.from(paragraph.repeat(count)));
    expect(outline?.blocks).toHaveLength(count);
  });

  it('never throws, whatever the bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Uint8Array.of(0x50, 0x4b, 3, 4, ...tail)),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from('%PDF-1.4\n'), tail])),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...EXTENSIONS), bytes, async (extension, content) => {
        const { outline, problems } = await readOutline(`a${extension}`, content);
        if (outline === null) expect(problems).not.toEqual([]);
        else expectWellFormed(outline);
      }),
      fuzzRuns(300),
    );
  });
});
