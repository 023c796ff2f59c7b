import { strToU8, type Unzipped, zipSync } from 'fflate';
import type { ReadProblem } from '../outline.js';
import { outlineHtml } from './html.js';
import { allNamed, parseXml } from './xml.js';
import { partOf, readerOfParts } from './zip.js';

/** Reads a Word document: its headings, paragraphs, lists and notes, without headers, footers and comments. */
export const outlineDocx = readerOfParts('word/document.xml', async (parts) => {
  const [{ default: mammoth }, { asShown }] = await Promise.all([import('mammoth'), import('./word.js')]);
  const shown = asShown({
    document: partOf(parts, 'word/document.xml'),
    styles: partOf(parts, 'word/styles.xml'),
    numbering: partOf(parts, 'word/numbering.xml'),
  });
  parts['word/document.xml'] = strToU8(shown);
  // Mammoth unpacks without a limit: it is given only what was unpacked within ours.
  const { value, messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
    {
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const ignored = messages.flatMap(({ message }) => IGNORED.exec(message)?.slice(1) ?? []);
  return {
    outline: await outlineHtml(headOf(parts) + value),
    problems: [...new Set(ignored)]
      .filter((name) => name !== undefined && hasWords(shown, name))
      .map(wordsLeftOut),
  };
});

/** How mammoth tells of an element, or a sign of a font of signs, that it does not know. */
const IGNORED =
  /^An unrecognised element was ignored: (?:\{[^}]*\}|\w+:)?([\w.-]+)|^A w:(sym) element with an unsupported/;

function hasWords(document: string, name: string): boolean {
  return allNamed(parseXml(document), name).some(
    ({ textContent }) => name === 'sym' || textContent?.trim() !== '',
  );
}

function wordsLeftOut(element: string): ReadProblem {
  return { code: 'words-left-out', severity: 'warning', line: null, details: { element } };
}

/** Title and last change as the document's properties give them, in the words of a web page. */
function headOf(parts: Unzipped): string {
  const properties = partOf(parts, 'docProps/core.xml');
  const [, title = ''] = /<dc:title>([^<]*)<\/dc:title>/.exec(properties) ?? [];
  const [, modified = ''] = /<dcterms:modified[^>]*>([^<]*)<\/dcterms:modified>/.exec(properties) ?? [];
  return `<title>${title}</title><meta name="date" content="${modified}">`;
}
