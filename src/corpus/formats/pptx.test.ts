import { expect, it } from 'vitest';
import { blocksIn, toldIn } from '../../../test/blocks.js';
import { pptxParts, shape, zipOf } from '../../../test/make-office.js';
import { outlinePptx } from './pptx.js';

const read = (...slides: Parameters<typeof pptxParts>[0]) => outlinePptx(zipOf(pptxParts(slides)));
const run = (text: string, properties = '') => `<a:r><a:rPr ${properties}/><a:t>${text}</a:t></a:r>`;
const box = (inside: string, attributes = '') =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x" ${attributes}/><p:nvPr/></p:nvSpPr><p:txBody>${inside}</p:txBody></p:sp>`;
const paragraph = (...runs: string[]) => `<a:p>${runs.join('')}</a:p>`;

it('reads slides in their order, each under its title, paragraphs of a body as a list', async () => {
  const result = await read(
    { shapes: shape('ctrTitle', 'Le port') + shape('subTitle', 'Réunion du 4 mai.') + shape('sldNum', '1') },
    {
      shapes:
        shape('body', 'Un quai.', 'Deux grues.') + shape('title', 'Les ouvrages') + shape('ftr', 'Pied'),
    },
    { shapes: shape('title', 'Fin') + shape('body', 'Une seule phrase.') },
  );
  expect(result.problems).toEqual([]);
  expect(result.outline?.source.title).toBe('Le port');
  expect(blocksIn(result)).toEqual([
    'h2 Le port',
    'Réunion du 4 mai.',
    'h2 Les ouvrages',
    'item Un quai.',
    'item Deux grues.',
    'h2 Fin',
    'Une seule phrase.',
  ]);
});

it('reads bullets of a box, tables, raised figures and diagrams', async () => {
  const bullet = '<a:pPr><a:buChar char="•"/></a:pPr>';
  const cell = (text: string, attributes = '') =>
    `<a:tc ${attributes}><a:txBody>${paragraph(run(text))}</a:txBody></a:tc>`;
  const table = `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{5C22}</a:tableStyleId></a:tblPr>
    <a:tr>${cell('Rôle')}${cell('Nom')}</a:tr><a:tr>${cell('Trésorière')}${cell('Nadia')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
  const diagram =
    '<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds xmlns:dgm="d" r:dm="r1"/></a:graphicData></a:graphic></p:graphicFrame>';
  const parts = pptxParts([
    {
      shapes:
        box(
          paragraph(bullet, run('Un quai.')) +
            paragraph(bullet, run('10'), run('6', 'baseline="30000"'), run(' caisses.')),
        ) +
        table +
        diagram,
    },
  ]);
  parts['ppt/slides/_rels/slide1.xml.rels'] =
    '<Relationships xmlns="x"><Relationship Id="r1" Target="../diagrams/data1.xml"/></Relationships>';
  parts['ppt/diagrams/data1.xml'] =
    `<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:pt type="pres"><dgm:t>${paragraph(run('Non'))}</dgm:t></dgm:pt><dgm:pt><dgm:t>${paragraph(run('Peser puis charger.'))}</dgm:t></dgm:pt></dgm:dataModel>`;
  expect(blocksIn(await outlinePptx(zipOf(parts)))).toEqual([
    'item Un quai.',
    'item 10⁶ caisses.',
    'row Rôle: Trésorière; Nom: Nadia',
    'item Peser puis charger.',
  ]);
});

it('reads no hidden slide or shape and no struck words, and tells of notes and charts', async () => {
  const chart =
    '<p:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c="c"/></a:graphicData></a:graphic></p:graphicFrame>';
  const result = await read(
    { shapes: shape('title', 'Secret') + shape('body', 'Caché.'), attributes: 'show="0"', notes: 'Caché.' },
    { shapes: box(paragraph(run('Caché.')), 'hidden="1"') },
    {
      shapes:
        box(
          paragraph(
            run('Prix : '),
            run('45', 'strike="sngStrike"'),
            run('60', 'strike="noStrike"'),
            run(' euros.'),
          ),
        ) + chart,
      notes: 'Parler plus bas.',
    },
  );
  expect(blocksIn(result)).toEqual(['Prix : 60 euros.']);
  expect(toldIn(result)).toEqual([
    { code: 'notes-left-out', count: 1 },
    { code: 'words-left-out', element: 'chart' },
  ]);
});

it('joins no words that a zero byte parts', async () => {
  const result = await outlinePptx(zipOf(pptxParts([{ shapes: shape('body', 'Le\0phare est ouvert.') }])));
  expect(blocksIn(result)).toContain('Le phare est ouvert.');
});
