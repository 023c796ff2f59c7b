import { expect, it } from 'vitest';
import { blocksIn } from '../../../test/blocks.js';
import { outlineRtf } from './rtf.js';

const HEAD = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset2 Symbol;}}
{\\stylesheet{\\ql Normal;}{\\s1\\b heading 1;}{\\s2 toc 1;}{\\s3\\b Table Heading;}{\\*\\cs4 Police;}}
{\\info{\\title Le port}{\\author Ada}}{\\header En-t\\'eate\\par}`;
const read = (body: string) => outlineRtf(Buffer.from(`${HEAD}${body}}`, 'latin1'));
const blocksOf = async (body: string) => blocksIn(await read(body));

it('reads headings, paragraphs, lists and tables', async () => {
  const result =
    await read(`\\pard\\s1 Le club\\par\\pard\\outlinelevel1 Bureau\\par\\pard\\plain Ses membres :\\par
{\\listtext\\f2\\'b7\\tab}\\ls1 Nadia\\par{\\pntext\\'b7\\tab}Luc\\par\\pard
\\trowd\\intbl\\s3 R\\'f4le\\cell Nom\\cell\\row\\trowd\\pard\\intbl Tr\\'e9sori\\'e8re\\cell Nadia\\par Roux\\cell\\row
\\pard Fin.`);
  expect(result.outline?.source).toEqual({ title: 'Le port', publisher: null, url: null, asOf: null });
  expect(blocksIn(result)).toEqual([
    'h1 Le club',
    'h2 Bureau',
    'Ses membres :',
    'item Nadia',
    'item Luc',
    'row Rôle: Trésorière; Nom: Nadia Roux',
    'Fin.',
  ]);
});

it('reads every way of writing a character', async () => {
  expect(
    await blocksOf(
      "Un caf\\'e9 \\u8364 ?, \\uc2\\u233\\'c3\\'a9t\\u233 ??\\~\\emdash\\{\\}{\\f1\\'cc\\'ee} {\\f2\\'b7}mot\\-s.\\par",
    ),
  ).toEqual(['Un café €, été\u00a0—{}Мо mots.']);
  expect(await blocksOf('Deux \\u-10179?\\u-8704? visages.')).toEqual(['Deux 😀 visages.']);
});

it('reads nothing that is hidden, struck out, deleted, a remark, a margin, a picture or a table of contents', async () => {
  expect(
    await blocksOf(`{\\pard\\s2 Le club 3\\par}Prix : {\\strike 45 }{\\v 46 }{\\deleted 47 }{\\striked1 48 }60\\strike  61\\strike0  euros
{\\*\\atnid X}{\\*\\annotation Non !}{\\pict 89504e47}{\\*\\unknown Non}\\bin3 \\}}x.{\\footer Pied\\par}\\par`),
  ).toEqual(['Prix : 60 eurosx.']);
});

it('keeps raised figures raised, results of fields, and notes and boxes out of their sentence', async () => {
  expect(
    await blocksOf(
      `Le port{\\super\\chftn}{\\footnote {\\super\\chftn} Selon la mairie.\\par} a {\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt dix}} quais{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt Ouvert le lundi.\\par}}{\\shprslt Ouvert le lundi.}} et 10{\\up8 6} caisses d'H{\\sub 2}O.\\par`,
    ),
  ).toEqual(["Le port a dix quais et 10⁶ caisses d'H₂O.", 'Selon la mairie.', 'Ouvert le lundi.']);
});

it('writes numbers out that have words', async () => {
  expect(await blocksOf('{\\listtext Article 1.\\tab}\\ls1 Le club.\\par')).toEqual(['Article 1. Le club.']);
});

it('tells a file of another format', async () => {
  const { problems } = await outlineRtf(Buffer.from('Un texte.'));
  expect(problems[0]?.details).toEqual({ reason: 'misnamed' });
});
