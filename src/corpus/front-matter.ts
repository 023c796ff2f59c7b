import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { leadingDate } from './date.js';
import { LONGEST_QUESTION } from './document.js';
import type { Outline, ReadProblem } from './outline.js';

/** What can be wrong with a front matter: the `reason` of a `front-matter` problem. */
export type FrontMatterReason =
  | 'unclosed' // no second `---` line
  | 'broken-yaml' // `message`
  | 'unknown-key' // `key`
  | 'bad-value'; // `key`

/** The YAML block at the top of a Markdown file. */
export interface FrontMatter {
  readonly source: Outline['source'];
  readonly questions: Outline['questions'];
  /** Whether its author has not published it: `draft: true`, `published: false`. */
  readonly isDraft: boolean;
  /** Where the text after it starts; 0 when there is none. */
  readonly end: number;
  readonly problems: readonly ReadProblem[];
}

const SILENT: Outline['source'] = { title: null, publisher: null, url: null, asOf: null };

const words = z.string().trim().min(1);

/** The keys that are read, and hold one value. */
const KEYS: ReadonlyMap<string, z.ZodType<string>> = new Map<string, z.ZodType<string>>([
  ['title', z.union([words, z.number().transform(String)])],
  ['source', words],
  ['url', z.url({ protocol: /^https?$/ })],
  // YAML reads `2024` as a number; longer dates stay text.
  ['asOf', z.union([z.string(), z.number().transform(String)]).refine((date) => leadingDate(date) === date)],
]);

/** What generators of sites write of a page that is not published. */
const DRAFT: ReadonlyMap<string, boolean> = new Map([
  ['draft', true],
  ['published', false],
  ['unlisted', true],
]);

/** When generators of sites say that a page was written: its date, unless `asOf` tells it. */
const DATE = 'date';

/** The key that holds a list. */
const QUESTIONS = 'questions';

/** Blank lines before the first key are let pass; below a rule, they part it from prose. */
const OPENING = new RegExp(
  `^---[ \\t]*\\r?\\n(?:(?=[^\\r\\n])|\\s*\\n(?=(?:${[...KEYS.keys(), QUESTIONS].join('|')}):))`,
);

/**
 * Reads the YAML between two `---` lines at the very top of a text. What is wrong with it is told as
 * problems; the keys that are right still count. Two rules with prose between them are not a front matter.
 */
export function readFrontMatter(file: string): FrontMatter {
  const none = { source: SILENT, questions: [], isDraft: false, end: 0, problems: [] };
  const opening = OPENING.exec(file);
  if (opening === null) return none;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(file.slice(opening[0].length));
  if (closing === null) {
    const looksMeant = /^[\w-]+:(?:\s|$)/.test(file.slice(opening[0].length));
    return looksMeant ? { ...none, problems: [problem('unclosed', 1, {})] } : none;
  }
  const yaml = file.slice(opening[0].length, opening[0].length + closing.index);
  const end = opening[0].length + closing.index + closing[0].length;

  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  // The opening line stands before the YAML.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error) {
    const broken = problem('broken-yaml', lineAt(error.pos[0]), { message: error.message });
    return { ...none, end, problems: [broken] };
  }
  if (!isMap(document.contents)) return document.contents === null ? { ...none, end } : none;

  const values = new Map<string, string>();
  const questions: string[] = [];
  const problems: ReadProblem[] = [];
  let isDraft = false;
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const line = lineAt(key.range[0]);
    if (name === QUESTIONS && isSeq(value)) {
      const listed = readQuestions(value, line, lineAt);
      questions.push(...listed.questions);
      problems.push(...listed.problems);
      continue;
    }
    if (DRAFT.has(name) && isScalar(value)) {
      isDraft ||= value.value === DRAFT.get(name);
      continue;
    }
    if (name === DATE) {
      const date = isScalar(value) ? leadingDate(String(value.value)) : null;
      if (date !== null) values.set(DATE, date);
      continue;
    }
    const schema = KEYS.get(name);
    // Keys hold plain values; an alias or a list is none.
    const read = schema?.safeParse(isScalar(value) ? value.value : null);
    const reason = read === undefined && name !== QUESTIONS ? 'unknown-key' : 'bad-value';
    if (read?.success) values.set(name, read.data);
    else problems.push(problem(reason, line, { key: name }));
  }
  const source = {
    title: values.get('title') ?? null,
    publisher: values.get('source') ?? null,
    url: values.get('url') ?? null,
    asOf: values.get('asOf') ?? values.get(DATE) ?? null,
  };
  return { source, questions, isDraft, end, problems };
}

/** The questions of a list; one that is empty or too long is left out with a warning. */
function readQuestions(
  list: YAMLSeq,
  line: number,
  lineAt: (offset: number) => number,
): Pick<FrontMatter, 'questions' | 'problems'> {
  const questions: string[] = [];
  const problems: ReadProblem[] = [];
  for (const [i, item] of list.items.entries()) {
    const value = isScalar(item) ? (item.value ?? '') : null;
    const question = typeof value === 'string' ? value.trim() : null;
    if (question !== null && question !== '' && question.length <= LONGEST_QUESTION) {
      questions.push(question);
      continue;
    }
    const place = isNode(item) && item.range ? lineAt(item.range[0]) : line;
    const wrong = problem('bad-value', place, { key: `${QUESTIONS}[${i + 1}]` });
    problems.push(question === null ? wrong : { ...wrong, severity: 'warning' });
  }
  return { questions, problems };
}

/** A file with a front matter at fault is still read; only a key that says nothing to us is a mere warning. */
function problem(reason: FrontMatterReason, line: number, details: ReadProblem['details']): ReadProblem {
  const severity = reason === 'unknown-key' ? 'warning' : 'error';
  return { code: 'front-matter', severity, line, details: { reason, ...details } };
}
