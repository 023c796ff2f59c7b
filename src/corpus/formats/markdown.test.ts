import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import type { Outline } from '../outline.js';
import { outlineMarkdown } from './markdown.js';

async function outlineOf(text: string): Promise<Outline> {
  const { outline } = await outlineMarkdown(text);
  if (outline === null) throw new Error('no outline');
  return outline;
}

const SHORT: Readonly<Record<string, string>> = { heading: 'h', paragraph: 'p' };

async function blocksOf(markdown: string) {
  const { blocks, text } = await outlineOf(markdown);
  return blocks.map(({ kind, start, end, anchor }) => [
    SHORT[kind] ?? kind,
    text.slice(start, end),
    ...(anchor === null ? [] : [anchor]),
  ]);
}

describe('outlineMarkdown', () => {
  it('finds headings and paragraphs, as they look', async () => {
    const text =
      '---\ntitle: Le phare\n---\n\n# Le **phare**\n\nUne phrase\r\ncoupée *en deux*, caf&eacute;\\.\n\nAutre titre\n===\n\nFin.\n';
    expect(await blocksOf(text)).toEqual([
      ['h', 'Le phare'],
      ['p', 'Une phrase coupée en deux, café.'],
      ['h', 'Autre titre'],
      ['p', 'Fin.'],
    ]);
    expect((await outlineOf(text)).source.title).toBe('Le phare');
  });

  it('reads on after a component that closes itself, and the text in others', async () => {
    const text =
      'Avant.\n\n<Button link="a" text="Voir"/>\n\nMilieu <Icon name="x" /> ici.\n\n<Select>\n\nChoix.\n\n</Select>\n\n<div/>\n\nFin.<br/>Ligne.\n';
    expect(await blocksOf(text)).toEqual([
      ['p', 'Avant.'],
      ['p', 'Milieu ici.'],
      ['p', 'Choix.'],
      ['p', 'Fin.\nLigne.'],
    ]);
  });

  it('reads the title of a fenced note', async () => {
    const noted = (fence: string) => blocksOf(`${fence}\nLe port ferme à minuit.\n:::\n`);
    for (const fence of ['::: tip Les heures', ':::note[Les heures]', '::: details Les heures {open}'])
      expect(await noted(fence)).toEqual([['p', 'Les heures\nLe port ferme à minuit.']]);
    for (const fence of [':::', '::: encadré', '::: {.note title="x"}'])
      expect(await noted(fence)).toEqual([['p', 'Le port ferme à minuit.']]);
  });

  it('leaves every block on its line', async () => {
    const text =
      '---\ntitle: x\n---\n# Un\n\nDeux\nsuite\n\n\n- trois\n\n| a | b |\n|---|---|\n| c | d |\n\n> cité\n';
    const { blocks, text: laidOut } = await outlineOf(text);
    expect(blocks.map(({ start }) => laidOut.slice(0, start).split('\n').length)).toEqual([4, 6, 10, 14, 16]);
  });

  it('takes the first title for the name of the file that has none', async () => {
    expect((await outlineOf('## Deux\n\n# Le *phare* {#phare}\n\n# Autre')).source.title).toBe('Le phare');
  });

  it('takes anchors off headings, and tells their ranks', async () => {
    const text = '# Un {#un}\n## Deux {#deux .x} ##\nTrois {#trois}\n---\n##\n# a {b}\n\nx';
    expect(await blocksOf(text)).toEqual([
      ['h', 'Un', 'un'],
      ['h', 'Deux', 'deux'],
      ['h', 'Trois', 'trois'],
      ['h', 'a {b}'],
      ['p', 'x'],
    ]);
    expect((await outlineOf(text)).blocks.map(({ level }) => level)).toEqual([1, 2, 2, 1, 0]);
  });

  it('reads lists, quotes, tables, code and HTML', async () => {
    const text =
      'Les membres :\n- un\n  suite\n- [x] deux\n  1. trois\n\n> cité\n\n| a | b |\n|---|:-:|\n| c | ~~d~~ e |\n\n' +
      '```sh\nnpm ci\n```\n\n<details><summary>Combien ?</summary>\n19 euros.</details>\n\nAvant<br>après<!-- secret -->.\n\n![image](a.png)\n\n***';
    expect(await blocksOf(text)).toEqual([
      ['p', 'Les membres :'],
      ['item', 'un suite'],
      ['item', '☑ deux'],
      ['item', 'trois'],
      ['p', 'cité'],
      ['row', 'a: c; b: e'],
      ['code', 'npm ci'],
      ['p', 'Combien ?'],
      ['p', '19 euros.'],
      ['p', 'Avant\naprès.'],
    ]);
  });

  it('leaves out what an author keeps private, and shows what a writing tool shows', async () => {
    const text =
      'Fondé par [[Anna Kessler|Anna]] en 1961. %%elle nous doit 200 euros%% Il a ==14 bateaux==. ^faits\n\n![[membres.png]]\n\n' +
      '> [!WARNING] Danger\n> Ne pas ouvrir.\n\n:::tip\nUn conseil.\n:::\n\n!!! note "À savoir"\n    Le texte.\n\n{{< youtube 123 >}}\n\n```\n%%gardé%%\n```';
    expect(await blocksOf(text)).toEqual([
      ['p', 'Fondé par Anna en 1961. Il a 14 bateaux.'],
      ['p', 'Danger Ne pas ouvrir.'],
      ['p', 'Un conseil.'],
      ['p', 'À savoir\nLe texte.'],
      ['code', '%%gardé%%'],
    ]);
  });

  it.each(['draft: true', 'published: false', 'unlisted: true'])(
    'leaves a page out that says “%s”, and tells so',
    async (line) => {
      expect(await outlineMarkdown(`---\ntitle: Fête\n${line}\n---\n\nUne surprise.`)).toEqual({
        outline: null,
        problems: [{ code: 'draft', severity: 'warning', line: null, details: {} }],
      });
      expect(
        await blocksOf(
          `---\n${line.replace(/true|false/, (is) => (is === 'true' ? 'false' : 'true'))}\n---\nx`,
        ),
      ).toEqual([['p', 'x']]);
    },
  );

  it('leaves out what an editor has marked for its author, and what an abbreviation stands for', async () => {
    const { outline } = await outlineMarkdown(
      'Le port {--est fermé--}{++est ouvert++} le {~~lundi~>mardi~~}{>>à vérifier,\nvraiment<<} et {==le jeudi==}.\n\n*[SNSM]: Société\n\n- [ ] payer\n- [x] peindre\n',
    );
    expect(outline?.text).toBe('Le port est ouvert le mardi et le jeudi.\n\n\n\n\n☐ payer\n- ☑ peindre');
  });

  it('reads a long file as it reads a short one', async () => {
    const part =
      '# Titre\n\nUne phrase.\n\n```\n\n# pas un titre\n```\n\n- a\n\n  b\n\n<!--\n\nrien\n-->\n\n';
    const count = 2_000;
    const once = await blocksOf(part);
    expect(await blocksOf(part.repeat(count))).toEqual(Array.from({ length: count }, () => once).flat());
  });

  it('reads lists 400 deep, and reads on after marks that nothing closes', async () => {
    const deep = Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- point ${i}`);
    expect(await blocksOf(deep.join('\n'))).toEqual(deep.map((_, i) => ['item', `point ${i}`]));
    for (const mark of ['[', '![[', '[^a', '{%', '**a ', '<a b=', ':::'])
      expect((await blocksOf(`${mark.repeat(20_000)}\n\nFin.`)).at(-1)).toEqual(['p', 'Fin.']);
  });

  it('survives quotes nested thousands deep', async () => {
    expect(await blocksOf(`${'> '.repeat(3000)}fond`)).toEqual([['p', 'fond']]);
  });

  it('never throws, and its blocks are ordered, trimmed and apart', async () => {
    const pieces = fc.constantFrom(
      ...[
        '\n',
        '\n\n',
        '\r\n',
        '# ',
        '## ',
        ' {#a}',
        '- ',
        '1. ',
        '> ',
        '---\n',
        '```\n',
        '|',
        '\t',
        ' ',
        '\uFEFF',
      ],
      ...[
        'mot',
        'Été.',
        '**gras**',
        '[lien](x)',
        '![i](x)',
        '<b>',
        '&amp;',
        '\\',
        '\u00A0',
        '    ',
        '===\n',
        '😀',
        '\0',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        expectWellFormed(await outlineOf(parts.join('')));
      }),
      { numRuns: 1000 },
    );
  });
});
