import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../../src/corpus/document.js';

/** A French text and the English one that says the same. */
export interface Translated {
  readonly fr: string;
  readonly en: string;
}

/** A question, and the position of the one passage that is right. */
export interface Asked {
  readonly text: string;
  readonly right: number;
}

/** Distinct passages of one language, and the questions, of one language or both, to find them by. */
export interface PassageSet {
  readonly name: SetName;
  readonly language: Language;
  readonly passages: readonly string[];
  readonly asked: Readonly<Partial<Record<Language, readonly Asked[]>>>;
}

export type SetName = 'SQuAD' | 'PIAF' | 'laws' | 'COVID FAQ';

export type QuestionSource = 'Tatoeba' | 'FLORES' | 'COVID FAQ' | 'corpus';

/** All that is measured on. */
export interface HeldOut {
  readonly tatoeba: readonly Translated[];
  readonly flores: readonly Translated[];
  readonly passageSets: readonly PassageSet[];
  /** Questions in both languages, by where they come from; none is like another, nor its translation. */
  readonly questions: Readonly<Record<QuestionSource, readonly Translated[]>>;
  /** Headings of laws in both languages, likewise, and none is like a question. */
  readonly headings: readonly Translated[];
}

/** The files of the data, and how many columns each has. */
export const FILES = {
  'tatoeba_laser.tsv': 2,
  'flores_devtest.tsv': 2,
  'squad_dev_q_sentence_en.tsv': 2,
  'piaf_heldout_q_paragraph_fr.tsv': 2,
  'laws_heldout_heading_text.tsv': 4,
  'covid_faq_bilingual.tsv': 4,
} as const;

/** Questions asked of SQuAD's sentences, spread evenly over all of them. */
const SQUAD_QUESTIONS = 2_000;

type Row = readonly string[];

/**
 * Reads the held-out sets from a folder; throws with file and line where a line has other columns.
 *
 * @param corpus Questions of the corpus, with their translations.
 */
export async function readHeldOut(folder: string, corpus: readonly Translated[]): Promise<HeldOut> {
  const read = async (file: keyof typeof FILES): Promise<Row[]> =>
    parseTsv(await readFile(join(folder, file), 'utf8'), FILES[file], file);
  const tatoeba = translated(await read('tatoeba_laser.tsv'));
  const flores = translated(await read('flores_devtest.tsv'));
  const squad = await read('squad_dev_q_sentence_en.tsv');
  const piaf = await read('piaf_heldout_q_paragraph_fr.tsv');
  const laws = await read('laws_heldout_heading_text.tsv');
  const covid = await read('covid_faq_bilingual.tsv');
  const isNew = newPairs();
  const questionsOf = (pairs: readonly Translated[]) => pairs.filter(isQuestion).filter(isNew);
  return {
    tatoeba,
    flores,
    passageSets: [
      monolingual('SQuAD', 'en', squad, SQUAD_QUESTIONS),
      monolingual('PIAF', 'fr', piaf, piaf.length),
      ...bilingual('laws', laws),
      ...bilingual('COVID FAQ', covid),
    ],
    questions: {
      Tatoeba: questionsOf(tatoeba),
      FLORES: questionsOf(flores),
      'COVID FAQ': questionsOf(translated(covid)),
      corpus: questionsOf(corpus),
    },
    headings: translated(laws).filter(isNew),
  };
}

/** The lines of a file of tab-separated values, without quoting, as cells. */
export function parseTsv(text: string, columns: number, file: string): Row[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (line === '') return [];
    const cells = line.split('\t');
    if (cells.length !== columns || cells.includes(''))
      throw new Error(`${file}:${i + 1}: not ${columns} columns with something in each`);
    return [cells];
  });
}

/** The distinct texts of a list, in order, and for each text of the list its position among them. */
export function unique(texts: readonly string[]): { distinct: string[]; positions: number[] } {
  const places = new Map<string, number>();
  const positions = texts.map((text) => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  return { distinct: [...places.keys()], positions };
}

/** As many items of a list as asked for, or all when it has fewer, evenly from its first to its last. */
export function evenly<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return [...items];
  const step = count > 1 ? (items.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => Math.floor(i * step)).flatMap((at) =>
    items.slice(at, at + 1),
  );
}

/** Tells of one pair after another whether neither of its sides, in any case, has been in one told of before. */
export function newPairs(): (pair: Translated) => boolean {
  const seen: Record<Language, Set<string>> = { fr: new Set(), en: new Set() };
  return (pair) => {
    if (LANGUAGES.some((language) => seen[language].has(pair[language].toLowerCase()))) return false;
    for (const language of LANGUAGES) seen[language].add(pair[language].toLowerCase());
    return true;
  };
}

function translated(rows: readonly Row[]): Translated[] {
  return rows.map(([fr = '', en = '']) => ({ fr, en }));
}

function isQuestion({ fr, en }: Translated): boolean {
  return [fr, en].every((text) => /\?\s*$/.test(text));
}

/** Questions and passages of one language; passages that come again count once. */
function monolingual(name: SetName, language: Language, rows: readonly Row[], count: number): PassageSet {
  const { distinct: passages, positions } = unique(rows.map(([, passage = '']) => passage));
  const all = rows.map(([text = ''], i): Asked => ({ text, right: positions[i] ?? -1 }));
  return { name, language, passages, asked: { [language]: evenly(all, count) } };
}

/** Columns: question in French, in English, passage in French, in English; asked in all four directions. */
function bilingual(name: SetName, rows: readonly Row[]): PassageSet[] {
  return LANGUAGES.map((language): PassageSet => {
    const column = (at: number) => rows.map((row) => row[at] ?? '');
    const { distinct: passages, positions } = unique(column(language === 'fr' ? 2 : 3));
    const ask = (at: number) => column(at).map((text, i): Asked => ({ text, right: positions[i] ?? -1 }));
    return { name, language, passages, asked: { fr: ask(0), en: ask(1) } };
  });
}
