import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { docxParagraph, docxParts, makeDocx } from '../../../test/make-docx.js';
import { outlineDocx } from './docx.js';

const reasonOf = async (bytes: Uint8Array) => {
  const { outline, problems } = await outlineDocx(bytes);
  expect(outline).toBeNull();
  return problems[0]?.details['reason'];
};

describe('outlineDocx', () => {
  it('reads headings, paragraphs, title and date', async () => {
    const paragraphs = [
      { text: 'Le port', style: 'Titre1' },
      { text: 'Une phrase &amp; une autre\u00A0: l’été.' },
      { text: ' ' },
      { text: 'Fin.' },
    ];
    const { outline, problems } = await outlineDocx(makeDocx(paragraphs, 'Ports &amp; phares'));
    expect(problems).toEqual([]);
    expect(outline?.text).toBe('Le port\n\nUne phrase & une autre\u00A0: l’été.\n\nFin.');
    expect(outline?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph']);
    expect(outline?.source).toEqual({
      title: 'Ports & phares',
      publisher: null,
      url: null,
      asOf: '2022-03-04',
    });
    if (outline) expectWellFormed(outline);
  });

  it('refuses what is no Word document', async () => {
    expect(await reasonOf(strToU8('du texte'))).toBe('misnamed');
    expect(await reasonOf(strToU8('PK, dit-il'))).toBe('misnamed');
    expect(await reasonOf(new Uint8Array())).toBe('misnamed');
    expect(await reasonOf(zipSync({ 'a.txt': strToU8('a') }))).toBe('misnamed');
    const whole = makeDocx([{ text: 'a' }]);
    expect(await reasonOf(whole.slice(0, whole.length / 2))).toBe('misnamed');
  });

  it('refuses a document whose XML is broken', async () => {
    expect(await reasonOf(zipSync(docxParts('<w:p><w:r>')))).toBe('broken');
  });

  it('refuses what asks for a password', async () => {
    const envelope = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le'));
    expect(await reasonOf(envelope)).toBe('encrypted');
    expect(await reasonOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe('misnamed');
    const locked = makeDocx([{ text: 'a' }]);
    locked[6] = 1;
    expect(await reasonOf(locked)).toBe('encrypted');
  });

  it('refuses a zip that would fill the memory, before unpacking it', async () => {
    const part = docxParagraph({ text: 'a' });
    const bomb = zipSync({ ...docxParts(part), 'word/bomb.xml': new Uint8Array(60_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(300_000);
    expect(await reasonOf(bomb)).toBe('too-large-unpacked');
  });

  it('unpacks no more than a zip says of itself', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(60_000_000) }, { level: 9 });
    // The directory's entry starts with PK\1\2 and holds the unpacked size 24 bytes on (APPNOTE.TXT, 4.3.12).
    const entry = Buffer.from(bomb).lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(entry + 24, 1000, true);
    expect(await reasonOf(bomb)).toBe('broken');
  });
});
