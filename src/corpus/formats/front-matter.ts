import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { KINDS, LONGEST_QUESTION, type PageSubject } from '../document.js';
import type { Declared, Outline, ReadProblem } from '../outline.js';
import { leadingDate } from './date.js';

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
  readonly declared: Declared;
  /** Whether its author has not published it: `draft: true`, `published: false`. */
  readonly isDraft: boolean;
  /** Where the text after it starts; 0 when there is none. */
  readonly end: number;
  readonly problems: readonly ReadProblem[];
}

const SILENT: Outline['source'] = { title: null, publisher: null, url: null, asOf: null };
const UNDECLARED: Declared = { subject: null, quoted: true, read: null, copy: null };

const words = z.string().trim().min(1);
// YAML reads `2024` as a number; longer dates stay text.
const dateText = z.union([z.string(), z.number().transform(String)]);
const isDate = (text: string) => leadingDate(text) === text;

/** The keys that are read, but for the list of questions. */
const FIELDS = {
  title: z.union([words, z.number().transform(String)]),
  source: words,
  url: z.url({ protocol: /^https?$/ }),
  // A final `~` says that it is only about right, as in EDTF (ISO 8601-2).
  asOf: dateText.refine((text) => isDate(text.replace(/~$/, ''))),
  read: dateText.refine(isDate),
  quoted: z.boolean(),
  copy: words,
  subject: words,
  aliases: z.union([z.array(words), words.transform((alias) => [alias])]),
  kind: z.enum(KINDS),
  main: z.boolean(),
};
const Fields = z.object(FIELDS).partial();
/** Keys that other programs write into front matters too, for purposes of their own. */
const SHARED: ReadonlySet<string> = new Set(['aliases', 'kind', 'main', 'read', 'subject']);
const KEYS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>(Object.entries(FIELDS));

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
  const none = {
    source: SILENT,
    questions: [],
    declared: UNDECLARED,
    isDraft: false,
    end: 0,
    problems: [],
  };
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

  const values = new Map<string, unknown>();
  let written: string | null = null;
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
      written = isScalar(value) ? leadingDate(String(value.value)) : null;
      continue;
    }
    const schema = KEYS.get(name);
    const given = plain(value);
    const read = schema?.safeParse(given);
    const reason = read === undefined && name !== QUESTIONS ? 'unknown-key' : 'bad-value';
    if (read?.success) values.set(name, given);
    else {
      const told = problem(reason, line, { key: name });
      problems.push(SHARED.has(name) ? { ...told, severity: 'warning' } : told);
    }
  }
  const {
    title = null,
    source: publisher = null,
    url = null,
    asOf,
    ...others
  } = Fields.parse(Object.fromEntries(values));
  const source = { title, publisher, url, asOf: asOf ?? written };
  return { source, questions, declared: declaredOf(publisher, others), isDraft, end, problems };
}

/** Keys hold plain values and lists of them; a map, or an alias of YAML, is none. */
function plain(node: unknown): unknown {
  if (isSeq(node)) return node.items.map((item) => (isScalar(item) ? item.value : null));
  return isScalar(node) ? node.value : null;
}

type Others = Omit<z.infer<typeof Fields>, 'title' | 'source' | 'url' | 'asOf'>;

/** A page that names a source is written after it, unless it says that it quotes it. */
function declaredOf(publisher: string | null, { quoted, read, copy, ...others }: Others): Declared {
  const { subject: name, aliases = [], kind = null, main: isMain = false } = others;
  const subject: PageSubject | null = name === undefined ? null : { name, aliases, kind, isMain };
  return { subject, quoted: quoted ?? publisher === null, read: read ?? null, copy: copy ?? null };
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
