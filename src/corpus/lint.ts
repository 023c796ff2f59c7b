import { type Corpus, type Document, LANGUAGES, type Passage, type Problem } from './document.js';
import { lineCounter } from './lines.js';
import { findRepetitions } from './near-duplicates.js';
import { findPages, type Page, placeOf } from './pages.js';
import { countWords, MAX_SENTENCES } from './pieces.js';
import { splitSentences } from './sentences.js';
import { lintSubjects } from './subjects.js';

/** Most words in a passage of our own pages. */
const MAX_PAGE_WORDS = 120;

/** The line of a passage in its document. */
type LineOf = (passage: Passage) => number;

/**
 * Everything to mend in a corpus, by file and line: what reading it met, and what only the whole shows.
 * Our own pages are held to more than plain documents are.
 */
export function lintCorpus(corpus: Corpus): Problem[] {
  const pages = findPages(corpus.files.map(({ path }) => path));
  const lineOf = lineFinder(corpus.documents);
  const problems = [
    ...corpus.problems,
    ...corpus.documents.flatMap((document) => lintSource(document, pages.has(document.path))),
    ...lintCounterparts(corpus, pages, lineOf),
    ...lintLengths(corpus, pages, lineOf),
    ...lintRepetitions(corpus, pages, lineOf),
    ...LANGUAGES.flatMap((language) => lintSubjects(corpus, language)),
  ];
  return problems.sort(byPlace);
}

function lintSource({ path, source }: Document, isPage: boolean): Problem[] {
  const problem = { severity: isPage ? 'error' : 'warning', file: path, line: null, details: {} } as const;
  const problems: Problem[] = [];
  if (source.publisher === null && source.url === null) problems.push({ ...problem, code: 'no-source' });
  if (source.asOf === null) problems.push({ ...problem, code: 'no-date' });
  return problems;
}

/** The sections of every page against those of its counterpart. */
function lintCounterparts(corpus: Corpus, pages: ReadonlyMap<string, Page>, lineOf: LineOf): Problem[] {
  const sections = new Map<string, Map<string, Passage[]>>();
  for (const passage of corpus.passages) {
    const page = pages.get(passage.document);
    if (!page) continue;
    const ofPage = sections.get(passage.document) ?? new Map<string, Passage[]>();
    const { anchor } = placeOf(page, passage.id);
    ofPage.set(anchor, [...(ofPage.get(anchor) ?? []), passage]);
    sections.set(passage.document, ofPage);
  }
  const problems: Problem[] = [];
  for (const [file, { counterpart, language }] of pages) {
    const severity = 'error';
    if (!pages.has(counterpart)) {
      const details = { expected: counterpart };
      problems.push({ code: 'missing-counterpart', severity, file, line: null, details });
      continue;
    }
    for (const [anchor, here] of sections.get(file) ?? []) {
      const [first] = here;
      // A heading without an anchor is told as such already.
      if (!first || anchor.startsWith('?')) continue;
      const there = sections.get(counterpart)?.get(anchor);
      const line = lineOf(first);
      if (!there) {
        problems.push({ code: 'anchor-mismatch', severity, file, line, details: { anchor, counterpart } });
      } else if (there.length !== here.length && language === 'fr') {
        // Told once for both files.
        const details = { anchor, here: here.length, there: there.length, counterpart };
        problems.push({ code: 'paragraph-mismatch', severity, file, line, details });
      }
    }
  }
  return problems;
}

function lintLengths(corpus: Corpus, pages: ReadonlyMap<string, Page>, lineOf: LineOf): Problem[] {
  return corpus.passages.flatMap((passage): Problem[] => {
    if (!pages.has(passage.document)) return [];
    // The items of a list are counted as one sentence.
    const sentences = splitSentences(passage.text.replace(/\n- [\s\S]*/, ''), passage.language).length;
    const words = countWords(passage.text);
    if (sentences <= MAX_SENTENCES && words <= MAX_PAGE_WORDS) return [];
    const place = { file: passage.document, line: lineOf(passage) };
    return [{ code: 'too-long', severity: 'error', ...place, details: { sentences, words } }];
  });
}

function lintRepetitions(corpus: Corpus, pages: ReadonlyMap<string, Page>, lineOf: LineOf): Problem[] {
  return findRepetitions(corpus.passages).map(({ passage, earlier, exact }) => {
    const ours = pages.has(passage.document) && pages.has(earlier.document);
    return {
      code: exact ? 'duplicate' : 'near-duplicate',
      severity: exact && ours ? 'error' : 'warning',
      file: passage.document,
      line: lineOf(passage),
      details: { other: `${earlier.document}:${lineOf(earlier)}` },
    };
  });
}

function lineFinder(documents: readonly Document[]): LineOf {
  const counters = new Map(documents.map(({ path, text }) => [path, lineCounter(text)]));
  return ({ document, start }) => counters.get(document)?.(start) ?? 1;
}

function byPlace(a: Problem, b: Problem): number {
  return a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;
}
