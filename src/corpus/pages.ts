import { LANGUAGES, type Language, otherLanguage } from './document.js';

/** One of our own pages: a topic written in one language, its counterpart in a file beside it. */
export interface Page {
  /** Path without what names the language and the format. */
  readonly topic: string;
  readonly language: Language;
  /** Path of the page in the other language, whether it is there or not. */
  readonly counterpart: string;
}

const BY_NAME = /^(.+)\.(fr|en)\.md$/;
const BY_FOLDER = /^((?:.+\/)?)(fr|en)\/(.+)\.md$/;

/**
 * The pages among the files of a corpus, by path: `topic.fr.md` and `topic.en.md`, or `fr/topic.md`
 * and `en/topic.md` where both folders hold pages.
 */
export function findPages(paths: readonly string[]): ReadonlyMap<string, Page> {
  const folders = new Set(
    paths.map((path) => BY_FOLDER.exec(path)).map((match) => `${match?.[1]}${match?.[2]}`),
  );
  const pages = new Map<string, Page>();
  for (const path of paths) {
    const named = BY_NAME.exec(path);
    const [, stem = '', name] = named ?? [];
    const [, parent = '', folder, rest = ''] = (named ? null : BY_FOLDER.exec(path)) ?? [];
    const language = languageOf(name ?? folder);
    if (language === null) continue;
    const other = otherLanguage(language);
    if (named) pages.set(path, { topic: stem, language, counterpart: `${stem}.${other}.md` });
    else if (folders.has(`${parent}${other}`)) {
      pages.set(path, { topic: `${parent}${rest}`, language, counterpart: `${parent}${other}/${rest}.md` });
    }
  }
  return pages;
}

/** Where a passage of a page stands: its anchor (empty above the first heading) and paragraph, from 1. */
export interface PagePlace {
  readonly anchor: string;
  readonly paragraph: number;
}

/** The id of a passage of a page. */
export function pagePassageId(page: Page, { anchor, paragraph }: PagePlace): string {
  return `${page.topic}.${page.language}#${anchor}/${paragraph}`;
}

/** The reverse of `pagePassageId`. */
export function placeOf(page: Page, id: string): PagePlace {
  const place = id.slice(`${page.topic}.${page.language}#`.length);
  const slash = place.lastIndexOf('/');
  return { anchor: place.slice(0, slash), paragraph: Number(place.slice(slash + 1)) };
}

function languageOf(name: string | undefined): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}

/**
 * What names a language in a path: a folder (`fr`, `en-GB`, `fr_ca`, `fra`, `english`) or its end (`guide-fr/`), or the end of a file's name
 * (`about.fr.html`, `about-en.html`, `about_eng.html`).
 */
const LANGUAGE = '(?:(?:fr|en)(?:[-_][a-z]{2})?|fra|fre|eng|fran[cç]ais|french|english|anglais)';
const LANGUAGE_FOLDER = new RegExp(`(^|/)(?:${LANGUAGE}/|([^/]+)[._-]${LANGUAGE}/)`, 'iu');
const LANGUAGE_ENDING = new RegExp(`[._=-]${LANGUAGE}(?=\\.[^./]+$)`, 'iu');

/** A path without what names its language: what the same page in two languages has in common. */
export function withoutLanguage(path: string): string {
  return path
    .normalize('NFC')
    .replace(
      LANGUAGE_FOLDER,
      (_, before: string, name?: string) => before + (name === undefined ? '' : `${name}/`),
    )
    .replace(LANGUAGE_ENDING, '');
}
