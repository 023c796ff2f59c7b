import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { outlineHtml } from './html.js';

const SHORT: Readonly<Record<string, string>> = { heading: 'h', paragraph: 'p' };

async function blocksOf(html: string) {
  const { text, blocks } = await outlineHtml(html);
  return blocks.map(({ kind, start, end, anchor }) => [
    SHORT[kind] ?? kind,
    text.slice(start, end),
    ...(anchor === null ? [] : [anchor]),
  ]);
}

describe('outlineHtml', () => {
  it('reads terms with what they are defined as: several of one definition, and those without any', async () => {
    const list = '<dl><dt>-q<dt>--quiet<dd>Says nothing.<dt>-v<dd>Says more.<dt>-x<dt>-y</dl><p>End.</p>';
    expect(await blocksOf(list)).toEqual([
      ['item', '-q, --quiet: Says nothing.'],
      ['item', '-v: Says more.'],
      ['item', '-x, -y'],
      ['p', 'End.'],
    ]);
  });

  it('reads a box of the text, whatever it is called, and not the bar beside a page', async () => {
    const box = '<div class=sidebar><p>Le port fut creusé en 1864.</p></div>';
    expect(await blocksOf(`<div><p>Avant.</p>${box}<p>Après.</p></div>`)).toHaveLength(3);
    const para = '<div class=para>La jetée protège le port des vents du large.</div>';
    expect(await blocksOf(`<div>${para}${box}</div>`)).toHaveLength(2);
    expect(await blocksOf(`<div><div>${para}</div>${box}</div>`)).toHaveLength(1);
    const links = '<div class=sidebar><a href=a>Le phare</a> <a href=b>La jetée</a></div>';
    expect(await blocksOf(`<div><p>Avant.</p>${links}</div>`)).toEqual([['p', 'Avant.']]);
  });

  it('shows which boxes are ticked', async () => {
    const outline = await outlineHtml(
      '<main><p><input type="checkbox" checked> Payé <input type=radio> Rendu <input value="secret"></p>' +
        '<table><tr><th>Nom<th>Payé<tr><td>Ada<td><input type=checkbox checked></table></main>',
    );
    expect(outline.blocks.map(({ start, end }) => outline.text.slice(start, end))).toEqual([
      '☑ Payé ☐ Rendu',
      'Nom: Ada; Payé: ☑',
    ]);
  });

  it('leaves out the contents of a page', async () => {
    const contents =
      '<div class=toc><ul><li><a href="#a">Le port</a><li><a href="#b">Le phare</a></ul></div>';
    expect(await blocksOf(`${contents}<p>Le port est à l’ouest.</p>`)).toEqual([
      ['p', 'Le port est à l’ouest.'],
    ]);
    expect(await blocksOf('<div id=toc><p>Un chapitre de <a href=a>texte</a>.</p></div>')).toHaveLength(1);
  });

  it('reads headings and paragraphs as a browser shows them', async () => {
    const html = `<h1 id=haut>Le   <em>port</em></h1>
      <p>Une phrase
      sur deux lignes&nbsp;: &eacute;t&eacute; &amp; hiver.<br>Puis ici.</p>
      <div>Sans balise<ul><li>un<li><p>deux</p></ul>fin</div><h2>  </h2>`;
    expect(await blocksOf(html)).toEqual([
      ['h', 'Le port', 'haut'],
      ['p', 'Une phrase sur deux lignes\u00A0: été & hiver.\nPuis ici.'],
      ['p', 'Sans balise'],
      ['item', 'un'],
      ['item', 'deux'],
      ['p', 'fin'],
    ]);
    expect((await outlineHtml(html)).text).toContain('Le port\n\nUne phrase');
  });

  it('keeps narrow spaces, glues inline runs and drops what has no width', async () => {
    expect(await blocksOf('<p><b>ca</b><i>fé</i> 3\u202F000 Pri\u00ADvat<br><br>Deux</p>')).toEqual([
      ['p', 'café 3\u202F000 Privat'],
      ['p', 'Deux'],
    ]);
  });

  it('runs and reads no script, and leaves furniture out', async () => {
    const html = `<body><script>document.write('<p>écrit</p>')</script><style>p{}</style><noscript>rien</noscript>
      <header>Site</header><nav><p>Menu</p></nav><div class="cookie-banner"><p>Nos biscuits.</p></div>
      <div hidden>caché</div><div style="display: none">caché</div><p aria-hidden=true>caché</p><div role=search>caché</div>
      <template><p>moule</p></template><form><p>Écrire</p><button>Envoyer</button></form><svg><text>tracé</text></svg>
      <p onclick="alert(1)">Le texte<sup><a href="#n1">[1]</a></sup>, <a href="#x">lié</a>.</p><h2>Titre <a href="#t">¶</a></h2>
      <pre>code</pre><aside>à côté</aside><footer>Pied</footer></body>`;
    expect(await blocksOf(html)).toEqual([
      ['p', 'Le texte, lié.'],
      ['h', 'Titre'],
      ['code', 'code'],
    ]);
  });

  it('reads only the main part, or the articles, where there is text in them', async () => {
    expect(await blocksOf('<p>a</p><main><header><h1>b</h1></header><p>c</p></main>')).toEqual([
      ['h', 'b'],
      ['p', 'c'],
    ]);
    expect(
      await blocksOf(
        '<p>a</p><article><p>b</p><article><p>c</p></article></article><article><p>d</p></article>',
      ),
    ).toEqual([
      ['p', 'b'],
      ['p', 'c'],
      ['p', 'd'],
    ]);
    expect(await blocksOf('<p>a</p><main><div id=app></div></main>')).toEqual([['p', 'a']]);
    expect(await blocksOf('<form class="consent"><h1>a</h1><p>b</p></form>')).toEqual([
      ['h', 'a'],
      ['p', 'b'],
    ]);
  });

  it('reads a table by rows, each cell with the head of its column', async () => {
    const head = '<tr><th>Fonction</th><th>Nom</th></tr>';
    const rows =
      '<tr><td>Trésorière</td><td>Nadia <b>Belhadj</b></td></tr><tr><td rowspan=2>Gardien</td><td>Paul Servan</td></tr><tr><td>Rosa Lin</td></tr>';
    expect(await blocksOf(`<table><caption>Bureau de 2022</caption>${head}${rows}</table>`)).toEqual([
      ['row', 'Fonction: Trésorière; Nom: Nadia Belhadj'],
      ['row', 'Fonction: Gardien; Nom: Paul Servan'],
      ['row', 'Fonction: Gardien; Nom: Rosa Lin'],
    ]);
    const { blocks } = await outlineHtml(`<table><caption>Bureau de 2022</caption>${head}${rows}</table>`);
    expect(blocks.map(({ lead }) => lead)).toEqual(['Bureau de 2022', 'Bureau de 2022', 'Bureau de 2022']);
  });

  it('takes no row for the heads of the columns unless the page says so', async () => {
    const two = '<table><tr><td>Année</td><td>2020</td></tr><tr><td>Lieu</td><td>Dole</td></tr></table>';
    expect(await blocksOf(two)).toEqual([
      ['row', 'Année: 2020'],
      ['row', 'Lieu: Dole'],
    ]);
    const three =
      '<table><tr><td>Ada</td><td>Dole</td><td>1931</td></tr><tr><td>Luc</td><td>Brest</td><td>1940</td></tr></table>';
    expect(await blocksOf(three)).toEqual([
      ['row', 'Ada; Dole; 1931'],
      ['row', 'Luc; Brest; 1940'],
    ]);
    const bold =
      '<table><tr><td><b>Nom</b></td><td><b>Ville</b></td><td><b>Année</b></td></tr><tr><td>Ada</td><td></td><td>1931</td></tr></table>';
    expect(await blocksOf(bold)).toEqual([['row', 'Nom: Ada; Année: 1931']]);
  });

  it('reads a page that is laid out in a table as a page', async () => {
    const html =
      '<table><tr><td><h2>Titre</h2></td><td><p>Une cellule qui tient une phrase.</p></td></tr></table><p>Après</p>';
    expect(await blocksOf(html)).toEqual([
      ['h', 'Titre'],
      ['p', 'Une cellule qui tient une phrase.'],
      ['p', 'Après'],
    ]);
  });

  it('keeps a term with its own definition', async () => {
    expect(
      await blocksOf('<dl><dt>Longueur</dt><dd>14,2 m</dd><dt>Chantier :</dt><dd>Kervran, Brest</dd></dl>'),
    ).toEqual([
      ['item', 'Longueur: 14,2 m'],
      ['item', 'Chantier: Kervran, Brest'],
    ]);
  });

  it.each([
    ['240<sup>3</sup> lits en 1999<sup>6</sup>', '240³ lits en 1999'],
    ['5 × 10<sup>6</sup> N, 12 km<sup>2</sup>, 11<sup>99</sup> €', '5 × 10⁶ N, 12 km², 11⁹⁹ €'],
    ['17<sup>a</sup> ou 1200<sup>*</sup> ou 35<sup>(2)</sup> traders', '17 ou 1200 ou 35 traders'],
    ['le 1<sup>er</sup> du XX<sup>e</sup>, M<sup>me</sup> Lemaire<sup>7</sup>', 'le 1er du XXe, Mme Lemaire'],
    ['H<sub>2</sub>O', 'H₂O'],
    ['payer <del>40</del> <ins>55</ins> euros, <s>lundi</s> jeudi', 'payer 55 euros, jeudi'],
    ['à<i class="material-icons">place</i> Dole <span class="sr-only">(onglet)</span>', 'à Dole'],
    [
      'né en 1846<sup class="reference"><a href="https://x.example/H#cite_note-1">[1]</a></sup>.',
      'né en 1846.',
    ],
    [
      '<span style="text-decoration: line-through">non</span> oui <span style="color:#fff; background:#fff">x</span>',
      'oui',
    ],
  ])('reads %s as it looks', async (html, text) => {
    expect(await blocksOf(`<p>${html}</p>`)).toEqual([['p', text]]);
  });

  it('reads what belongs to the page, and nothing beside it', async () => {
    const aside =
      '<main><p>Texte.</p><aside class="note"><p>Attention.</p></aside><aside><a href=a>Autres pages</a></aside></main>';
    expect(await blocksOf(aside)).toEqual([
      ['p', 'Texte.'],
      ['p', 'Attention.'],
    ]);
    const cards =
      '<h1>Pont</h1><p>Le pont date de 1902.</p><section id=comments><article><p>Laid !</p></article></section><div class="related"><article><p>Lisez aussi.</p></article></div>';
    expect(await blocksOf(cards)).toEqual([
      ['h', 'Pont'],
      ['p', 'Le pont date de 1902.'],
    ]);
    expect(await blocksOf('<main hidden><p>Brouillon.</p></main><main><p>Texte.</p></main>')).toEqual([
      ['p', 'Texte.'],
    ]);
    expect(
      await blocksOf('<style>.x, p.y { display: none }</style><p class=x>a</p><p class=y>b</p><p>c</p>'),
    ).toEqual([['p', 'c']]);
    expect(
      await blocksOf('<p>Coût.</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a> Secret ?</p></div>'),
    ).toEqual([['p', 'Coût.']]);
  });

  it('reads a letter set as typed as text, and commands as code', async () => {
    expect(
      await blocksOf(
        '<pre>Chère Rosa,\nl’orgue fut réparé par Emil en 1953.\nHugo</pre><pre>npm ci\nnpm test</pre>',
      ),
    ).toEqual([
      ['p', 'Chère Rosa,\nl’orgue fut réparé par Emil en 1953.\nHugo'],
      ['code', 'npm ci\nnpm test'],
    ]);
  });

  it('says where the page comes from', async () => {
    const head = `<title>Le port - La gazette</title><meta property="og:site_name" content="La gazette">
      <link rel=canonical href="https://port.example/a"><meta property="article:published_time" content="2021-05-04T10:00:00Z">`;
    expect((await outlineHtml(`${head}<h1>Port</h1><time datetime="2019">`)).source).toEqual({
      title: 'Le port - La gazette',
      publisher: 'La gazette',
      url: 'https://port.example/a',
      asOf: '2021-05-04',
    });
    expect(
      (
        await outlineHtml(
          '<title> </title><link rel=canonical href="/a"><h1>Port</h1><time datetime="2019-02">',
        )
      ).source,
    ).toEqual({
      title: 'Port',
      publisher: null,
      url: null,
      asOf: '2019-02',
    });
    expect((await outlineHtml('<p>a</p>')).source).toEqual({
      title: null,
      publisher: null,
      url: null,
      asOf: null,
    });
  });

  it('survives what nests without end and what has too many children', async () => {
    expect(await blocksOf(`${'<div>'.repeat(100_000)}fond`)).toEqual([['p', 'fond']]);
    expect(await blocksOf(`<a href="#">${'<span>'.repeat(50_000)}fond`)).toEqual([['p', 'fond']]);
    expect(await blocksOf('<br>'.repeat(300_000))).toEqual([]);
  });

  it('never throws, and its blocks are ordered, trimmed and apart', async () => {
    const tags = [
      'p',
      'div',
      'h2',
      'table',
      'tr',
      'td',
      'li',
      'a',
      'sup',
      'main',
      'article',
      'form',
      'nav',
      'script',
      'template',
    ];
    const pieces = fc.oneof(
      fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`])),
      fc.constantFrom(
        'mot',
        'Une phrase de cinq mots.',
        '\n',
        '&nbsp;',
        '\u00A0',
        '<br>',
        '<a href=#>',
        '<!--',
        '-->',
        '<',
        '\0',
        '\u00AD',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        expectWellFormed(await outlineHtml(parts.join('')));
      }),
      { numRuns: 500 },
    );
  });
});
