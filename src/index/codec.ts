import { crc32 } from 'node:zlib';
import { z } from 'zod';
import {
  type Document,
  KINDS,
  LANGUAGES,
  type Pair,
  type Passage,
  type Problem,
  type ProblemCode,
} from '../corpus/document.js';
import type { Contents } from './contents.js';
import { jsonList } from './json.js';
import { parseJson } from './manifest.js';
import { frequenciesOf, type Postings, readPostings } from './postings.js';
import type { WordTables } from './words.js';

/** Spelt out so that a new code that is missing here does not compile. */
const PROBLEM_CODES: { readonly [C in ProblemCode]: C } = {
  unreadable: 'unreadable',
  empty: 'empty',
  'bad-bytes': 'bad-bytes',
  'rows-left-out': 'rows-left-out',
  draft: 'draft',
  'notes-left-out': 'notes-left-out',
  'attachments-left-out': 'attachments-left-out',
  'words-left-out': 'words-left-out',
  'page-cut': 'page-cut',
  'pages-left-out': 'pages-left-out',
  'front-matter': 'front-matter',
  'missing-counterpart': 'missing-counterpart',
  'anchor-mismatch': 'anchor-mismatch',
  'anchor-missing': 'anchor-missing',
  'anchor-duplicate': 'anchor-duplicate',
  'paragraph-mismatch': 'paragraph-mismatch',
  duplicate: 'duplicate',
  'near-duplicate': 'near-duplicate',
  'too-long': 'too-long',
  'no-source': 'no-source',
  'no-date': 'no-date',
  'not-in-copy': 'not-in-copy',
  'copy-unreadable': 'copy-unreadable',
  'subject-unpresented': 'subject-unpresented',
  'subject-repeated': 'subject-repeated',
  'alias-common': 'alias-common',
  'unknown-language': 'unknown-language',
  'link-loop': 'link-loop',
  unsupported: 'unsupported',
};

/** A document, its text stored once: its passages are places in it. */
const documentSchema = z.object({
  path: z.string(),
  text: z.string(),
  source: z.object({
    title: z.string(),
    publisher: z.string().nullable(),
    quoted: z.boolean(),
    read: z.string().nullable(),
    url: z.string().nullable(),
    asOf: z.string().nullable(),
  }),
  questions: z.array(z.string()),
  subject: z
    .object({
      name: z.string(),
      aliases: z.array(z.string()),
      kind: z.enum(KINDS).nullable(),
      isMain: z.boolean(),
    })
    .nullable(),
  /** Id, section, path, language, start, end, CRC-32 of the text. */
  passages: z.array(
    z.tuple([z.string(), z.string(), z.array(z.string()), z.enum(LANGUAGES), z.int(), z.int(), z.int()]),
  ),
});

/** Id, position of the French passage, of the English one. */
const pairSchema = z.tuple([z.string(), z.int().nullable(), z.int().nullable()]);

const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  line: z.number().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Documents and their passages, which lie in the order of documents: a line a document. */
export function* encodeDocuments({
  documents,
  passages,
}: Pick<Contents, 'documents' | 'passages'>): Generator<string> {
  const byDocument = new Map<string, Passage[]>(documents.map(({ path }) => [path, []]));
  for (const passage of passages) byDocument.get(passage.document)?.push(passage);
  for (const document of documents) {
    const places = (byDocument.get(document.path) ?? []).map(
      ({ id, section, path, language, start, end, text }) => [
        id,
        section,
        path,
        language,
        start,
        end,
        crc32(text),
      ],
    );
    yield lineOf({ ...document, passages: places });
  }
}

/** What `encodeDocuments` wrote; null when it is not that, or a passage is not what stands in its document. */
export function decodeDocuments(lines: Iterable<unknown>): Pick<Contents, 'documents' | 'passages'> | null {
  const documents: Document[] = [];
  const passages: Passage[] = [];
  for (const line of lines) {
    const parsed = documentSchema.safeParse(line);
    if (!parsed.success) return null;
    const { passages: places, ...document } = parsed.data;
    documents.push(document);
    for (const [id, section, path, language, start, end, hash] of places) {
      const text = document.text.slice(start, end);
      if (crc32(text) !== hash) return null;
      passages.push({ id, document: document.path, section, path, language, start, end, text });
    }
  }
  return { documents, passages };
}

/** Pairs, a line each: positions in `passages`. */
export function* encodePairs({ passages, pairs }: Pick<Contents, 'passages' | 'pairs'>): Generator<string> {
  const positions = new Map(passages.map((passage, position) => [passage.id, position]));
  const place = (passage: Passage | null) => (passage === null ? null : (positions.get(passage.id) ?? null));
  for (const { id, fr, en } of pairs) yield lineOf([id, place(fr), place(en)]);
}

/** What `encodePairs` wrote of these passages; null when it is not that. */
export function decodePairs(lines: Iterable<unknown>, passages: readonly Passage[]): Pair[] | null {
  const pairs: Pair[] = [];
  const at = (position: number | null) => (position === null ? null : (passages[position] ?? null));
  for (const line of lines) {
    const parsed = pairSchema.safeParse(line);
    if (!parsed.success) return null;
    const [id, fr, en] = parsed.data;
    pairs.push({ id, fr: at(fr), en: at(en) });
  }
  return pairs;
}

/** Problems, a line each. */
export function* encodeProblems({ problems }: Pick<Contents, 'problems'>): Generator<string> {
  for (const problem of problems) yield lineOf(problem);
}

/** What `encodeProblems` wrote; null when it is not that. */
export function decodeProblems(lines: Iterable<unknown>): Problem[] | null {
  const parsed = z.array(problemSchema).safeParse([...lines]);
  return parsed.success ? parsed.data : null;
}

const LINE_FEED = 10;

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** The values of JSON lines, one text at a time; undefined for a line that is no JSON. */
export function* valuesOf(lines: Buffer): Generator<unknown> {
  for (let from = 0; from < lines.length; ) {
    const found = lines.indexOf(LINE_FEED, from);
    const end = found < 0 ? lines.length : found;
    yield parseJson(lines.toString('utf8', from, end));
    from = end + 1;
  }
}

const counts = z.array(z.tuple([z.string(), z.int()]));
const wordsSchema = z.object({ frequencies: counts, spellings: counts });
const bothSchema = z.object({ fr: wordsSchema, en: wordsSchema });

/** The words of both languages and in how many pairs each is, as JSON, in pieces. */
export function* encodeWords({ postings, spellings }: WordTables): Generator<string> {
  let before = '{';
  for (const language of LANGUAGES) {
    yield `${before}"${language}":{"frequencies":`;
    yield* jsonList(frequenciesOf(postings[language]));
    yield ',"spellings":';
    yield* jsonList(spellings[language]);
    yield '}';
    before = ',';
  }
  yield '}';
}

/** The words from what `encodeWords` wrote and the numbers of both languages end to end; null when they are not that. */
export function decodeWords(
  value: unknown,
  { entries, lengths }: Pick<Postings, 'entries' | 'lengths'>,
): WordTables | null {
  const parsed = bothSchema.safeParse(value);
  if (!parsed.success) return null;
  const { fr, en } = parsed.data;
  const middle = fr.frequencies.reduce((sum, [, count]) => sum + count, 0);
  const half = lengths.length / 2;
  const french = readPostings(fr.frequencies, entries.subarray(0, middle), lengths.subarray(0, half));
  const english = readPostings(en.frequencies, entries.subarray(middle), lengths.subarray(half));
  if (french === null || english === null) return null;
  const spellings = { fr: new Map(fr.spellings), en: new Map(en.spellings) };
  return { postings: { fr: french, en: english }, spellings };
}
