import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeMillCorpus } from '../mill-corpus.js';

/** A token that guards the page in tests. */
export const TOKEN = 'a-token-of-the-mill-1911';

/** What a page would do if it took a text of the corpus for HTML. */
export const HOSTILE =
  '<script>document.title = "taken"</script><img src=x onerror="document.title = \'taken\'">';

/** Paragraphs of a page that is published: the third and the fourth begin alike. */
export const PUBLISHED = [
  'The tower of Tarnby was built by Ingrid Holm in 1932.',
  `The tower keeper writes ${HOSTILE} & "so on" in the visitors' book of Tarnby every evening.`,
  'The bell of the tower weighs 900 kilograms and was cast in Lund. It is rung at noon.',
  'The bell of the tower was paid for by the fishermen of Tarnby, who had sold a boat for it.',
];

/** Writes the corpus of the mill, and beside it a page that is published at an address, as its own words. */
export async function writeWebCorpus(folder: string, address: string): Promise<void> {
  await writeMillCorpus(folder);
  await mkdir(join(folder, 'tower'), { recursive: true });
  const escaped = PUBLISHED.map((text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
  const html = `<!doctype html><html lang="en"><head><title>The tower of Tarnby</title><link rel="canonical" href="${address}"></head>
<body><main><h1>The tower of Tarnby</h1>${escaped.map((text) => `<p>${text}</p>`).join('\n')}</main></body></html>`;
  await writeFile(join(folder, 'tower', 'tower.html'), html);
}
