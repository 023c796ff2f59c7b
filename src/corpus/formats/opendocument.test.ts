import { describe, expect, it } from 'vitest';
import { blocksIn, toldIn } from '../../../test/blocks.js';
import { openDocumentParts, zipOf } from '../../../test/make-office.js';
import { outlineOpenDocument } from './opendocument.js';

const style = (name: string, family: string, properties: string, parent = '') =>
  `<style:style style:name="${name}" style:family="${family}" style:parent-style-name="${parent}">${properties}</style:style>`;
const textStyle = (name: string, properties: string, parent?: string) =>
  style(name, 'text', `<style:text-properties ${properties}/>`, parent);
const p = (text: string, name = 'Standard') => `<text:p text:style-name="${name}">${text}</text:p>`;
const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
const read = (...of: Parameters<typeof openDocumentParts>) =>
  outlineOpenDocument(zipOf(openDocumentParts(...of)));

describe('a text of OpenDocument', () => {
  const blocksOf = async (body: string, styles?: string) => blocksIn(await read('text', body, styles));

  it('has headings, paragraphs, lists and tables', async () => {
    const result = await read(
      'text',
      `${p('Le club', 'Title')}<text:h text:outline-level="2">Bureau</text:h>${p('Ses membres :')}
      <text:list><text:list-item>${p('Nadia')}</text:list-item><text:list-item>${p('Luc')}</text:list-item></text:list>
      <table:table><table:table-header-rows><table:table-row>${['Rôle', 'Nom'].map((text) => `<table:table-cell>${p(text)}</table:table-cell>`).join('')}</table:table-row></table:table-header-rows>
      <table:table-row><table:table-cell>${p('Trésorière')}</table:table-cell><table:table-cell>${p('Nadia')}</table:table-cell></table:table-row></table:table>
      ${p('Un<text:s text:c="2"/>mot<text:tab/>de<text:line-break/>fin.')}`,
      style('Title', 'paragraph', ''),
    );
    expect(result.outline?.source).toEqual({ title: 'Le port', publisher: null, url: null, asOf: null });
    expect(result.problems).toEqual([]);
    expect(blocksIn(result)).toEqual([
      'h1 Le club',
      'h2 Bureau',
      'Ses membres :',
      'item Nadia',
      'item Luc',
      'row Rôle: Trésorière; Nom: Nadia',
      'Un mot de\nfin.',
    ]);
  });

  it('is read without what is struck out, hidden, deleted, remarked or a table of contents', async () => {
    const styles =
      textStyle('struck', 'style:text-line-through-style="solid"') +
      textStyle('alsoStruck', '', 'struck') +
      textStyle('kept', 'style:text-line-through-style="none"', 'struck') +
      textStyle('hidden', 'text:display="none"') +
      textStyle('ink', 'fo:color="#ffffff" fo:background-color="#ffffff"') +
      style('gone', 'paragraph', '<style:text-properties text:display="none"/>');
    const struck = ['struck', 'alsoStruck', 'hidden', 'ink'].map((name) => span(name, '45 ')).join('');
    const body = `<text:tracked-changes>${p('Supprimé.')}</text:tracked-changes>
      <text:table-of-content>${p('Le club 3')}</text:table-of-content>${p('Secret.', 'gone')}
      <text:section text:display="none">${p('Secret.')}</text:section>
      ${p(`Prix : ${struck}${span('kept', '60')} euros<office:annotation>${p('Non !')}</office:annotation>.`)}`;
    expect(await blocksOf(body, styles)).toEqual(['Prix : 60 euros.']);
  });

  it('keeps raised figures raised, formulas in their sentence, and notes and boxes out of it', async () => {
    const styles = textStyle('up', 'style:text-position="super 58%"');
    const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('Selon la mairie.')}</text:note-body></text:note>`;
    const box = `<draw:frame text:anchor-type="paragraph"><draw:text-box>${p('Ouvert le lundi.')}</draw:text-box></draw:frame>`;
    const inline = `<draw:frame text:anchor-type="as-char"><draw:text-box>${p('dix')}</draw:text-box></draw:frame>`;
    const formula = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>';
    const parts = {
      ...openDocumentParts(
        'text',
        p(`Le port${note} a ${inline}${box} quais, 10${span('up', '6')} caisses et ${formula} mètres.`),
        styles,
      ),
      'Object 1/content.xml':
        '<math xmlns="m"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>3</mn></mfrac></mrow><annotation>x</annotation></semantics></math>',
    };
    expect(blocksIn(await outlineOpenDocument(zipOf(parts)))).toEqual([
      'Le port a dix quais, 10⁶ caisses et x^2+1/3 mètres.',
      'Ouvert le lundi.',
      'Selon la mairie.',
    ]);
  });

  it('writes numbers out that have words', async () => {
    const styles =
      '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="Article " style:num-suffix="."/></text:list-style>';
    const items = ['Le club.', 'Le bureau.']
      .map((text) => `<text:list-item>${p(text)}</text:list-item>`)
      .join('');
    expect(await blocksOf(`<text:list text:style-name="L1">${items}</text:list>`, styles)).toEqual([
      'Article 1. Le club.',
      'Article 2. Le bureau.',
    ]);
  });
});

describe('a workbook of OpenDocument', () => {
  const row = (...cells: string[]) =>
    `<table:table-row>${cells.map((cell) => `<table:table-cell>${p(cell)}</table:table-cell>`).join('')}</table:table-row>`;

  it('has sheets as headings and rows with the heads of their columns', async () => {
    const hidden = style('hide', 'table', '<style:table-properties table:display="false"/>');
    const result = await read(
      'spreadsheet',
      `<table:table table:name="Bureau">${row('Le bureau de 2021')}<table:table-row/>${row('Rôle', 'Nom')}${row('Trésorière', 'Nadia')}
      <table:table-row table:visibility="collapse"><table:table-cell>${p('Secret')}</table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="Cachée" table:style-name="hide">${row('Rôle', 'Nom')}${row('Espion', 'Luc')}</table:table>`,
      hidden,
    );
    expect(blocksIn(result)).toEqual(['h2 Bureau', 'Le bureau de 2021', 'row Rôle: Trésorière; Nom: Nadia']);
  });

  it('is read without hidden columns and struck words', async () => {
    const styles = textStyle('struck', 'style:text-line-through-style="solid"');
    const result = await read(
      'spreadsheet',
      `<table:table table:name="A"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>
      ${row('Nom', 'Code', 'Prix')}${row('Nadia', '1234', `${span('struck', '45')}60`)}</table:table>`,
      styles,
    );
    expect(blocksIn(result)).toEqual(['h2 A', 'row Nom: Nadia; Prix: 60']);
  });
});

it('reads the slides of a presentation, their titles first, and tells of notes', async () => {
  const frame = (kind: string, inside: string) =>
    `<draw:frame presentation:class="${kind}"><draw:text-box>${inside}</draw:text-box></draw:frame>`;
  const result = await read(
    'presentation',
    `<draw:page>${frame('outline', `<text:list><text:list-item>${p('Un quai.')}</text:list-item></text:list>`)}${frame('title', p('Le port'))}
    <presentation:notes>${frame('notes', p('Parler plus bas.'))}</presentation:notes></draw:page>
    <draw:page draw:style-name="hide">${frame('title', p('Secret'))}${frame('subtitle', p('Caché.'))}</draw:page>`,
    style('hide', 'drawing-page', '<style:drawing-page-properties presentation:visibility="hidden"/>'),
  );
  expect(blocksIn(result)).toEqual(['h2 Le port', 'item Un quai.']);
  expect(toldIn(result)).toEqual([{ code: 'notes-left-out', count: 1 }]);
});
