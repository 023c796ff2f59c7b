import { crc32 } from 'node:zlib';
import type { AsPlainObject } from 'minisearch';
import { z } from 'zod';
import { LANGUAGES, type Pair, type Passage, type ProblemCode } from '../corpus/document.js';
import type { Contents } from './contents.js';
import { jsonList } from './json.js';
import { loadWords, type Words } from './words.js';

/** Spelt out so that a new code that is missing here does not compile. */
const PROBLEM_CODES: { readonly [C in ProblemCode]: C } = {
  unreadable: 'unreadable',
  empty: 'empty',
  'bad-bytes': 'bad-bytes',
  'rows-left-out': 'rows-left-out',
  draft: 'draft',
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
  'unknown-language': 'unknown-language',
  'link-loop': 'link-loop',
  unsupported: 'unsupported',
};

/** The texts, stored once: passages are places in them. */
const documentsSchema = z.object({
  documents: z.array(
    z.object({
      path: z.string(),
      text: z.string(),
      source: z.object({
        title: z.string(),
        publisher: z.string().nullable(),
        url: z.string().nullable(),
        asOf: z.string().nullable(),
      }),
      questions: z.array(z.string()),
    }),
  ),
  /** Id, position of the document, section, path, language, start, end, CRC-32 of the text. */
  passages: z.array(
    z.tuple([
      z.string(),
      z.int(),
      z.string(),
      z.array(z.string()),
      z.enum(LANGUAGES),
      z.int(),
      z.int(),
      z.int(),
    ]),
  ),
  /** Id, position of the French passage, of the English one. */
  pairs: z.array(z.tuple([z.string(), z.int().nullable(), z.int().nullable()])),
  problems: z.array(
    z.object({
      code: z.enum(PROBLEM_CODES),
      severity: z.enum(['error', 'warning']),
      file: z.string(),
      line: z.number().nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});

type Texts = Pick<Contents, 'documents' | 'passages' | 'pairs' | 'problems'>;

/** Documents, passages, pairs and problems as JSON, in pieces. */
export function* encodeTexts({ documents, passages, pairs, problems }: Texts): Generator<string> {
  const documentAt = new Map(documents.map((document, position) => [document.path, position]));
  const passageAt = new Map(passages.map((passage, position) => [passage.id, position]));
  const place = (passage: Passage | null) => (passage === null ? null : passageAt.get(passage.id));
  yield '{"documents":';
  yield* jsonList(documents);
  yield ',"passages":';
  yield* jsonList(
    map(passages, ({ id, document, section, path, language, start, end, text }) => [
      id,
      documentAt.get(document),
      section,
      path,
      language,
      start,
      end,
      crc32(text),
    ]),
  );
  yield ',"pairs":';
  yield* jsonList(map(pairs, ({ id, fr, en }) => [id, place(fr), place(en)]));
  yield ',"problems":';
  yield* jsonList(problems);
  yield '}';
}

function* map<T, R>(items: Iterable<T>, change: (item: T) => R): Generator<R> {
  for (const item of items) yield change(item);
}

/** What `encodeTexts` wrote; null when it is not that, or a passage is not what stands in its document. */
export function decodeTexts(value: unknown): Texts | null {
  const parsed = documentsSchema.safeParse(value);
  if (!parsed.success) return null;
  const { documents } = parsed.data;
  const passages: Passage[] = [];
  for (const [id, position, section, path, language, start, end, hash] of parsed.data.passages) {
    const document = documents[position];
    if (!document) return null;
    const text = document.text.slice(start, end);
    if (crc32(text) !== hash) return null;
    passages.push({ id, document: document.path, section, path, language, start, end, text });
  }
  const at = (position: number | null) => (position === null ? null : (passages[position] ?? null));
  const pairs: Pair[] = parsed.data.pairs.map(([id, fr, en]) => ({ id, fr: at(fr), en: at(en) }));
  return { documents, passages, pairs, problems: parsed.data.problems };
}

const counts = z.array(z.tuple([z.string(), z.int()]));
const perLanguage = z.object({ fr: counts, en: counts });

const wordsSchema = z.object({
  frequencies: perLanguage,
  spellings: perLanguage,
  // Millions of numbers: their checksum vouches for them, only the outside is looked at.
  search: z.custom<AsPlainObject>(
    (value) => z.looseObject({ serializationVersion: z.int() }).safeParse(value).success,
  ),
  terms: z.custom<AsPlainObject['index']>(Array.isArray),
});

/** What `BuiltWords.json` gave, as read from a file; null when it is not that. */
export function decodeWords(value: unknown): Words | null {
  const parsed = wordsSchema.safeParse(value);
  return parsed.success ? loadWords(parsed.data) : null;
}
