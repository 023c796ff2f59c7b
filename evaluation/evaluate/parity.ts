import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, type Language, otherLanguage } from '../../src/corpus/document.js';
import type { ModelSettings } from '../../src/embedding/transformers.js';
import type { Index } from '../../src/index/snapshot.js';
import { openEngine } from '../../src/search/engine.js';
import type { GoldenQuestion } from '../questions.js';
import { bootstrap, type Estimate } from './bootstrap.js';
import { type Metric, metric } from './metrics.js';
import { acceptedPairs, askAll, type Outcome } from './outcome.js';
import { copyPages, passagesOf } from './pages.js';

/** A figure of two halves, and by how much the first is above the second. */
export interface Compared {
  readonly metric: Metric;
  readonly first: Estimate;
  readonly second: Estimate;
  readonly difference: Estimate;
}

/** What two halves are called, and what they are. */
interface Halves {
  readonly names: readonly [first: string, second: string];
  readonly note: string;
}

/** Two halves compared. */
export interface Parity extends Halves {
  readonly questions: readonly [first: number, second: number];
  readonly compared: readonly Compared[];
}

const COMPARED = ['recall1', 'firstPair', 'firstQuote', 'threeQuotes', 'spanExact', 'coverage'].map(metric);

const LANGUAGES_MET = ['same language', 'other language'] as const;

/** The same outcomes, those that one test passes against the others. */
export function split(
  of: Halves,
  outcomes: readonly Outcome[],
  isFirst: (outcome: Outcome) => boolean,
): Parity {
  const halves = (all: readonly Outcome[]) =>
    [all.filter(isFirst), all.filter((outcome) => !isFirst(outcome))] as const;
  const [first, second] = halves(outcomes);
  return {
    ...of,
    questions: [first.length, second.length],
    compared: COMPARED.map((each) => ({
      metric: each,
      first: bootstrap(first, each.of),
      second: bootstrap(second, each.of),
      difference: bootstrap(outcomes, (drawn) => {
        const [one, other] = halves(drawn);
        return minus(each.of(one), each.of(other));
      }),
    })),
  };
}

/** Two outcomes of each question, compared question by question. */
export function paired(
  of: Halves,
  first: readonly Outcome[],
  second: readonly Outcome[],
  metrics: readonly Metric[] = COMPARED,
): Parity {
  const items = first.flatMap((one, i) => {
    const other = second[i];
    return other === undefined ? [] : [{ one, other }];
  });
  return {
    ...of,
    questions: [first.length, second.length],
    compared: metrics.map((each) => ({
      metric: each,
      first: bootstrap(first, each.of),
      second: bootstrap(second, each.of),
      difference: bootstrap(items, (drawn) =>
        minus(each.of(drawn.map(({ one }) => one)), each.of(drawn.map(({ other }) => other))),
      ),
    })),
  };
}

function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** Questions that their own language answers against those that only the other one does; null when all are of a kind. */
export function byLanguageOfAnswer(outcomes: readonly Outcome[], index: Index): Parity | null {
  const answerable = outcomes.filter(({ accepted }) => accepted > 0);
  const isSame = ({ golden }: Outcome) =>
    [...acceptedPairs(golden, index)].some((position) => index.pairs[position]?.[golden.language] != null);
  const note =
    'Questions that a passage in their own language answers, and those that only one in the other does.';
  const parity = split({ names: LANGUAGES_MET, note }, answerable, isSame);
  return parity.questions.includes(0) ? null : parity;
}

/**
 * Every question asked of two copies of the corpus, one with the French pages alone and one with the
 * English ones: of that in the question's language, and of the other. Null when the corpus is not made of
 * pages in two languages, `<topic>.fr.md` and `<topic>.en.md`.
 *
 * @param whole The index of the whole corpus.
 */
export async function acrossLanguages(
  corpusFolder: string,
  model: ModelSettings,
  questions: readonly GoldenQuestion[],
  whole: Index,
): Promise<Parity | null> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-parity-'));
  // A page without its counterpart makes no pair: what answers is named by its passages.
  const named = questions.map((golden) => ({ ...golden, answers: passagesOf(golden, whole) }));
  try {
    const outcomes: Record<Language, Outcome[]> = { fr: [], en: [] };
    for (const language of LANGUAGES) {
      const copy = join(folder, language);
      if ((await copyPages(corpusFolder, copy, language)) === 0) return null;
      const engine = await openEngine({
        corpusFolder: copy,
        indexFolder: join(folder, `${language}-index`),
        model,
      });
      outcomes[language] = await askAll(engine, named);
    }
    const from = (languageOf: (golden: GoldenQuestion) => Language) =>
      questions.flatMap((golden, i) => outcomes[languageOf(golden)][i] ?? []);
    const note =
      'Every question asked of the pages in its own language alone, and of those in the other alone.';
    return paired(
      { names: LANGUAGES_MET, note },
      from(({ language }) => language),
      from(({ language }) => otherLanguage(language)),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
