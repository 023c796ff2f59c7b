import { LANGUAGES, type Language } from '../../src/corpus/document.js';
import type { Embedder } from '../../src/models/embedder.js';
import type { ModelSettings } from '../../src/models/encoder.js';
import type { Engine } from '../../src/search/engine.js';
import { atLeast, type Target } from '../bench/report.js';
import { areMutual, cosines, counterpartPlaces, NOT_FOUND, percentOf, placeOf, recall } from './metrics.js';
import type { Line } from './report.js';
import { withEngineOver } from './search.js';
import { type Asked, evenly, type HeldOut, type PassageSet, type SetName, type Translated } from './sets.js';

type By = 'dense' | 'BM25' | 'search';

/** What a line should reach, in %, by the recall it is about. */
interface Least {
  readonly set: SetName;
  readonly by: By;
  /** Only where question and passage are of two languages. */
  readonly across: boolean;
  readonly at: Readonly<Partial<Record<number, number>>>;
}

/** Recall is counted among this many first passages; the engine reads no more than ten. */
const DEPTHS = [1, 5, 10];
const MOST = 10;
/** Texts among which a question is to find its translation. */
const CROWD = 1_000;
const LEAST_MUTUAL = 95;

/** What was asked of the encoder when it was planned. */
const TARGETS: readonly Least[] = [
  { set: 'SQuAD', by: 'dense', across: false, at: { 1: 57, 10: 82 } },
  { set: 'PIAF', by: 'dense', across: false, at: { 1: 54, 10: 85 } },
  { set: 'laws', by: 'dense', across: true, at: { 5: 76 } },
  { set: 'COVID FAQ', by: 'dense', across: true, at: { 10: 70 } },
  { set: 'SQuAD', by: 'search', across: false, at: { 1: 71, 10: 90 } },
  { set: 'PIAF', by: 'search', across: false, at: { 1: 76, 10: 95 } },
  { set: 'laws', by: 'search', across: true, at: { 5: 81 } },
];

/** How often the nearest neighbour of a text is its translation, both ways. */
export async function measureTranslations(
  name: string,
  pairs: readonly Translated[],
  least: number,
  embedder: Embedder,
): Promise<Line> {
  const { fr, en } = await embedBoth(pairs, embedder);
  const value = (label: string, places: readonly number[]) => ({
    label,
    value: recall(places, 1),
    target: atLeast(least),
  });
  return {
    set: `${name}, ${pairs.length.toLocaleString('en')} pairs`,
    by: 'dense',
    unit: 'nearest, %',
    values: [value('fr→en', counterpartPlaces(fr, en)), value('en→fr', counterpartPlaces(en, fr))],
  };
}

/**
 * How often a question and its translation are nearest neighbours of each other, in both languages among
 * all questions and as many headings of laws as make them a thousand.
 */
export async function measureQuestions(
  { questions, headings }: HeldOut,
  embedder: Embedder,
): Promise<Line[]> {
  const asked = Object.values(questions).flat();
  const crowd = [...asked, ...evenly(headings, CROWD - asked.length)];
  const { fr, en } = await embedBoth(crowd, embedder);
  const mutual = areMutual(fr, en);
  const line = (what: string, values: readonly boolean[], target?: Target): Line => ({
    set: `${values.length} ${what} among ${crowd.length.toLocaleString('en')} texts`,
    by: 'dense',
    unit: '%',
    values: [{ label: 'mutual', value: percentOf(values), target }],
  });
  let from = 0;
  const bySource = Object.entries(questions).map(([source, { length }]) => {
    from += length;
    return line(`questions (${source})`, mutual.slice(from - length, from));
  });
  return [
    line('questions', mutual.slice(0, from), atLeast(LEAST_MUTUAL)),
    ...bySource,
    line('headings of laws', mutual.slice(from)),
  ];
}

async function embedBoth(
  pairs: readonly Translated[],
  embedder: Embedder,
): Promise<Record<Language, Float32Array[]>> {
  const vectors: Record<Language, Float32Array[]> = { fr: [], en: [] };
  for (const pair of pairs)
    for (const language of LANGUAGES) vectors[language].push(await embedder.embedQuery(pair[language]));
  return vectors;
}

/** How often the right passage is among the first: by the encoder, by words, and by the engine's own search. */
export async function measurePassages(set: PassageSet, model: ModelSettings): Promise<Line[]> {
  return withEngineOver(set.passages, set.language, model, async (engine) => {
    const vectors = await engine.embedder.embedPassages(set.passages);
    const lines: Line[] = [];
    for (const language of LANGUAGES) {
      const asked = set.asked[language];
      if (asked === undefined) continue;
      const placesBy: Readonly<Record<By, number[]>> = {
        dense: await placesOfAll(asked, async ({ text, right }) =>
          placeOf(cosines(await engine.embedder.embedQuery(text), vectors), right),
        ),
        BM25: await placesOfAll(asked, async ({ text, right }) =>
          placeAmong(
            (await engine.index.words(text, language, MOST)).map(({ pair }) => pair),
            right,
          ),
        ),
        search: await placesOfAll(asked, (question) => searchPlace(engine, question, language)),
      };
      for (const by of ['dense', 'BM25', 'search'] as const)
        lines.push(lineOf(set, language, asked.length, by, placesBy[by]));
    }
    return lines;
  });
}

async function placesOfAll(
  asked: readonly Asked[],
  place: (asked: Asked) => Promise<number>,
): Promise<number[]> {
  const places: number[] = [];
  for (const question of asked) places.push(await place(question));
  return places;
}

async function searchPlace(engine: Engine, { text, right }: Asked, locale: Language): Promise<number> {
  const seen = await engine.inspect(text, { locale });
  return placeAmong(seen?.ranked.map(({ pair }) => pair.position) ?? [], right);
}

function placeAmong(found: readonly number[], right: number): number {
  const place = found.indexOf(right);
  return place < 0 ? NOT_FOUND : place;
}

function lineOf(
  { name, language: told, passages }: PassageSet,
  asked: Language,
  questions: number,
  by: By,
  places: readonly number[],
): Line {
  const least = TARGETS.find(
    (target) => target.set === name && target.by === by && target.across === (asked !== told),
  );
  const counts = `${questions.toLocaleString('en')} questions, ${passages.length.toLocaleString('en')} passages`;
  return {
    set: `${name} ${asked}→${told}, ${counts}`,
    by,
    unit: '%',
    values: DEPTHS.map((depth) => {
      const value = least?.at[depth];
      return {
        label: `R@${depth}`,
        value: recall(places, depth),
        target: value === undefined ? undefined : atLeast(value),
      };
    }),
  };
}
