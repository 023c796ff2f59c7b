import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelSettings, openEmbedder } from '../../src/embedding/transformers.js';
import { openIndex } from '../../src/index/build.js';
import { type Engine, openEngine } from '../../src/search/engine.js';
import { afterEarlier, type GoldenQuestion, readQuestions } from '../questions.js';
import { type Asked, measureAsking, recallOf } from './asking.js';
import { writeCorpus } from './generated-corpus.js';
import {
  askInProcess,
  buildInProcess,
  type Cost,
  embedInProcess,
  type Place,
  runNode,
  type Timed,
} from './node-process.js';
import { atLeast, type Figure, type Section, summarise, under } from './report.js';

const SEED = 20_260_101;
const GENERATED_QUESTIONS = 200;
const GENERATED_WARM_UP = 50;
const LOADS = 3;
const BUILDS = 3;
/** Corpora larger than this take minutes to build: once is enough. */
const BUILT_ONCE = 10_000;
const COLD_RUNS = 10;
const QUESTION = 'Combien de salariés compte le Groupe SOS ?';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The engine on a corpus of the repository, asked the golden questions. */
export async function measureShipped(place: Place): Promise<Section> {
  const engine = await openEngine(place);
  const warmUp = await prepare(engine, await readQuestions(here('../questions/tune.jsonl')));
  const asked = await prepare(engine, await readQuestions(here('../questions/test.jsonl')));
  const { passages, pairs } = engine.index;
  return {
    title: 'The shipped corpus, warm',
    method: [
      `${passages.length} passages in ${pairs.length} pairs.`,
      `Warm-up: the ${warmUp.length} tune questions.`,
      `Then the ${asked.length} test questions, once as never asked before and in rounds:`,
      'each percentile is that of a round, each ratio the median of a round’s questions.',
    ].join(' '),
    figures: await measureAsking(engine, warmUp, asked, { p50: under(3), p95: under(8) }),
  };
}

/** Builds, loads and asks a generated corpus, written into `folder`. */
export async function measureSize(size: number, folder: string, model: ModelSettings): Promise<Section> {
  const corpusFolder = join(folder, 'corpus');
  const indexFolder = join(folder, 'index');
  await mkdir(corpusFolder, { recursive: true });
  const questions = await writeCorpus(corpusFolder, size, GENERATED_QUESTIONS + GENERATED_WARM_UP, SEED);
  const all = questions.map(({ question, language }) => ({
    question,
    options: () => ({ locale: language }),
  }));
  const warmUp = all.filter((_, i) => i % 5 === 0);
  const asked = all.filter((_, i) => i % 5 !== 0);

  const place = { corpusFolder, indexFolder, model };
  const runs: { build: Timed; encoder: Timed }[] = [];
  for (let run = 0; run < (size > BUILT_ONCE ? 1 : BUILDS); run++)
    runs.push({ build: await buildInProcess(place), encoder: await embedInProcess(place) });
  const loads = await timeLoads(place);
  const engine = await openEngine(place);
  if (engine.built) throw new Error('the index on disk was not the one just built');
  const passages = engine.index.passages.length;
  const isLarge = size === 100_000;

  const figures: Figure[] = [
    {
      name: 'build, whole process',
      unit: 's',
      measure: summarise(...runs.map(({ build }) => build.seconds)),
      target: isLarge ? under(180) : undefined,
    },
    {
      name: 'build, code and model loaded',
      unit: 'passages/s',
      measure: summarise(...runs.map(({ build }) => passages / build.workSeconds)),
      target: size <= 10_000 ? atLeast(5_000) : undefined,
    },
    {
      name: 'build, peak memory',
      unit: 'MB',
      measure: summarise(...runs.map(({ build }) => build.peakMB)),
      target: isLarge ? under(1_000) : undefined,
    },
    {
      name: 'baseline: encoder alone, code and model loaded',
      unit: 'passages/s',
      measure: summarise(...runs.map(({ encoder }) => passages / encoder.workSeconds)),
    },
    {
      name: 'build ÷ encoder alone, time',
      unit: '×',
      measure: summarise(...runs.map(({ build, encoder }) => build.workSeconds / encoder.workSeconds)),
    },
    { name: 'index on disk', unit: 'MB', measure: summarise((await bytesOf(indexFolder)) / 1e6) },
    { name: 'loading the index', unit: 'ms', measure: summarise(...loads) },
    ...(await measureAsking(engine, warmUp, asked, isLarge ? { p95: under(20) } : {})),
    {
      name: 'recall@10 of the vector index',
      unit: '%',
      measure: summarise(await recallOf(engine, asked)),
      target: atLeast(99),
    },
  ];
  return {
    title: `${passages.toLocaleString('en')} generated passages`,
    method: [
      `Invented words after Zipf’s law in French and English sentences, seed ${SEED}.`,
      `Warm-up: ${warmUp.length} questions. Then ${asked.length} others, as on the shipped corpus.`,
      'Recall is against comparing every vector; ties count.',
    ].join(' '),
    figures,
  };
}

/** One question as a whole process with a built index, beside a bare node, by turns. */
export async function measureProcess(place: Place): Promise<Section> {
  const bareArgs = ['-e', '0'];
  await runNode(bareArgs);
  await askInProcess(QUESTION, place);
  const runs: { ask: Cost; bare: Cost }[] = [];
  for (let run = 0; run < COLD_RUNS; run++)
    runs.push({ ask: await askInProcess(QUESTION, place), bare: await runNode(bareArgs) });
  const figure = (name: string, unit: Figure['unit'], of: (run: (typeof runs)[number]) => number) => ({
    name,
    unit,
    measure: summarise(...runs.map(of)),
  });
  return {
    title: 'A question as a whole process',
    method: `\`verbatim ask "${QUESTION}"\` on the shipped corpus, index built, beside \`node -e 0\`, by turns; one run of each before, so that files are in the page cache.`,
    figures: [
      { ...figure('ask, wall time', 'ms', ({ ask }) => 1_000 * ask.seconds), target: under(1_000) },
      { ...figure('ask, peak memory', 'MB', ({ ask }) => ask.peakMB), target: under(220) },
      figure('baseline: bare node, wall time', 'ms', ({ bare }) => 1_000 * bare.seconds),
      figure('baseline: bare node, peak memory', 'MB', ({ bare }) => bare.peakMB),
      figure('ask ÷ bare node, wall time', '×', ({ ask, bare }) => ask.seconds / bare.seconds),
      figure('ask ÷ bare node, peak memory', '×', ({ ask, bare }) => ask.peakMB / bare.peakMB),
    ],
  };
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

/** Milliseconds to open an index from disk, its checksums and its corpus's file dates checked. */
async function timeLoads({ corpusFolder, indexFolder, model }: Place): Promise<number[]> {
  const embedder = await openEmbedder(model);
  const loads: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const started = performance.now();
    await openIndex({ corpusFolder, indexFolder, embedder });
    loads.push(performance.now() - started);
  }
  return loads;
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
