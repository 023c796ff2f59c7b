import { strToU8, zipSync } from 'fflate';

/** A zip of XML parts, by their names. */
export function zipOf(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

const SPACES = [
  'office',
  'text',
  'table',
  'style',
  'draw',
  'presentation',
  'fo',
  'svg',
  'xlink',
  'math',
  'dc',
]
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ');

/** The parts of an OpenDocument: `body` stands in it as a text, a spreadsheet or a presentation, with styles of its own. */
export function openDocumentParts(
  kind: 'text' | 'spreadsheet' | 'presentation',
  body: string,
  styles = '',
): Record<string, string> {
  return {
    'content.xml': `<office:document-content ${SPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${SPACES}/>`,
    'meta.xml': `<office:document-meta ${SPACES}><office:meta><dc:title>Le port</dc:title></office:meta></office:document-meta>`,
  };
}

const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SLIDES =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CORE =
  '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le port</dc:title></cp:coreProperties>';

function relationships(targets: readonly string[]): string {
  const each = targets.map(
    (target, i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/part" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

/** A sheet of a workbook: what stands in its XML, and in its tag in the workbook. */
interface Sheet {
  readonly name: string;
  readonly xml: string;
  readonly attributes?: string;
}

/** The parts of an Excel workbook. */
export function xlsxParts(
  sheets: readonly Sheet[],
  { styles = '', strings = '', properties = '' } = {},
): Record<string, string> {
  const listed = sheets.map(
    ({ name, attributes = '' }, i) => `<sheet name="${name}" ${attributes} r:id="r${i + 1}"/>`,
  );
  return {
    'xl/workbook.xml': `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}">${properties}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`)),
    'xl/styles.xml': `<styleSheet xmlns="${SHEETS}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${SHEETS}">${strings}</sst>`,
    'docProps/core.xml': CORE,
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet xmlns="${SHEETS}">${xml}</worksheet>`,
      ]),
    ),
  };
}

/** A slide of a presentation: its shapes, what stands in its tag, and what the speaker says to it. */
interface Slide {
  readonly shapes: string;
  readonly attributes?: string;
  readonly notes?: string;
}

/** The parts of a PowerPoint presentation, its slides in this order, which is not that of their names. */
export function pptxParts(slides: readonly Slide[]): Record<string, string> {
  const nameOf = (i: number) => `slides/slide${slides.length - i}.xml`;
  const parts: Record<string, string> = {
    'ppt/presentation.xml': `<p:presentation ${SLIDES} xmlns:r="${OFFICE}"><p:sldIdLst>${slides.map((_, i) => `<p:sldId r:id="r${i + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(slides.map((_, i) => nameOf(i))),
    'docProps/core.xml': CORE,
  };
  slides.forEach(({ shapes, attributes = '', notes }, i) => {
    parts[`ppt/${nameOf(i)}`] =
      `<p:sld ${SLIDES} xmlns:r="${OFFICE}" ${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;
    if (notes === undefined) return;
    parts[`ppt/slides/_rels/slide${slides.length - i}.xml.rels`] = relationships([
      `/ppt/notesSlides/n${i}.xml`,
    ]);
    parts[`ppt/notesSlides/n${i}.xml`] =
      `<p:notes ${SLIDES}><p:cSld><p:spTree>${shape('body', notes)}</p:spTree></p:cSld></p:notes>`;
  });
  return parts;
}

/** A shape of a slide that fills a placeholder, each text a paragraph. */
export function shape(placeholder: string, ...texts: readonly string[]): string {
  const paragraphs = texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('');
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr><p:ph type="${placeholder}"/></p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}
