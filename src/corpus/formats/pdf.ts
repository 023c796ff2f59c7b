import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { reasonOf } from '../../failure.js';
import { layOut, type Outline, type ReadProblem, type ReadResult, unreadable } from '../outline.js';
import { leadingDate } from './date.js';
import { blocksOf, type PdfBlock } from './pdf-blocks.js';
import type { Column } from './pdf-columns.js';
import { MOST_GLYPHS } from './pdf-glyphs.js';
import { type OpenPdf, type PdfReader, readPage } from './pdf-page.js';
import { outlineText } from './text.js';

/** How much of a PDF is read at the most. */
export interface PdfLimits {
  readonly pages: number;
  readonly milliseconds: number;
  /** Bytes that one stream of it may unpack to. */
  readonly unpacked: number;
}

const LIMITS: PdfLimits = { pages: 2000, milliseconds: 120_000, unpacked: 30e6 };

/**
 * Reads the text of a PDF as it is seen, page after page. Pages that are only pictures have none.
 * Of a PDF without end the first pages are read, and a problem says so.
 */
export async function outlinePdf(bytes: Uint8Array, limits: PdfLimits = LIMITS): Promise<ReadResult> {
  if (hasHugeStream(bytes, limits.unpacked)) {
    return { outline: null, problems: [unreadable('too-large-unpacked')] };
  }
  standInForTransfer();
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const open: OpenPdf[] = [];
  // The reader takes its bytes over: it is given a copy. Verbosity 0 keeps its warnings off the terminal.
  const openPdf = async (more: object) => {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, ...more });
    open.push(pdf);
    return pdf;
  };
  let withPictures: Promise<OpenPdf> | null = null;
  try {
    const pdf = await openPdf({ maxImageSize: 0 });
    const { info } = await pdf.getMetadata();
    // Its pages only ask to open it with a program that makes the form.
    if (isDynamicForm(info)) return { outline: null, problems: [unreadable('dynamic-form')] };
    const reader: PdfReader = {
      pdf,
      codes: (await getResolvedPDFJS()).OPS,
      openWithPictures: () => (withPictures ??= openPdf({})),
    };
    const { pages, problems } = await readPages(reader, limits);
    const laidOut = layOutPdf(blocksOf(pages));
    if (laidOut.blocks.length === 0) {
      const isTold = problems.some(({ code }) => code === 'unreadable');
      return { outline: null, problems: isTold ? problems : [...problems, unreadable('no-text')] };
    }
    return { outline: { ...laidOut, source: sourceOf(info), questions: [] }, problems };
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    const problem = isLocked ? unreadable('encrypted') : unreadable('broken', { message: reasonOf(error) });
    return { outline: null, problems: [problem] };
  } finally {
    for (const pdf of open) await pdf.loadingTask.destroy();
  }
}

/** Reads as many pages as the limits allow; one that is broken costs itself alone. */
async function readPages(
  reader: PdfReader,
  { pages: most, milliseconds }: PdfLimits,
): Promise<{ pages: Column[][]; problems: ReadProblem[] }> {
  const end = performance.now() + milliseconds;
  const { numPages } = reader.pdf;
  const pages: Column[][] = [];
  const cut: { readonly page: number; readonly read: number }[] = [];
  let broken: { readonly reason: string } | null = null;
  let tried = 0;
  while (tried < Math.min(numPages, most) && (tried === 0 || performance.now() < end)) {
    tried++;
    try {
      const { columns, isCut } = await readPage(reader, tried);
      pages.push(columns);
      if (isCut) cut.push({ page: tried, read: MOST_GLYPHS });
    } catch (error) {
      broken ??= { reason: reasonOf(error) };
    }
  }
  if (pages.length === 0 && broken)
    return { pages, problems: [unreadable('broken', { message: broken.reason })] };
  const problem = { severity: 'warning', line: null } as const;
  const problems: ReadProblem[] = cut.map((details) => ({ ...problem, code: 'page-cut', details }));
  if (pages.length < numPages)
    problems.unshift({
      ...problem,
      code: 'pages-left-out',
      details: { read: pages.length, pages: numPages },
    });
  return { pages, problems };
}

/** Lays blocks out. Where all is of one size, a heading is told as in plain text. */
function layOutPdf(all: readonly PdfBlock[]): Pick<Outline, 'text' | 'blocks'> {
  const blocks = all.filter(({ text }) => text.trim() !== '');
  const laidOut = layOut(blocks);
  if (laidOut.blocks.some(({ kind }) => kind === 'heading')) return laidOut;
  // What stands by itself ends like a sentence for this: no row of a table heads the next.
  let shapes = '';
  laidOut.blocks.forEach(({ end }, i) => {
    if (blocks[i]?.isAlone) shapes += `${laidOut.text.slice(shapes.length, end - 1)}.`;
  });
  shapes += laidOut.text.slice(shapes.length);
  return { text: laidOut.text, blocks: outlineText(shapes).blocks };
}

/** Whether a stream in a file, other than a picture or an attached file (which are not unpacked), unpacks to more than so many bytes. */
function hasHugeStream(bytes: Uint8Array, most: number): boolean {
  // Deflate packs a thousandfold at the most.
  if (bytes.length * 1032 < most) return false;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at + 6)) {
    const dictionary =
      file
        .toString('latin1', Math.max(0, at - 500), at)
        .split(/\bobj\b/)
        .at(-1) ?? '';
    if (!/\/Fl(?:ateDecode)?\b/.test(dictionary) || /\/Subtype\s*\/Image\b|\/EmbeddedFile\b/.test(dictionary))
      continue;
    const start = at + (file[at + 6] === 13 ? 8 : 7);
    try {
      inflateSync(file.subarray(start), { maxOutputLength: most, finishFlush: 2 });
    } catch (error) {
      if (error instanceof RangeError) return true;
    }
  }
  return false;
}

/** PDF.js hands fonts over by a method of ES2024, which Node 20 does not have. */
function standInForTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
      return this.slice(0, length);
    },
    configurable: true,
    writable: true,
  });
}

/** Whether a PDF is a form of Adobe LiveCycle (XFA) that has no fields of PDF beside it. */
function isDynamicForm(info: unknown): boolean {
  const { IsXFAPresent, IsAcroFormPresent } = Information.parse(info);
  return IsXFAPresent && !IsAcroFormPresent;
}

const Information = z.object({
  Title: z.string().trim().min(1).optional().catch(undefined),
  CreationDate: z.string().optional().catch(undefined),
  IsXFAPresent: z.boolean().catch(false),
  IsAcroFormPresent: z.boolean().catch(false),
});

/** Title and date of making. The author is left out: mostly the name of who sat at the keyboard. */
function sourceOf(info: unknown): Outline['source'] {
  const { Title, CreationDate = '' } = Information.parse(info);
  // Word processors put the file's own name for a title.
  const title =
    Title === undefined || /^Microsoft |\.\w{2,5}$|^untitled$|^sans titre$/i.test(Title) ? null : Title;
  // `D:YYYYMMDDHHmmSS`, of which only the year must be there (ISO 32000-1, 7.9.4).
  const [, year, month, day] = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?/.exec(CreationDate) ?? [];
  const asOf = leadingDate([year, month, day].filter((part) => part !== undefined).join('-'));
  return { title, publisher: null, url: null, asOf };
}
