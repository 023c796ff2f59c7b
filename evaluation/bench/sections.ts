import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelSettings } from '../../src/embedding/transformers.js';
import { type Engine, openEngine } from '../../src/search/engine.js';
import { afterEarlier, type GoldenQuestion, readQuestions } from '../questions.js';
import { measureAsking } from './asking.js';
import { recallOf } from './brute-force.js';
import { writeCorpus } from './generated-corpus.js';
import { measureLoading } from './loading.js';
import { buildInProcess, embedInProcess, type Place } from './node-process.js';
import { type Builds, buildFigures, buildPeers, measurePeers } from './peers.js';
import { measureProcess } from './processes.js';
import { atLeast, type Figure, type Section, summarise, under } from './report.js';
import type { Asked } from './timing.js';

const SEED = 20_260_101;
const GENERATED_QUESTIONS = 200;
const GENERATED_WARM_UP = 50;
/** Fewer passages take no time to speak of: how many a second says nothing. */
const RATED = 1_000;
/** How often a corpus of a size is built: what takes no time is told from noise by many runs, what takes minutes by one. */
const BUILDS = [
  { upTo: 1_000, runs: 5 },
  { upTo: 10_000, runs: 3 },
  { upTo: Number.POSITIVE_INFINITY, runs: 1 },
] as const;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The engine on the corpus of the repository, asked the golden questions, warm and as whole processes. */
export async function measureShipped(place: Place): Promise<Section[]> {
  const golden = await readQuestions(here('../questions/test.jsonl'));
  const engine = await openEngine(place);
  const warmUp = await prepare(engine, await readQuestions(here('../questions/tune.jsonl')));
  const asked = await prepare(engine, golden);
  const { passages, pairs } = engine.index;
  const figures = await measureAsking(engine, warmUp, asked, { p50: under(3), p95: under(8) });
  const beside = await measurePeers(engine, warmUp, asked);
  const warm: Section = {
    title: 'The shipped corpus, warm',
    method: [
      `${passages.length} passages in ${pairs.length} pairs.`,
      `Warm-up: the ${warmUp.length} tune questions.`,
      `Then the ${asked.length} test questions, once as never asked before and in rounds:`,
      'each percentile is that of a round, each ratio the median of a round’s questions.',
      'Then in rounds by turns with each peer, one peer after the other.',
      ...beside.remarks,
    ].join(' '),
    figures: [...figures, ...beside.figures],
  };
  const questions = golden.map(({ question }) => question);
  return [warm, await measureProcess(place, questions, join(place.indexFolder, 'questions.txt'))];
}

/** Builds, loads and asks a generated corpus, written into `folder`. */
export async function measureSize(size: number, folder: string, model: ModelSettings): Promise<Section> {
  const corpusFolder = join(folder, 'corpus');
  await mkdir(corpusFolder, { recursive: true });
  const questions = await writeCorpus(corpusFolder, size, GENERATED_QUESTIONS + GENERATED_WARM_UP, SEED);
  const all = questions.map(({ question, language }) => ({
    question,
    options: () => ({ locale: language }),
  }));
  const warmUp = all.filter((_, i) => i % 5 === 0);
  const asked = all.filter((_, i) => i % 5 !== 0);

  const place = { corpusFolder, indexFolder: join(folder, 'index'), model };
  const runs: Builds[] = [];
  const builds = BUILDS.find(({ upTo }) => size <= upTo)?.runs ?? 1;
  for (let run = 0; run < builds; run++)
    runs.push({
      ours: await buildInProcess(place),
      encoder: await embedInProcess(place),
      peers: await buildPeers(place),
    });
  const loading = await measureLoading(place);
  const engine = await openEngine(place);
  if (engine.built) throw new Error('the index on disk was not the one just built');
  const passages = engine.index.passages.length;
  const isLarge = size === 100_000;
  const asking = await measureAsking(engine, warmUp, asked, isLarge ? { p95: under(20) } : {});
  const recall = await recallOf(engine, asked);
  const beside = await measurePeers(engine, warmUp, asked);
  return {
    title: `${passages.toLocaleString('en')} generated passages`,
    passages,
    method: [
      `Invented words after Zipf’s law in French and English sentences, seed ${SEED}.`,
      `Warm-up: ${warmUp.length} questions. Then ${asked.length} others, as on the shipped corpus.`,
      'Recall is against comparing every vector; ties count.',
      'A build is in a process of its own, from files to what can be asked; ours is also written to disk.',
      'Its memory is what the process comes to hold beyond its code and the model.',
      ...beside.remarks,
    ].join(' '),
    figures: [
      ...ownBuild(runs, passages, isLarge),
      ...buildFigures(runs),
      ...loading,
      ...asking,
      { name: 'recall@10 of the vector index', unit: '%', measure: summarise(recall), target: atLeast(99) },
      ...beside.figures,
    ],
  };
}

/** What building took us, beside the encoder alone. */
function ownBuild(runs: readonly Builds[], passages: number, isLarge: boolean): Figure[] {
  const over = (of: (run: Builds) => number) => summarise(...runs.map(of));
  return [
    {
      name: 'build, whole process',
      unit: 's',
      measure: over(({ ours }) => ours.seconds),
      target: isLarge ? under(180) : undefined,
    },
    {
      name: 'build, whole process, peak memory',
      unit: 'MB',
      measure: over(({ ours }) => ours.peakMB),
      target: isLarge ? under(1_000) : undefined,
    },
    {
      name: 'build',
      unit: 's',
      measure: over(({ ours }) => ours.workSeconds),
      curve: { plot: 'build', name: 'Verbatim' },
    },
    {
      name: 'build, memory',
      unit: 'MB',
      measure: over(({ ours }) => ours.workMB),
    },
    {
      name: 'build, rate',
      unit: 'passages/s',
      measure: over(({ ours }) => passages / ours.workSeconds),
      target: passages >= RATED && passages <= 10_000 ? atLeast(5_000) : undefined,
    },
    {
      name: 'limit: encoder alone',
      unit: 's',
      measure: over(({ encoder }) => encoder.workSeconds),
      curve: { plot: 'build', name: 'limit: encoder' },
    },
    {
      name: 'build ÷ encoder alone, time',
      unit: '×',
      measure: over(({ ours, encoder }) => ours.workSeconds / encoder.workSeconds),
    },
  ];
}

/** Golden questions ready to be timed, those that they follow already asked. */
async function prepare(engine: Engine, questions: readonly GoldenQuestion[]): Promise<Asked[]> {
  const prepared: Asked[] = [];
  for (const golden of questions) {
    const options = await afterEarlier(engine, golden);
    prepared.push({ question: golden.question, options: () => structuredClone(options) });
  }
  return prepared;
}
