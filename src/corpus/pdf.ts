import { z } from 'zod';
import { reasonOf } from '../failure.js';
import { leadingDate } from './date.js';
import { layOut, type Outline, type ReadResult, unreadable } from './outline.js';
import { blocksOf, type Line, linesOf } from './pdf-lines.js';
import { outlineText } from './text.js';

/** Reads the text of a PDF, page after page. Pages that are only pictures have none. */
export async function outlinePdf(bytes: Uint8Array): Promise<ReadResult> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // The reader takes its bytes over: it is given a copy. Verbosity 0 keeps its warnings off the terminal.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    try {
      const pages: Line[][] = [];
      for (let number = 1; number <= pdf.numPages; number++) {
        const page = await pdf.getPage(number);
        pages.push(linesOf((await page.getTextContent()).items));
        page.cleanup();
      }
      const laidOut = layOut(blocksOf(pages));
      if (laidOut.blocks.length === 0) return { outline: null, problems: [unreadable('no-text')] };
      const hasHeadings = laidOut.blocks.some(({ kind }) => kind === 'heading');
      // All of one size: then a heading is told as in plain text.
      const { text, blocks } = hasHeadings ? laidOut : outlineText(laidOut.text);
      const { info } = await pdf.getMetadata();
      return { outline: { text, blocks, source: sourceOf(info), questions: [] }, problems: [] };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    const problem = isLocked ? unreadable('encrypted') : unreadable('broken', { message: reasonOf(error) });
    return { outline: null, problems: [problem] };
  }
}

const Information = z.object({
  Title: z.string().trim().min(1).optional().catch(undefined),
  CreationDate: z.string().optional().catch(undefined),
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
