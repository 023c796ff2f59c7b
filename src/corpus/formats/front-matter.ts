import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { KINDS, LONGEST_QUESTION, type PageSubject } from '../document.js';
import { type Declared, type Outline, type ReadProblem, type ReadResult, SILENT } from '../outline.js';
import { leadingDate } from './date.js';

/**
 * Reads a text without the front matter above it, which stands for blank lines: every line keeps its number. What the front matter says
 * of the origin of the text counts before what the text does; one that says it is not published is not read.
 */
export async function withFrontMatter(
  file: string,
  read: (text: string) => Promise<ReadResult>,
): Promise<ReadResult> {
  const { source: own, questions, declared, end, problems: told, isDraft } = readFrontMatter(file);
  if (isDraft) {
    const draft = { code: 'draft', severity: 'warning', line: null, details: {} } as const;
    return { outline: null, problems: [...told, draft] };
  }
  const { outline, problems } = await read(file.slice(0, end).replace(/[^\n]/g, '') + file.slice(end));
  if (outline === null) return { outline, problems: [...told, ...problems] };
  const { title, publisher, url, asOf } = outline.source;
  const source = {
    title: own.title ?? title,
    publisher: own.publisher ?? publisher,
    url: own.url ?? url,
    asOf: own.asOf ?? asOf,
  };
  return { outline: { ...outline, source, questions, declared }, problems: [...told, ...problems] };
}

/** What can be wrong with a front matter: the `reason` of a `front-matter` problem. */
export type FrontMatterReason =
  | 'unclosed' // no second `---` or `+++` line
  | 'broken-yaml' // `message`
  | 'broken-toml' // `message`
  | 'unknown-key' // `key`
  | 'bad-value'; // `key`

/** The block of YAML or TOML at the top of a Markdown file. */
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
const DRAFT: ReadonlyMap<string, RegExp> = new Map([
  ['draft', /^(?:true|yes|on)$/i],
  ['published', /^(?:false|no|off)$/i],
  ['publish', /^(?:false|no|off)$/i],
  ['unlisted', /^(?:true|yes|on)$/i],
  ['private', /^(?:true|yes|on)$/i],
  ['status', /^(?:draft|private|hidden|pending|brouillon|privé)$/i],
  ['visibility', /^(?:private|hidden|unlisted)$/i],
]);

/** When generators of sites say that a page was written: its date, unless `asOf` tells it. */
const DATE = 'date';

/** The key that holds a list. */
const QUESTIONS = 'questions';

/** Blank lines before the first key are let pass; below a rule, they part it from prose. */
const OPENING = new RegExp(
  `^(?:---[ \\t]*\\r?\\n(?:(?=[^\\r\\n])|\\s*\\n(?=(?:${[...KEYS.keys(), QUESTIONS].join('|')}):))|\\+\\+\\+[ \\t]*\\r?\\n)`,
);

/** A key with what it holds: a plain value, or a list of such; anything else is undefined. */
interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly line: number;
  /** Line of an item of the list. */
  readonly lineOf: (item: number) => number;
}

/** What is wrong with a front matter as a whole, by the line of it. */
interface Broken {
  readonly message: string;
  readonly line: number;
}

/**
 * Reads the YAML between two `---` lines, or the TOML between two `+++` lines, at the very top of a text. What is wrong with it is told as
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
  const isToml = file.startsWith('+');
  const closing = (isToml ? /^\+\+\+[ \t]*(?:\r?\n|$)/m : /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m).exec(
    file.slice(opening[0].length),
  );
  if (closing === null) {
    const looksMeant = /^[\w-]+(?::(?:\s|$)| *=)/.test(file.slice(opening[0].length));
    return looksMeant ? { ...none, problems: [problem('unclosed', 1, {})] } : none;
  }
  const matter = file.slice(opening[0].length, opening[0].length + closing.index);
  const end = opening[0].length + closing.index + closing[0].length;
  const entries = isToml ? tomlEntries(matter) : yamlEntries(matter);
  if (entries === null) return none;
  // The opening line stands before what is read.
  if ('message' in entries) {
    const { message, line } = entries;
    return {
      ...none,
      end,
      problems: [problem(isToml ? 'broken-toml' : 'broken-yaml', line + 1, { message })],
    };
  }

  const values = new Map<string, unknown>();
  let written: string | null = null;
  const questions: string[] = [];
  const problems: ReadProblem[] = [];
  let isDraft = false;
  for (const { name, value, line, lineOf } of entries) {
    if (name === QUESTIONS && Array.isArray(value)) {
      const listed = readQuestions(value, (item) => lineOf(item) + 1);
      questions.push(...listed.questions);
      problems.push(...listed.problems);
    } else if (DRAFT.has(name) && !Array.isArray(value)) {
      isDraft ||= DRAFT.get(name)?.test(String(value)) ?? false;
    } else if (name === DATE) {
      written = leadingDate(String(value));
    } else {
      const schema = KEYS.get(name);
      const reason = schema === undefined && name !== QUESTIONS ? 'unknown-key' : 'bad-value';
      if (schema?.safeParse(value).success) values.set(name, value);
      else {
        const told = problem(reason, line + 1, { key: name });
        problems.push(SHARED.has(name) ? { ...told, severity: 'warning' } : told);
      }
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

type Others = Omit<z.infer<typeof Fields>, 'title' | 'source' | 'url' | 'asOf'>;

/** A page that names a source is written after it, unless it says that it quotes it. */
function declaredOf(publisher: string | null, { quoted, read, copy, ...others }: Others): Declared {
  const { subject: name, aliases = [], kind = null, main: isMain = false } = others;
  const subject: PageSubject | null = name === undefined ? null : { name, aliases, kind, isMain };
  return { subject, quoted: quoted ?? publisher === null, read: read ?? null, copy: copy ?? null };
}

/** The entries of YAML; null when it is prose between rules. */
function yamlEntries(yaml: string): Entry[] | Broken | null {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) return { message: error.message, line: lineAt(error.pos[0]) };
  if (!isMap(document.contents)) return document.contents === null ? [] : null;
  // Keys hold plain values; an alias is none.
  const plain = (node: unknown) => (isScalar(node) ? node.value : undefined);
  return document.contents.items.map(({ key, value }) => {
    const line = lineAt(key.range[0]);
    return {
      name: isScalar(key) ? String(key.value) : '',
      value: isSeq(value) ? value.items.map(plain) : plain(value),
      line,
      lineOf: (at) => {
        const item = isSeq(value) ? value.items[at] : null;
        return isNode(item) && item.range ? lineAt(item.range[0]) : line;
      },
    };
  });
}

function tomlEntries(toml: string): Entry[] | Broken {
  try {
    const lines = toml.split('\n');
    const plain = (value: unknown) => (value instanceof TomlDate ? value.toISOString() : value);
    return Object.entries(parseToml(toml)).map(([name, value]) => {
      const line =
        1 +
        Math.max(
          0,
          lines.findIndex((each) => each.trimStart().startsWith(name)),
        );
      return { name, value: plain(value), line, lineOf: () => line };
    });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ''] = error.message.split('\n');
    return { message, line: error.line };
  }
}

/** The questions of a list; one that is empty or too long is left out with a warning. */
function readQuestions(
  list: readonly unknown[],
  lineOf: (item: number) => number,
): Pick<FrontMatter, 'questions' | 'problems'> {
  const questions: string[] = [];
  const problems: ReadProblem[] = [];
  for (const [i, item] of list.entries()) {
    const question = typeof item === 'string' || item === null ? (item ?? '').trim() : null;
    if (question !== null && question !== '' && question.length <= LONGEST_QUESTION) {
      questions.push(question);
      continue;
    }
    const wrong = problem('bad-value', lineOf(i), { key: `${QUESTIONS}[${i + 1}]` });
    problems.push(question === null ? wrong : { ...wrong, severity: 'warning' });
  }
  return { questions, problems };
}

/** A file with a front matter at fault is still read; only a key that says nothing to us is a mere warning. */
function problem(reason: FrontMatterReason, line: number, details: ReadProblem['details']): ReadProblem {
  const severity = reason === 'unknown-key' ? 'warning' : 'error';
  return { code: 'front-matter', severity, line, details: { reason, ...details } };
}
