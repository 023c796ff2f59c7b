import { strToU8, type Unzipped, zipSync } from 'fflate';
import type { ReadProblem } from '../outline.js';
import { outlineHtml } from './html.js';
import { allNamed, parseXml } from './xml.js';
import { partOf, readerOfParts } from './zip.js';

/** Reads a Word document: its headings, paragraphs, lists and notes, without headers, footers and comments. */
export const outlineDocx = readerOfParts('word/document.xml', async (parts) => {
  const { asShown } = await import('./word.js');
  const shown = asShown({
    document: partOf(parts, 'word/document.xml'),
    styles: partOf(parts, 'word/styles.xml'),
    numbering: partOf(parts, 'word/numbering.xml'),
  });
  const read = await convert(parts, shown);
  const dropped = read.ignored.filter((name) => hasWords(shown, name));
  // A sentence with a hole in it may say something else than the page; a sign is no word of it.
  const holes = dropped.filter((name) => name !== 'sym');
  const { value } = holes.length === 0 ? read : await convert(parts, withoutHoles(shown, holes));
  return { outline: await outlineHtml(headOf(parts) + value), problems: dropped.map(wordsLeftOut) };
});

/** The page that mammoth makes of a main part, and the names of the elements in it that it does not know. */
async function convert(parts: Unzipped, document: string): Promise<{ value: string; ignored: string[] }> {
  const { default: mammoth } = await import('mammoth');
  // Mammoth unpacks without a limit: it is given only what was unpacked within ours.
  const buffer = Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(document) }, { level: 0 }));
  const { value, messages } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  const names = messages.flatMap(({ message }) => IGNORED.exec(message)?.slice(1) ?? []);
  return { value, ignored: [...new Set(names.filter((name) => name !== undefined))] };
}

/** A main part without the paragraphs that hold one of these elements. */
function withoutHoles(document: string, names: readonly string[]): string {
  const xml = parseXml(document);
  for (const element of names.flatMap((name) => allNamed(xml, name))) {
    let node: Node | null = element;
    while (node !== null && node.nodeName !== 'w:p') node = node.parentNode;
    node?.parentNode?.removeChild(node);
  }
  return xml.toString();
}

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
