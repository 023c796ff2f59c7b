import { strToU8, zipSync } from 'fflate';

/** A paragraph of a Word document: its text and the name of its style. */
interface DocxParagraph {
  readonly text: string;
  readonly style?: string;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';

/** The parts of the smallest Word document there is. `body` is WordprocessingML. */
export function docxParts(body: string, title = ''): Record<string, Uint8Array> {
  return {
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'docProps/core.xml': strToU8(
      `<cp:coreProperties xmlns:cp="${CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` +
        `<dc:title>${title}</dc:title><dcterms:modified>2022-03-04T05:06:07Z</dcterms:modified></cp:coreProperties>`,
    ),
    'word/styles.xml': strToU8(
      `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`),
  };
}

/** WordprocessingML of a paragraph. `text` is XML. */
export function docxParagraph({ text, style }: DocxParagraph): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A Word document of some paragraphs; `Titre1` is the style of headings. */
export function makeDocx(paragraphs: readonly DocxParagraph[], title?: string): Uint8Array {
  return zipSync(docxParts(paragraphs.map(docxParagraph).join(''), title));
}
