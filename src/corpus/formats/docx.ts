import { strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import { reasonOf } from '../../failure.js';
import { type ReadResult, type UnreadableReason, unreadable } from '../outline.js';
import { outlineHtml } from './html.js';

/** The most that the parts of a document may come to, unpacked, in bytes. */
const MAX_UNPACKED = 200_000_000;

/** XML packs to a tenth; a zip that packs to far less, and is large, is made to fill the memory. */
const MAX_RATIO = 200;
const MAX_UNPACKED_AT_RATIO = 50_000_000;

/** First bytes of an OLE2 file: an old .doc, or the envelope of a .docx with a password. */
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads a Word document: its headings, paragraphs, lists and notes, without headers, footers and comments. */
export async function outlineDocx(bytes: Uint8Array): Promise<ReadResult> {
  const reason = refusalOf(bytes);
  if (reason !== null) return { outline: null, problems: [unreadable(reason)] };
  try {
    const parts = unpackXml(bytes);
    if (!('word/document.xml' in parts)) return { outline: null, problems: [unreadable('not-a-docx')] };
    const [{ default: mammoth }, { asShown }] = await Promise.all([import('mammoth'), import('./word.js')]);
    const partOf = (name: string) => new TextDecoder().decode(parts[`word/${name}.xml`]);
    parts['word/document.xml'] = strToU8(
      asShown({ document: partOf('document'), styles: partOf('styles'), numbering: partOf('numbering') }),
    );
    // Mammoth unpacks without a limit: it is given only what was unpacked within ours.
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return { outline: await outlineHtml(headOf(parts) + value), problems: [] };
  } catch (error) {
    return { outline: null, problems: [unreadable('broken', { message: reasonOf(error) })] };
  }
}

function refusalOf(bytes: Uint8Array): UnreadableReason | null {
  if (OLE2.every((byte, i) => bytes[i] === byte)) {
    return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'encrypted'
      : 'not-a-zip';
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return 'not-a-zip';
  // Bit 0 of the flags in a zip entry's header (APPNOTE.TXT, 4.4.4).
  if (((bytes[6] ?? 0) & 1) === 1) return 'encrypted';
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
  } catch {
    return 'not-a-zip';
  }
  const isBomb =
    unpacked > MAX_UNPACKED || (unpacked > MAX_UNPACKED_AT_RATIO && unpacked > bytes.length * MAX_RATIO);
  return isBomb ? 'too-large-unpacked' : null;
}

/** The parts with words in them, never larger than the zip's directory says; pictures stay packed. */
function unpackXml(bytes: Uint8Array): Unzipped {
  return unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/i.test(name) });
}

/** Title and last change as the document's properties give them, in the words of a web page. */
function headOf(parts: Unzipped): string {
  const properties = new TextDecoder().decode(parts['docProps/core.xml'] ?? strToU8(''));
  const [, title = ''] = /<dc:title>([^<]*)<\/dc:title>/.exec(properties) ?? [];
  const [, modified = ''] = /<dcterms:modified[^>]*>([^<]*)<\/dcterms:modified>/.exec(properties) ?? [];
  return `<title>${title}</title><meta name="date" content="${modified}">`;
}
