import { expect, it } from 'vitest';
import { blocksIn, toldIn } from '../../../test/blocks.js';
import { xlsxParts, zipOf } from '../../../test/make-office.js';
import { outlineXlsx } from './xlsx.js';

const read = (...of: Parameters<typeof xlsxParts>) => outlineXlsx(zipOf(xlsxParts(...of)));
const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (value: number, style = 0) => `<c s="${style}"><v>${value}</v></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
const data = (...rows: string[]) => `<sheetData>${rows.join('')}</sheetData>`;
const HEADS = row(text('Nom'), text('Valeur'));

it('reads sheets as headings, rows with the heads of their columns, and what stands over a table', async () => {
  const result = await read(
    [
      {
        name: 'Bureau',
        xml: data(
          '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
          '<row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c></row>',
          '<row r="4"><c r="B4" t="str"><f>A1</f><v>Nadia</v></c><c r="C4" t="b"><v>1</v></c></row>',
          '<row r="5"><c r="B5" t="e"><v>#REF!</v></c><c r="C5"><v>12.5</v></c></row>',
        ),
      },
    ],
    {
      strings:
        '<si><t>Le bureau de 2021</t></si><si><t>Nom</t></si><si><r><t>Don</t></r><r><rPr><strike/></rPr><t>s</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>',
    },
  );
  expect(blocksIn(result)).toEqual([
    'h2 Bureau',
    'Le bureau de 2021',
    'row Nom: Nadia; Don: TRUE',
    'row Don: 12.5',
  ]);
  expect(result.outline?.source.title).toBe('Le port');
  expect(result.outline?.blocks[2]?.lead).toBe('Le bureau de 2021');
});

it('shows dates and numbers as the sheet does', async () => {
  const codes = ['0.0%', '[$-40C]d mmmm yyyy', '#,##0.00 "€"', 'yyyy-mm-dd', 'bad[[[', ';;;'];
  const formats = codes.map(
    (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = `<numFmts>${formats.join('')}</numFmts><fonts><font/><font><strike/></font></fonts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>${codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}<xf numFmtId="0" fontId="1"/></cellXfs>`;
  const values = [
    [44320, 1, '2021-05-04'],
    [0.125, 2, '12.5%'],
    [44320, 3, '4 mai 2021'],
    [1234.5, 4, '1,234.50 €'],
    [12, 6, '12'],
    [0.1 + 0.2, 0, '0.3'],
  ] as const;
  const rows = values.map(([value, style], i) => row(text(`n${i}`), number(value, style)));
  const hidden = [row(text('rien'), number(3, 7)), row(text('barré'), number(3, 8))];
  const result = await read([{ name: 'A', xml: data(HEADS, ...rows, ...hidden) }], { styles });
  expect(blocksIn(result)).toEqual([
    'h2 A',
    ...values.map(([, , shown], i) => `row Nom: n${i}; Valeur: ${shown}`),
    'row Nom: rien',
    'row Nom: barré',
  ]);
  const since1904 = await read([{ name: 'A', xml: data(row(text('le'), number(42858, 5))) }], {
    styles,
    properties: '<workbookPr date1904="1"/>',
  });
  expect(blocksIn(since1904)).toEqual(['h2 A', 'row le: 2021-05-04']);
});

it('reads no hidden sheet, row or column', async () => {
  const secret = row(text('Secret'), text('1'));
  const result = await read([
    { name: 'Cachée', xml: data(HEADS, secret), attributes: 'state="hidden"' },
    { name: 'Très cachée', xml: data(HEADS, secret), attributes: 'state="veryHidden"' },
    {
      name: 'A',
      xml: `<cols><col min="2" max="2" hidden="1"/></cols>${data(
        row(text('Nom'), text('Code'), text('Rôle')),
        row(text('Nadia'), text('1234'), text('Trésorière')),
        secret.replace('<row>', '<row hidden="1">'),
      )}`,
    },
  ]);
  expect(blocksIn(result)).toEqual(['h2 A', 'row Nom: Nadia; Rôle: Trésorière']);
});

it('reads so many rows and tells that there are more', async () => {
  const result = await read([{ name: 'A', xml: data(HEADS, row(text('a'), number(1)).repeat(60_000)) }]);
  expect(result.outline?.blocks).toHaveLength(20_000);
  expect(toldIn(result)).toEqual([{ code: 'rows-left-out', read: 20_000 }]);
});

it('says of each row what one cell says of several', async () => {
  const cell = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const result = await read([
    {
      name: 'Quais',
      xml: `${data(
        row(cell('A1', 'Quai'), cell('B1', 'Poste'), cell('C1', 'Nom')),
        row(cell('A2', 'Nord'), cell('B2', 'Garde'), cell('C2', 'Ada')),
        row(cell('B3', 'Marin'), cell('C3', 'Luc')),
        row(cell('A4', 'Sud'), cell('B4', 'Garde'), cell('C4', 'Zoé')),
      )}<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:B4"/></mergeCells>`,
    },
  ]);
  expect(blocksIn(result).slice(1)).toEqual([
    'row Quai: Nord; Poste: Garde; Nom: Ada',
    'row Quai: Nord; Poste: Marin; Nom: Luc',
    'row Quai: Sud; Poste: Garde; Nom: Zoé',
  ]);
});
