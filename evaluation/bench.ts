// Measures speed and memory, of the engine or of the bot, prints the figures and writes them into results/. See README.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { openEngine } from '../src/search/engine.js';
import { type Contender, measureAsking, type Timed } from './bench/asking.js';
import { recallsOf } from './bench/brute-force.js';
import { measureDiscord } from './bench/discord.js';
import { openEarlier } from './bench/earlier.js';
import { writeCorpus } from './bench/generated-corpus.js';
import { askInProcess, DIST, indexInProcess, type Place } from './bench/node-process.js';
import { atLeast, type Figure, renderSection, type Section, summarise, under } from './bench/report.js';
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
  options: {
    sizes: { type: 'string', default: '10000' },
    full: { type: 'boolean', default: false },
    earlier: { type: 'string' },
  },
  allowPositionals: true,
});
const [what = 'engine'] = positionals;
if (!['engine', 'discord'].includes(what)) throw new Error('what may be measured: engine, discord');
const sizes = options.full ? [10_000, 100_000] : options.sizes.split(',').map(Number);
const config = readConfig({}, {});
const EARLIER = ', the earlier commit';
const earlierDist = options.earlier === undefined ? null : resolve(options.earlier, 'dist');

/** The engine, the same without a reader, and the same reading every candidate. */
async function contendersOf(place: Place, targets: Contender['targets']): Promise<Contender[]> {
  const engine = await openEngine(place);
  const unread = await openEngine({ ...place, reader: null });
  return [
    { name: 'question', engine, limit: LIMIT, ...(targets && { targets }) },
    { name: 'the same, retrieval alone', engine: unread, limit: LIMIT, targets: { p95: under(20) } },
    // An engine of its own: each remembers the words of what it was asked.
    { name: 'the same, every candidate read', engine: await openEngine(place), limit: EVERY_CANDIDATE },
  ];
}

async function measureShipped(place: Place): Promise<Section> {
  const golden = await readQuestions(fileURLToPath(new URL('questions/shipped.jsonl', import.meta.url)));
  const step = Math.floor(golden.length / (QUESTIONS + WARM_UP));
  const some = golden.filter((_, i) => i % step === 0);
  const asked = some.map(({ question, language }): Timed => ({ question, options: { locale: language } }));
  const figures = await asking(await contendersOf(place, { p50: under(80), p95: under(150) }), asked);
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
  const earlierPlace = { ...place, indexFolder: join(folder, `earlier-${size}`), reader: null };
  const costs = await indexing(place, DIST, '');
  if (earlierDist !== null) costs.push(...(await indexing(earlierPlace, earlierDist, EARLIER)));
  const earlier = earlierDist === null ? null : await openEarlier(earlierDist, earlierPlace);
  const contenders = await contendersOf(place, { p50: under(100), p95: under(170) });
  if (earlier !== null) contenders.push({ name: `retrieval alone${EARLIER}`, engine: earlier, limit: LIMIT });
  const asked = generated.map(
    ({ question, language }): Timed => ({ question, options: { locale: language } }),
  );
  const figures = await asking(contenders, asked);
  const engine = await openEngine({ ...place, reader: null });
  const searches = [engine.index, ...(earlier === null ? [] : [earlier.index])];
  const recalls = await recallsOf(
    engine,
    generated.map(({ question }) => question),
    searches.map((index) => (vector, count) => index.nearest(vector, count)),
  );
  return {
    title: `${size.toLocaleString('en')} generated passages`,
    method: `Invented words after Zipf’s law in French and English sentences, seed ${SEED}; ${QUESTIONS} questions as on the shipped corpus; the index built, then opened, in a process of its own.`,
    figures: [
      ...figures,
      ...costs,
      ...recalls.map((recall, i) => ({
        name: `recall@10 of the vector index${i === 0 ? '' : EARLIER}`,
        unit: '%' as const,
        measure: summarise(recall),
        target: i === 0 ? atLeast(99) : undefined,
      })),
    ],
  };
}

/** What building an index and opening it takes, with the compiled code of a folder. */
async function indexing(place: Place, dist: string, whose: string): Promise<Figure[]> {
  const built = await indexInProcess(place, { dist, anew: true });
  const opened = await indexInProcess(place, { dist, anew: false });
  const figure = (name: string, unit: 's' | 'MB', value: number, limit?: number): Figure => ({
    name: `${name}${whose}`,
    unit,
    measure: summarise(value),
    target: limit === undefined || whose !== '' ? undefined : under(limit),
  });
  return [
    figure('build', 's', built.workSeconds, 90),
    figure('build, processor', 's', built.processorSeconds),
    figure('build, peak memory', 'MB', built.peakMB, 600),
    figure('opening the index', 's', opened.workSeconds, 1.5),
    figure('opening the index, processor', 's', opened.processorSeconds),
    figure('opening the index, peak memory', 'MB', opened.peakMB),
  ];
}

function asking(contenders: readonly Contender[], asked: readonly Timed[]): Promise<Figure[]> {
  return measureAsking(contenders, asked.slice(0, WARM_UP), asked.slice(WARM_UP, WARM_UP + QUESTIONS));
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
