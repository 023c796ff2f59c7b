// Measures speed and memory, of the engine or of the bot, prints the figures and writes them into results/. See README.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { openEngine } from '../src/search/engine.js';
import { type Contender, measureAsking, type Timed } from './bench/asking.js';
import { recallOf } from './bench/brute-force.js';
import { measureDiscord } from './bench/discord.js';
import { writeCorpus } from './bench/generated-corpus.js';
import { askInProcess, buildInProcess, type Place } from './bench/node-process.js';
import {
  atLeast,
  type Figure,
  renderSection,
  type Section,
  summarise,
  type Target,
  under,
} from './bench/report.js';
import { inFolder } from './halves.js';
import { readQuestions } from './questions.js';

const SEED = 20_260_101;
const QUESTIONS = 100;
const WARM_UP = 20;
/** Runs of `ask` as a process. */
const RUNS = 7;
/** More than is ever read unless so many are asked for. */
const EVERY_CANDIDATE = 24;
const LIMIT = 3;

const { values: options, positionals } = parseArgs({
  options: { sizes: { type: 'string', default: '10000' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [what = 'engine'] = positionals;
if (!['engine', 'discord'].includes(what)) throw new Error('what may be measured: engine, discord');
const sizes = options.full ? [10_000, 100_000] : options.sizes.split(',').map(Number);
const config = readConfig({}, {});

/** The engine, the same without a reader, and the same reading every candidate. */
async function contendersOf(place: Place): Promise<Contender[]> {
  const engine = await openEngine(place);
  const unread = await openEngine({ ...place, reader: null });
  return [
    { name: 'question', engine, limit: LIMIT },
    { name: 'the same, retrieval alone', engine: unread, limit: LIMIT },
    // An engine of its own: each remembers the words of what it was asked.
    { name: 'the same, every candidate read', engine: await openEngine(place), limit: EVERY_CANDIDATE },
  ];
}

async function measureShipped(place: Place): Promise<Section> {
  const golden = await readQuestions(fileURLToPath(new URL('questions/shipped.jsonl', import.meta.url)));
  const step = Math.floor(golden.length / (QUESTIONS + WARM_UP));
  const some = golden.filter((_, i) => i % step === 0);
  const asked = some.map(({ question, language }): Timed => ({ question, options: { locale: language } }));
  const figures = await asking(place, asked, { p50: under(80), p95: under(150) });
  const seconds: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const cost = await askInProcess('Who founded Groupe SOS?', place);
    seconds.push(cost.seconds);
    peaks.push(cost.peakMB);
  }
  return {
    title: 'The shipped corpus',
    method: `${QUESTIONS} golden questions, warm, never asked before, each of every contender by turns; then \`ask\` as a whole process, ${RUNS} times.`,
    figures: [
      ...figures,
      { name: '`ask` as a process', unit: 's', measure: summarise(...seconds), target: under(1.2) },
      {
        name: '`ask` as a process, peak memory',
        unit: 'MB',
        measure: summarise(...peaks),
        target: under(450),
      },
    ],
  };
}

async function measureSize(size: number, folder: string): Promise<Section> {
  const corpusFolder = join(folder, `corpus-${size}`);
  const generated = await writeCorpus(corpusFolder, size, QUESTIONS + WARM_UP, SEED);
  const { model, reader } = config;
  const place = { corpusFolder, indexFolder: join(folder, `index-${size}`), model, reader };
  const build = await buildInProcess(place);
  const started = performance.now();
  const engine = await openEngine({ ...place, reader: null });
  const opened = (performance.now() - started) / 1_000;
  const recall = await recallOf(
    engine,
    generated.map(({ question }) => question),
  );
  const asked = generated.map(
    ({ question, language }): Timed => ({ question, options: { locale: language } }),
  );
  const figures = await asking(place, asked, { p50: under(100), p95: under(170) });
  return {
    title: `${size.toLocaleString('en')} generated passages`,
    method: `Invented words after Zipf’s law in French and English sentences, seed ${SEED}; ${QUESTIONS} questions as on the shipped corpus; the index built in a process of its own.`,
    figures: [
      ...figures,
      { name: 'build', unit: 's', measure: summarise(build.workSeconds) },
      { name: 'build, peak memory', unit: 'MB', measure: summarise(build.peakMB) },
      { name: 'opening the index and the encoder', unit: 's', measure: summarise(opened) },
      { name: 'recall@10 of the vector index', unit: '%', measure: summarise(recall), target: atLeast(99) },
    ],
  };
}

async function asking(
  place: Place,
  asked: readonly Timed[],
  targets: { readonly p50: Target; readonly p95: Target },
): Promise<Figure[]> {
  const contenders = await contendersOf(place);
  return measureAsking(
    contenders,
    asked.slice(0, WARM_UP),
    asked.slice(WARM_UP, WARM_UP + QUESTIONS),
    targets,
  );
}

await inFolder(async (folder) => {
  const { corpusFolder, model, reader } = config;
  const texts = [
    '# Speed and memory',
    '',
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores, load before ${(loadavg()[0] ?? 0).toFixed(1)}. Made by \`npm run bench${what === 'engine' ? ' -- --full' : ' -- discord'}\`.`,
    '',
  ];
  console.log(texts.join('\n'));
  const print = (section: Section) => {
    texts.push(renderSection(section));
    console.log(renderSection(section));
  };
  if (what === 'discord')
    for (const section of await measureDiscord({ INDEX: join(folder, 'index') })) print(section);
  else {
    print(await measureShipped({ corpusFolder, indexFolder: join(folder, 'index'), model, reader }));
    for (const size of sizes) print(await measureSize(size, folder));
  }
  const results = fileURLToPath(new URL('results', import.meta.url));
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, what === 'engine' ? 'bench.md' : 'bench-discord.md'),
    `${texts.join('\n')}\n`,
  );
});
