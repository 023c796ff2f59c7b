import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../test/expect-well-formed.js';
import { outlineHtml } from './html.js';

async function blocksOf(html: string) {
  const { text, blocks } = await outlineHtml(html);
  return blocks.map(({ kind, start, end, anchor }) => [
    kind === 'heading' ? 'h' : 'p',
    text.slice(start, end),
    ...(anchor === null ? [] : [anchor]),
  ]);
}

describe('outlineHtml', () => {
  it('reads headings and paragraphs as a browser shows them', async () => {
    const html = `<h1 id=haut>Le   <em>port</em></h1>
      <p>Une phrase
      sur deux lignes&nbsp;: &eacute;t&eacute; &amp; hiver.<br>Puis ici.</p>
      <div>Sans balise<ul><li>un<li><p>deux</p></ul>fin</div><h2>  </h2>`;
    expect(await blocksOf(html)).toEqual([
      ['h', 'Le port', 'haut'],
      ['p', 'Une phrase sur deux lignes\u00A0: été & hiver.\nPuis ici.'],
      ['p', 'Sans balise'],
      ['p', 'un'],
      ['p', 'deux'],
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

  it('takes sentences out of tables, and no figures', async () => {
    const html =
      '<table><tr><td><h2>Titre</h2></td></tr><tr><th>Année</th><td>2020</td></tr><tr><td><p>Une cellule qui tient une phrase.</p></td></tr></table><p>Après</p>';
    expect(await blocksOf(html)).toEqual([
      ['h', 'Titre'],
      ['p', 'Une cellule qui tient une phrase.'],
      ['p', 'Après'],
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
