import { extname } from 'node:path';
import { reasonOf } from '../../failure.js';
import { type Outline, type Reader, type ReadResult, unreadable } from '../outline.js';
import { outlineAsciiDoc } from './asciidoc.js';
import { outlineCsv } from './csv.js';
import { decodeText } from './decode.js';
import { outlineDocx } from './docx.js';
import { outlineEml } from './eml.js';
import { type Extension, extensionOf } from './extensions.js';
import { outlineHtml } from './html.js';
import { outlineMarkdown } from './markdown.js';
import { outlineOpenDocument } from './opendocument.js';
import { outlinePdf } from './pdf.js';
import { outlinePptx } from './pptx.js';
import { outlineRtf } from './rtf.js';
import { noSheets, type SheetReader } from './style-sheets.js';
import { outlineText } from './text.js';
import { outlineXlsx } from './xlsx.js';

/** Largest file that is read, in MB: what is larger is no page of text. */
const MAX_MEGABYTES = 100;

/** Reads a format whose files may name style sheets. */
type PageReader = (...read: [...Parameters<Reader>, SheetReader]) => ReturnType<Reader>;

const markdown: Reader = (bytes) => decodedAs(bytes, outlineMarkdown);
const plain: Reader = (bytes) => decodedAs(bytes, (text) => found(outlineText(text)));
const html: PageReader = (bytes, sheetAt) =>
  decodedAs(bytes, async (text) => found(await outlineHtml(text, { sheetAt })), declaredEncoding(bytes));
const asciiDoc: Reader = (bytes) => decodedAs(bytes, outlineAsciiDoc);
const csv: Reader = (bytes) => decodedAs(bytes, outlineCsv);

const READERS: Readonly<Record<Extension, PageReader>> = {
  '.md': markdown,
  '.markdown': markdown,
  '.txt': plain,
  '.text': plain,
  '.html': html,
  '.htm': html,
  '.docx': outlineDocx,
  '.odt': outlineOpenDocument,
  '.rtf': outlineRtf,
  '.pdf': (bytes) => outlinePdf(bytes),
  '.pptx': outlinePptx,
  '.odp': outlineOpenDocument,
  '.xlsx': outlineXlsx,
  '.ods': outlineOpenDocument,
  '.csv': csv,
  '.tsv': csv,
  '.adoc': asciiDoc,
  '.asciidoc': asciiDoc,
  '.eml': outlineEml,
};

/**
 * Reads a file by the format that its extension names. Whatever is in it, a problem tells what could
 * not be read: nothing is thrown. A file of no bytes, or of nothing but furniture, is told as `empty`.
 *
 * @param sheetAt what reads the style sheets that a page names
 */
export async function readOutline(
  path: string,
  bytes: Uint8Array,
  sheetAt: SheetReader = noSheets,
): Promise<ReadResult> {
  const extension = extensionOf(path);
  if (extension === null) {
    const details = { format: extname(path) };
    return { outline: null, problems: [{ code: 'unsupported', severity: 'warning', line: null, details }] };
  }
  if (bytes.length > MAX_MEGABYTES * 1e6) {
    return { outline: null, problems: [unreadable('too-large', { limit: MAX_MEGABYTES })] };
  }
  if (bytes.length === 0) return { outline: null, problems: [EMPTY] };
  try {
    const { outline, problems } = await READERS[extension](bytes, sheetAt);
    const isEmpty = outline !== null && outline.blocks.length === 0;
    return isEmpty ? { outline, problems: [...problems, EMPTY] } : { outline, problems };
  } catch (error) {
    return { outline: null, problems: [unreadable('broken', { message: reasonOf(error) })] };
  }
}

const EMPTY = { code: 'empty', severity: 'warning', line: null, details: {} } as const;

function found(outline: Outline): ReadResult {
  return { outline, problems: [] };
}

async function decodedAs(
  bytes: Uint8Array,
  read: (text: string) => ReadResult | Promise<ReadResult>,
  declared?: string,
): Promise<ReadResult> {
  const decoded = decodeText(bytes, declared);
  if ('reason' in decoded) return { outline: null, problems: [unreadable(decoded.reason)] };
  const { outline, problems } = await read(decoded.text);
  if (decoded.badLine === null) return { outline, problems };
  const faulty = { code: 'bad-bytes', severity: 'warning', line: decoded.badLine, details: {} } as const;
  return { outline, problems: [faulty, ...problems] };
}

/** The encoding that a page names in its first kilobyte, where the HTML Standard wants it (4.2.5.4). */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
}
