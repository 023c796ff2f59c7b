import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { blocksIn } from '../../../test/blocks.js';
import { openDocumentParts, pptxParts, shape, zipOf } from '../../../test/make-office.js';
import { readOutline } from './formats.js';

const SENTENCE = 'La lumière du phare fut allumée en 1962.';

/** Opens something so many times, and closes it as many. */
function nested(opening: string, closing: string, times: number, inside = SENTENCE): string {
  return opening.repeat(times) + inside + closing.repeat(times);
}

describe('what is made to take a reader down is read or told', () => {
  const bomb = zipSync(
    Object.fromEntries(
      ['word/document.xml', 'content.xml', 'ppt/presentation.xml', 'xl/workbook.xml'].map((name) => [
        name,
        new Uint8Array(20_000_000).fill(32),
      ]),
    ),
  );

  it.each(['docx', 'odt', 'ods', 'odp', 'pptx', 'xlsx'])('a .%s that unpacks without end', async (format) => {
    const { outline, problems } = await readOutline(`a.${format}`, bomb);
    expect(outline).toBeNull();
    expect(problems.map(({ details }) => details)).toEqual([{ reason: 'too-large-unpacked' }]);
  });

  it.each<[string, string | Uint8Array]>([
    ['tags.html', nested('<div>', '</div>', 10_000)],
    ['lists.html', nested('<ul><li>', '</li></ul>', 400)],
    [
      'lists.odt',
      zipOf(
        openDocumentParts(
          'text',
          nested(
            '<text:list><text:list-item>',
            '</text:list-item></text:list>',
            400,
            `<text:p>${SENTENCE}</text:p>`,
          ),
        ),
      ),
    ],
    [
      'spans.odt',
      zipOf(openDocumentParts('text', `<text:p>${nested('<text:span>', '</text:span>', 10_000)}</text:p>`)),
    ],
    [
      'groups.pptx',
      zipOf(pptxParts([{ shapes: nested('<p:grpSp>', '</p:grpSp>', 10_000, shape('body', SENTENCE)) }])),
    ],
    [
      'groups.rtf',
      `{\\rtf1\\ansi ${nested('{', '}', 100_000, SENTENCE.replace('è', "\\'e8").replaceAll('é', "\\'e9"))}}`,
    ],
    ['blocks.adoc', nested('====\n', '', 50)],
  ])('one sentence in %s, far down', async (path, content) => {
    const result = await readOutline(path, Buffer.from(content));
    expect(blocksIn(result).join('\n')).toContain(SENTENCE);
  });

  it('a paragraph of 40,000 lines', async () => {
    const { outline } = await readOutline(
      'a.txt',
      Buffer.from(`${SENTENCE.replace('.', ' ')}\n`.repeat(40_000)),
    );
    expect(outline?.blocks).toHaveLength(1);
  });

  it('a message inside a message without end', async () => {
    const message = Array.from({ length: 1_000 }).reduce<string>(
      (inside, _, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${inside}\n--b${i}--\n`,
      SENTENCE,
    );
    const { outline, problems } = await readOutline('a.eml', Buffer.from(message));
    expect(outline).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ code: 'unreadable' })]);
  });
});
