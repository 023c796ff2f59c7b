import { posix } from 'node:path';
import { type Document, type Language, otherLanguage, type Passage } from './document.js';
import type { Translation } from './outline.js';

/** What a file may be called whose address does not say it: as it stands, with an ending, as the page of a folder. */
const ENDINGS = ['', '.html', '.htm', '/index.html', '/index.htm'];

/**
 * Which documents say that they are the same page in the other language: the paths of one and the other, both ways. Two are such when each
 * names the other, or when one alone names the other, which names nobody: a menu may lead to the front page from everywhere.
 *
 * @param translations what each document says where it stands in another language, by its path
 */
export function declaredCounterparts(
  documents: readonly Document[],
  passages: readonly Passage[],
  translations: ReadonlyMap<string, readonly Translation[]>,
): ReadonlyMap<string, string> {
  if (translations.size === 0) return new Map();
  const languages = languagesOf(passages);
  const paths = new Set(documents.map(({ path }) => path));
  const byAddress = new Map(
    documents.flatMap(({ path, source: { url } }) => (url === null ? [] : [[keyOf(url), path]])),
  );
  const named = new Map<string, string>();
  const namedBy = new Map<string, string[]>();
  for (const [path, links] of translations) {
    const language = languages.get(path);
    if (language === undefined) continue;
    const other = otherLanguage(language);
    const found = links
      .filter((link) => link.language === other)
      .flatMap(({ address }) => [byAddress.get(keyOf(address)) ?? '', ...filesAt(path, address)])
      .find((file) => paths.has(file) && languages.get(file) === other);
    if (found === undefined) continue;
    named.set(path, found);
    namedBy.set(found, [...(namedBy.get(found) ?? []), path]);
  }
  const counterparts = new Map<string, string>();
  for (const [one, two] of named) {
    const isAnswered = named.get(two) === one || (!named.has(two) && namedBy.get(two)?.length === 1);
    if (isAnswered) counterparts.set(one, two).set(two, one);
  }
  return counterparts;
}

/** The language that most passages of each document are in, by its path. */
export function languagesOf(passages: readonly Passage[]): ReadonlyMap<string, Language> {
  const balance = new Map<string, number>();
  for (const { document, language } of passages)
    balance.set(document, (balance.get(document) ?? 0) + (language === 'fr' ? 1 : -1));
  return new Map([...balance].map(([document, french]) => [document, french > 0 ? 'fr' : 'en']));
}

/** An address as far as it tells pages apart. */
function keyOf(address: string): string {
  return address
    .replace(/#.*/, '')
    .replace(/^https?:/i, '')
    .replace(/(?:\/index\.html?|\/)$/i, '');
}

/** The paths that a page's address may have in the folder that it stands in, the likeliest first: sites are copied with the name of their host, or without. */
function filesAt(page: string, address: string): string[] {
  const [, host, rest = ''] = /^(?:https?:)?\/\/([^/?#]+)([^#]*)/i.exec(address) ?? [];
  const [local = ''] = (host === undefined ? address : rest || '/').split('#');
  const isRooted = host !== undefined || local.startsWith('/');
  const folders = isRooted ? foldersOver(page) : [posix.dirname(page)];
  const bases = folders.flatMap((folder) => [
    ...(host === undefined ? [] : [posix.join(folder, host)]),
    folder,
  ]);
  const [bare = ''] = local.split('?');
  return bases.flatMap((base) =>
    [local, bare]
      .filter((tail) => tail !== '')
      .flatMap((tail) =>
        ENDINGS.map((ending) => posix.join(base, decoded(tail).replace(/\/$/, '') + ending)),
      ),
  );
}

function foldersOver(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersOver(folder)];
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
