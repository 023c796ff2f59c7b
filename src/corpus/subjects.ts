import type { Document, Kind, Language, PageSubject, Passage, Problem } from './document.js';
import { ENGLISH_WORDS, FRENCH_WORDS } from './language-words.js';

/** What a corpus is about, in one language. */
export interface Subject {
  readonly name: string;
  /** Other names of it. */
  readonly aliases: readonly string[];
  /** Null when nobody said. */
  readonly kind: Kind | null;
  /** Whether the corpus is about it before all else. */
  readonly isMain: boolean;
  /** Whether a page presents it; a corpus whose pages present none has those that its texts name most. */
  readonly isDeclared: boolean;
  /** Questions that its pages list, those of the page that presents it first. */
  readonly questions: readonly string[];
  /** Paths of the pages about it, that which presents it first; none of one that is only named. */
  readonly pages: readonly string[];
}

type Texts = { readonly documents: Iterable<Document>; readonly passages: readonly Passage[] };

/** Names that are taken for subjects when no page presents one. */
const DETECTED = 5;
/** Passages read for names: enough for those that matter, quick at any size. */
const SAMPLE = 5_000;
/** Capitalised words, with the particles inside a name; not at the head of a sentence, where any word has a capital. */
const NAME =
  /(?<=[\p{Ll}\d,;(«“’'] ?)(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]+(?:-\p{L}+)*(?: (?:(?:de|du|des|la|von|van|of|et|and) )*\p{Lu}[\p{L}\p{M}]*(?:-\p{L}+)*)*/gu;

/** The subjects of a corpus in a language, the main ones first, then in its order. */
export function subjectsOf(texts: Texts, language: Language): Subject[] {
  const pages = pagesIn(texts, language);
  const presented = pages.filter(({ subject }) => subject.kind !== null);
  if (presented.length === 0) return detected(texts, language);
  const subjects = presented.map(({ path, subject, questions }): Subject => {
    const others = pages.filter((page) => page.subject.kind === null && page.subject.name === subject.name);
    const listed = [...questions, ...others.flatMap((page) => page.questions)];
    return {
      ...subject,
      isDeclared: true,
      questions: listed,
      pages: [path, ...others.map((page) => page.path)],
    };
  });
  return [...subjects.filter(({ isMain }) => isMain), ...subjects.filter(({ isMain }) => !isMain)];
}

/** The questions of subjects in the order in which people need them: the first of each subject, then the second. */
export function firstQuestions(subjects: readonly Subject[]): string[] {
  const longest = Math.max(0, ...subjects.map(({ questions }) => questions.length));
  return Array.from({ length: longest }, (_, i) =>
    subjects.flatMap(({ questions }) => questions[i] ?? []),
  ).flat();
}

/** The names that most documents speak of, those in a title first; the first is taken for the main one. */
function detected(texts: Texts, language: Language): Subject[] {
  const { documents, passages } = texts;
  const mentions = new Map<string, Set<string>>();
  const step = Math.max(1, Math.floor(passages.length / SAMPLE));
  for (let i = 0; i < passages.length; i += step) {
    const passage = passages[i];
    if (passage?.language !== language) continue;
    for (const [name] of passage.text.matchAll(NAME)) {
      mentions.set(name, (mentions.get(name) ?? new Set()).add(passage.document));
    }
  }
  const titles = [...documents].map(({ source }) => source.title);
  const ranked = [...mentions]
    .map(([name, { size }]) => ({ name, size, isTitle: titles.some((title) => title.includes(name)) }))
    .sort((a, b) => Number(b.isTitle) - Number(a.isTitle) || b.size - a.size)
    .map(({ name, size }) => ({ name, size }));
  const found: string[] = [];
  for (const { name, size } of ranked) {
    if (found.length === DETECTED) break;
    const isKnown = found.some((better) => better.includes(name) || name.includes(better));
    if (!isKnown && !isMostlyCommon(name, size, texts, language)) found.push(name);
  }
  return found.map((name, i) => ({
    name,
    aliases: [],
    kind: null,
    isMain: i === 0,
    isDeclared: false,
    questions: [],
    pages: [],
  }));
}

/** Whether a name of one word is a stop word, or stands in more documents without its capital than the `named` that have it. */
function isMostlyCommon(name: string, named: number, { passages }: Texts, language: Language): boolean {
  if (!/^[\p{L}\p{M}]+$/u.test(name)) return false;
  const word = name.toLowerCase();
  if (FRENCH_WORDS.has(word) || ENGLISH_WORDS.has(word)) return true;
  // Not in an address or a command.
  const uncapitalised = new RegExp(`(?<![\\p{L}\\p{M}@./-])${word}(?![\\p{L}\\p{M}@/-])`, 'u');
  const common = new Set<string>();
  for (const passage of passages) {
    if (passage.language === language && uncapitalised.test(passage.text)) common.add(passage.document);
    if (common.size > named) return true;
  }
  return false;
}

interface PageOfSubject extends Omit<Document, 'subject'> {
  readonly subject: PageSubject;
}

/** The documents in a language that say what they are about. */
function pagesIn({ documents, passages }: Texts, language: Language): PageOfSubject[] {
  const written = new Set(
    passages.filter((passage) => passage.language === language).map(({ document }) => document),
  );
  return [...documents].flatMap(({ subject, ...page }) =>
    subject !== null && written.has(page.path) ? [{ ...page, subject }] : [],
  );
}

/** What is wrong with the subjects of a corpus in a language. */
export function lintSubjects(texts: Texts, language: Language): Problem[] {
  const pages = pagesIn(texts, language);
  const presenting = new Map<string, string>();
  const problems: Problem[] = [];
  const tell = (file: string, code: Problem['code'], details: Problem['details']) =>
    problems.push({
      code,
      severity: code === 'subject-repeated' ? 'error' : 'warning',
      file,
      line: null,
      details,
    });
  for (const { path, subject } of pages) {
    if (subject.kind === null) continue;
    for (const name of new Set([subject.name, ...subject.aliases])) {
      const other = presenting.get(name.toLowerCase());
      if (other !== undefined && other !== path) tell(path, 'subject-repeated', { name, other });
      else presenting.set(name.toLowerCase(), path);
    }
    for (const alias of subject.aliases) {
      if (isCommon(alias, texts, language)) tell(path, 'alias-common', { alias });
    }
  }
  for (const { path, subject } of pages) {
    if (!presenting.has(subject.name.toLowerCase()))
      tell(path, 'subject-unpresented', { subject: subject.name });
  }
  return problems;
}

/** Whether an alias of one word is one that sentences are made of, or that the corpus also writes without a capital. */
function isCommon(alias: string, { passages }: Texts, language: Language): boolean {
  if (!/^[\p{L}\p{M}]+$/u.test(alias)) return false;
  const word = alias.toLowerCase();
  if (FRENCH_WORDS.has(word) || ENGLISH_WORDS.has(word)) return true;
  const uncapitalised = new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'u');
  return passages.some((passage) => passage.language === language && uncapitalised.test(passage.text));
}
