import { expect, it } from 'vitest';
import { blocksIn, toldIn } from '../../../test/blocks.js';
import { outlineAsciiDoc } from './asciidoc.js';

it('reads AsciiDoc as the page that it stands for', async () => {
  const result = await outlineAsciiDoc(`= Le port
Nadia Belhadj <nadia@club.example>
v1.0, 2021-05-04
:toc:
:lieu: Brest

Le port de {lieu}.footnote:[Selon la mairie.] a 10^6^ caisses.

== Bureau

// remarque
////
secret
////
NOTE: Ouvert le lundi.

|===
|Rôle |Nom

|Trésorière |Nadia
|===

Ses membres :

* Nadia
* Luc

Quai:: Où l'on charge.

----
let a = 1;
----
`);
  expect(result.problems).toEqual([]);
  expect(result.outline?.source).toEqual({
    title: 'Le port',
    publisher: 'Nadia Belhadj',
    url: null,
    asOf: '2021-05-04',
  });
  expect(blocksIn(result)).toEqual([
    'h1 Le port',
    'Le port de Brest. a 10⁶ caisses.',
    'h2 Bureau',
    'Ouvert le lundi.',
    'row Rôle: Trésorière; Nom: Nadia',
    'Ses membres :',
    'item Nadia',
    'item Luc',
    'item Quai: Où l’on charge.',
    'code let a = 1;',
    'Selon la mairie.',
  ]);
});

it('opens no other file, and tells that one was to be', async () => {
  const result = await outlineAsciiDoc('Un mot.\n\ninclude::package.json[]\n\nimage::x.png[un quai]\n');
  expect(blocksIn(result)).toEqual(['Un mot.']);
  expect(toldIn(result)).toEqual([{ code: 'words-left-out', element: 'include::' }]);
});

it('reads the front matter above it', async () => {
  const { outline } = await outlineAsciiDoc('---\ntitle: Titre\nasOf: 2021\n---\n= Le port\n\nUn mot.\n');
  expect(outline?.source).toEqual({ title: 'Titre', publisher: null, url: null, asOf: '2021' });
  expect((await outlineAsciiDoc('---\ndraft: true\n---\nUn mot.\n')).outline).toBeNull();
});

it('leaves out words struck out', async () => {
  const result = await outlineAsciiDoc('Le port est [.line-through]#fermé# ouvert.\n');
  expect(blocksIn(result)).toEqual(['Le port est ouvert.']);
});
