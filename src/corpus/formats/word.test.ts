import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { docxParagraph, docxParts } from '../../../test/make-docx.js';
import { outlineDocx } from './docx.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`;
const math = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

/** The blocks of a Word document whose main part holds this. */
async function blocksOf(body: string, parts: Record<string, Uint8Array> = {}) {
  const names =
    'xmlns:m="m" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="urn:schemas-microsoft-com:vml"';
  const document = strToU8(`<w:document xmlns:w="${WORD}" ${names}><w:body>${body}</w:body></w:document>`);
  const { outline } = await outlineDocx(
    zipSync({ ...docxParts(''), ...parts, 'word/document.xml': document }),
  );
  return outline?.blocks.map(({ start, end }) => outline.text.slice(start, end));
}

it.each([
  ['a field', `<w:fldSimple w:instr=" X ">${run('Arvel')}</w:fldSimple>`, 'Arvel'],
  ['words turned around', `<w:bdo w:val="rtl"><w:dir w:val="ltr">${run('Arvel')}</w:dir></w:bdo>`, 'Arvel'],
  ['an equation', `<m:oMath>${math('12,5')}</m:oMath>`, '12,5'],
  [
    'a power',
    `<m:oMath><m:sSup><m:e>${math('m')}</m:e><m:sup>${math('2')}</m:sup></m:sSup></m:oMath>`,
    'm^2',
  ],
  [
    'a fraction',
    `<m:oMathPara><m:oMath><m:f><m:num>${math('1')}</m:num><m:den>${math('3')}</m:den></m:f></m:oMath></m:oMathPara>`,
    '1/3',
  ],
])('keeps %s in its sentence', async (_, part, words) => {
  expect(await blocksOf(paragraph(run('Signé par '), part, run(' hier.')))).toEqual([
    `Signé par ${words} hier.`,
  ]);
});

it('reads no words that are hidden or struck out', async () => {
  const struck = ['<w:vanish/>', '<w:strike/>', '<w:dstrike w:val="true"/>'].map((property) =>
    run('45 ', property),
  );
  const kept = run('60 ', '<w:strike w:val="0"/>');
  expect(await blocksOf(paragraph(run('Prix : '), ...struck, kept, run('euros.')))).toEqual([
    'Prix : 60 euros.',
  ]);
  const tracked = `<w:del><w:r><w:delText>hier</w:delText></w:r></w:del><w:ins>${run('demain')}</w:ins>`;
  expect(await blocksOf(paragraph(run('Il vient '), tracked, run('.')))).toEqual(['Il vient demain.']);
});

it('reads a text box, with or without a form for older readers', async () => {
  const content = `<w:txbxContent>${docxParagraph({ text: 'Adopté par Ada.' })}</w:txbxContent>`;
  const drawing = `<w:drawing><wps:txbx>${content}</wps:txbx></w:drawing>`;
  const alone = `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice></mc:AlternateContent></w:r>`;
  const fallback = `<mc:Fallback><w:pict><v:textbox>${content}</v:textbox></w:pict></mc:Fallback>`;
  const both = `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice>${fallback}</mc:AlternateContent></w:r>`;
  for (const box of [alone, both, `<w:r>${drawing}</w:r>`]) {
    expect(await blocksOf(paragraph(box) + docxParagraph({ text: 'Fin.' }))).toEqual([
      'Adopté par Ada.',
      'Fin.',
    ]);
  }
});

it('leaves out a table of contents, by the name of its style or its id', async () => {
  const styles = `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="Sommaire"><w:name w:val="toc 1"/></w:style></w:styles>`;
  const body = ['TM1', 'TOC2', 'Sommaire']
    .map((style) => docxParagraph({ text: 'Introduction 1', style }))
    .join('');
  expect(
    await blocksOf(body + docxParagraph({ text: 'Le texte.' }), { 'word/styles.xml': strToU8(styles) }),
  ).toEqual(['Le texte.']);
});

it('writes out automatic numbers that have words, and leaves lists lists', async () => {
  const level = (text: string, at: number) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0">${level('Article %1.', 0)}${level('Section %1.%2 –', 1)}</w:abstractNum>
    <w:abstractNum w:abstractNumId="1">${level('%1.', 0)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;
  const numbered = (text: string, list: number, at = 0) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
  const body = [
    numbered('Un.', 1),
    numbered('Deux.', 1),
    numbered('Trois.', 1, 1),
    numbered('Quatre.', 1),
    numbered('Cinq.', 2),
  ].join('');
  expect(await blocksOf(body, { 'word/numbering.xml': strToU8(numbering) })).toEqual([
    'Article 1. Un.',
    'Article 2. Deux.',
    'Section 2.1 – Trois.',
    'Article 3. Quatre.',
    'Cinq.',
  ]);
});

it('leaves out a paragraph with a hole in it, and no other', async () => {
  const ruby = `<w:r><w:ruby><w:rubyBase>${run('n’')}</w:rubyBase></w:ruby></w:r>`;
  const body = `<w:p>${run('La porte ')}${ruby}${run('est ouverte.')}</w:p><w:p>${run('La cour est fermée.')}</w:p>`;
  expect(await blocksOf(body)).toEqual(['La cour est fermée.']);
});

it('tells of words in what the reader does not know, and of nothing else', async () => {
  const problemsOf = async (part: string) =>
    (await outlineDocx(zipSync(docxParts(`<w:p>${run('Un ')}${part}${run(' mot.')}</w:p>`)))).problems;
  const told = (element: string) => [
    { code: 'words-left-out', severity: 'warning', line: null, details: { element } },
  ];
  const ruby = `<w:r><w:ruby><w:rubyBase>${run('beau')}</w:rubyBase></w:ruby></w:r>`;
  expect(await problemsOf(ruby + ruby)).toEqual(told('ruby'));
  expect(
    await problemsOf('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="1"/></w:r>'),
  ).toEqual(told('sym'));
  expect(await problemsOf('<w:unknown/>')).toEqual([]);
});
