import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './document.js';

/** Folder, in that of the corpus, of the files that people add from Discord. */
const ADDED = 'added';
/** Characters of the words that a file is named by. */
const MOST_NAME = 60;
/** Names that Windows keeps for itself. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The words of a text as a name that every file system takes: small letters, figures and hyphens, at least one. */
export function safeName(text: string, most: number, instead: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = (words ?? [instead]).join('-').slice(0, most).replace(/-+$/, '');
  return RESERVED.test(name) ? `${name}-${instead}` : name;
}

/**
 * A path for a new file: `added/<words of its title><-fr or -en><extension>`. No file of that name is in the corpus folder.
 *
 * @param language the language it is in, where a file in the other one may stand beside it
 * @param extension with its dot
 */
export function newFilePath(
  corpusFolder: string,
  title: string,
  language: Language | null,
  extension: string,
): string {
  const name = safeName(title, MOST_NAME, 'document');
  const ending = `${language === null ? '' : `-${language}`}${extension}`;
  for (let n = 1; ; n++) {
    const path = `${ADDED}/${name}${n === 1 ? '' : `-${n}`}${ending}`;
    if (!existsSync(join(corpusFolder, path))) return path;
  }
}
