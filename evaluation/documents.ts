import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../src/corpus/document.js';
import { jsonOf } from './questions.js';

/** A question over documents of ours, and what answers it. */
export interface LabelledQuestion {
  readonly question: string;
  /** Language it is typed in. */
  readonly language: Language;
  /** What is asked for (`who`, `when`, …), or that nothing answers. */
  readonly kind: string;
  /** Name of its document; empty off topic. */
  readonly document: string;
  /** For each language of the document, the passage that answers and the words that do; null without an answer. */
  readonly answers: Readonly<
    Partial<Record<Language, { readonly passage: string; readonly words: string }>>
  > | null;
}

/** A document, as text in each of its languages, with its questions. */
export interface LabelledDocument {
  readonly name: string;
  readonly pages: Readonly<Partial<Record<Language, string>>>;
  readonly questions: readonly LabelledQuestion[];
}

const language = z.enum(LANGUAGES);
const both = z.object({ fr: z.string(), en: z.string() });
const near = z.object({ l: language, q: z.string() });

const Bilingual = z.object({
  doc: z.string(),
  date: z.string().default(''),
  title: both,
  passages: z.array(
    both.extend({
      head: both.default({ fr: '', en: '' }),
      qs: z.array(both.extend({ l: language, q: z.string(), t: z.string() })),
      no: z.array(near),
    }),
  ),
});

const Page = z.object({
  doc: z.string(),
  lang: language,
  title: z.string(),
  passages: z.array(
    z.object({
      heading: z.string(),
      text: z.string(),
      qs: z.array(z.object({ l: language, q: z.string(), a: z.string(), t: z.string() })),
      no: z.array(near),
    }),
  ),
});

/** Kind of a question that shares the document's words and that no passage answers. */
export const NEAR_MISS = 'near miss';
/** Kind of a question on something else altogether. */
export const OFF_TOPIC = 'off topic';

/** Documents of a folder of `.jsonl` files, a document a line (`training/reader/README.md` has the formats). */
export async function readLabelled(folder: string): Promise<LabelledDocument[]> {
  const documents: LabelledDocument[] = [];
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.jsonl')).sort()) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const value = jsonOf(line, `${name}:${i + 1}`);
      const page = Page.safeParse(value);
      documents.push(page.success ? ofPage(page.data) : ofBilingual(Bilingual.parse(value)));
    }
  }
  return documents;
}

function ofBilingual({ doc, date, title, passages }: z.infer<typeof Bilingual>): LabelledDocument {
  const pageIn = (l: Language) =>
    pageOf(
      title[l],
      date,
      passages.map((passage) => ({ heading: passage.head[l], text: passage[l] })),
    );
  const questions = passages.flatMap(({ fr, en, qs, no }) => [
    ...qs.map((q) => ({
      question: q.q,
      language: q.l,
      kind: q.t,
      document: doc,
      answers: { fr: { passage: fr, words: q.fr }, en: { passage: en, words: q.en } },
    })),
    ...no.map((q) => nearMiss(q, doc)),
  ]);
  return { name: doc, pages: { fr: pageIn('fr'), en: pageIn('en') }, questions };
}

function ofPage({ doc, lang, title, passages }: z.infer<typeof Page>): LabelledDocument {
  const questions = passages.flatMap(({ text, qs, no }) => [
    ...qs.map((q) => ({
      question: q.q,
      language: q.l,
      kind: q.t,
      document: doc,
      answers: { [lang]: { passage: text, words: q.a } },
    })),
    ...no.map((q) => nearMiss(q, doc)),
  ]);
  return { name: doc, pages: { [lang]: pageOf(title, '', passages) }, questions };
}

function nearMiss({ l, q }: z.infer<typeof near>, document: string): LabelledQuestion {
  return { question: q, language: l, kind: NEAR_MISS, document, answers: null };
}

/** A page of the corpus: title and date in its front matter, a section for each heading path. */
function pageOf(
  title: string,
  date: string,
  passages: readonly { readonly heading: string; readonly text: string }[],
): string {
  const lines = [
    '---',
    `title: ${JSON.stringify(title)}`,
    ...(date === '' ? [] : [`asOf: ${JSON.stringify(date)}`]),
    '---',
  ];
  let last = '';
  for (const [i, { heading, text }] of passages.entries()) {
    if (heading !== '' && heading !== last) lines.push('', `## ${heading} {#h${i}}`);
    last = heading;
    // What looks like a tag is text here.
    lines.push('', text.replaceAll('<', '\\<'));
  }
  return `${lines.join('\n')}\n`;
}

/** Documents in groups that make a corpus each, in an order that their names alone decide. */
export function grouped(documents: readonly LabelledDocument[], size: number): LabelledDocument[][] {
  const order = (name: string) => createHash('sha256').update(name).digest('hex');
  const sorted = documents.toSorted((a, b) => order(a.name).localeCompare(order(b.name)));
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, i) =>
    sorted.slice(i * size, (i + 1) * size),
  );
}

/** Writes a corpus folder of documents. */
export async function writeCorpus(folder: string, documents: readonly LabelledDocument[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, pages } of documents) {
    const isBilingual = pages.fr !== undefined && pages.en !== undefined;
    for (const l of LANGUAGES) {
      const page = pages[l];
      if (page !== undefined) await writeFile(join(folder, `${name}${isBilingual ? `.${l}` : ''}.md`), page);
    }
  }
}
