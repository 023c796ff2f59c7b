import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { Failure, systemReasonOf } from '../failure.js';
import { safeName } from './added-file.js';
import { LANGUAGES, type Language, LONGEST_QUESTION } from './document.js';

/** Folder, in that of the corpus, of the pages that people write as answers. */
const ANSWERS = 'answers';
/** Characters of the words that a page is named by. */
const MOST_NAME = 48;

/** How the files of an answer may end. */
const ENDINGS = ['.md', ...LANGUAGES.map((language) => `.${language}.md`)];

/** An answer that somebody writes. */
export interface AnswerDraft {
  /** What was asked, or what the answer is about. */
  readonly title: string;
  /** The answer in each language that it is written in; one at least. */
  readonly texts: { readonly [L in Language]?: string | undefined };
  /** Where it is from: an address, or words; empty when nothing is said. */
  readonly source: string;
  /** Who verified it and when, as each language says it. */
  readonly verified: Readonly<Record<Language, string>>;
  /** The day it speaks of, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** A file of the corpus, by its path in it. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A path for a new answer, without language and ending: `answers/<day>-<words of its title>`, at most 70 characters.
 * No page of that name is in the corpus folder.
 */
export function newAnswerPath(
  corpusFolder: string,
  { title, asOf }: Pick<AnswerDraft, 'title' | 'asOf'>,
): string {
  const name = safeName(title, MOST_NAME, 'answer');
  const isTaken = (path: string) =>
    ENDINGS.some((ending) => existsSync(join(corpusFolder, `${path}${ending}`)));
  const path = `${ANSWERS}/${asOf}-${name}`;
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}-${n}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/**
 * The pages of an answer, as a person would write them: two that stand side by side when it is in both languages,
 * else one plain page.
 */
export function answerPages(path: string, draft: AnswerDraft): PageFile[] {
  const written = LANGUAGES.filter((language) => (draft.texts[language] ?? '').trim() !== '');
  return written.map((language) => ({
    path: written.length > 1 ? `${path}.${language}.md` : `${path}.md`,
    text: pageOf(language, draft),
  }));
}

function pageOf(language: Language, { title, texts, source, verified, asOf }: AnswerDraft): string {
  const shown = title.replace(/\s+/g, ' ').trim();
  const named = source.replace(/\s+/g, ' ').trim();
  const isAddress = URL.canParse(named) && /^https?:$/.test(new URL(named).protocol);
  const isNamed = named !== '' && !isAddress;
  const front = {
    title: shown,
    source: [...(isNamed ? [named] : []), verified[language]].join(' · '),
    // The words are those of who verified them; of a document, they only follow it.
    ...(isNamed ? {} : { quoted: true }),
    ...(isAddress ? { url: named } : {}),
    asOf,
    ...(shown.endsWith('?') && shown.length <= LONGEST_QUESTION ? { questions: [shown] } : {}),
  };
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${asProse(texts[language] ?? '')}\n`;
}

/** A text that reads in Markdown as it was typed: no line of it is a heading or a rule, and no sign begins a tag. */
function asProse(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]*(?=#{1,6}(?:[ \t]|$)|[-=*_](?:[ \t]*[-=*_])*[ \t]*$)/gm, '\\')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .trim();
}

/**
 * Writes pages into a corpus folder, all or none.
 *
 * @throws Failure `file-unwritable`; nothing is left behind then.
 */
export async function writePages(corpusFolder: string, pages: readonly PageFile[]): Promise<void> {
  try {
    for (const { path, text } of pages) {
      const file = join(corpusFolder, path);
      await mkdir(dirname(file), { recursive: true });
      await replace(file, text);
    }
  } catch (error) {
    await removePages(corpusFolder, pages);
    const [page] = pages;
    const file = join(corpusFolder, page?.path ?? '');
    throw new Failure('file-unwritable', { file, reason: systemReasonOf(error) }, { cause: error });
  }
}

/** Takes pages out of a corpus folder again; those that are not there are none the less gone. */
export async function removePages(corpusFolder: string, pages: readonly PageFile[]): Promise<void> {
  for (const { path } of pages) {
    for (const name of [path, `${path}.tmp`]) {
      await rm(join(corpusFolder, name), { force: true }).catch(() => undefined);
    }
  }
}

/**
 * Puts other words in the place of a name in what the pages of an answer say of who verified it, in whatever language.
 *
 * @param said what is said of somebody of that name
 * @param instead who is named in their place
 */
export async function takeNameOff(
  corpusFolder: string,
  path: string,
  said: (name: string) => string,
  instead: string,
): Promise<void> {
  const [before = '', after = ''] = said('\0').split('\0').map(escapeRegExp);
  const pattern = new RegExp(`^(source: .*)${before}.+${after}`, 'm');
  for (const ending of ENDINGS) {
    const file = join(corpusFolder, `${path}${ending}`);
    if (!existsSync(file)) continue;
    const text = await readFile(file, 'utf8');
    const changed = text.replace(pattern, (_, start: string) => `${start}${said(instead)}`);
    if (changed !== text) await replace(file, changed);
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Puts a file in its place whole: until then it has a name that is not read as corpus. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.tmp`, text, { flush: true });
  await rename(`${file}.tmp`, file);
}
