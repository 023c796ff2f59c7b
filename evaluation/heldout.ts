// Measures encoders on the held-out sets through the engine's own code, prints a table and writes it into results/.
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { PROJECT_ROOT } from '../src/environment.js';
import { type ModelSettings, openEncoder } from '../src/models/encoder.js';
import { locateModel } from '../src/models/hub.js';
import { meets, under } from './bench/report.js';
import { readCorpusQuestions } from './heldout/corpus-questions.js';
import { type Line, type Measured, renderTable } from './heldout/report.js';
import { measurePassages, measureQuestions, measureTranslations } from './heldout/retrieval.js';
import { FILES, type HeldOut, readHeldOut } from './heldout/sets.js';
import { measureSpeed } from './heldout/speed.js';

/** Bytes of a model that may be in the repository. */
const LARGEST = 16_000_000;

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, model: { type: 'string', multiple: true } },
});

/** What is missing of the data, in one line; null when all is there. */
function missing(folder: string | undefined): string | null {
  if (folder === undefined) return 'Name the folder of the held-out sets: npm run heldout -- --data DIR';
  const file = Object.keys(FILES).find((name) => !existsSync(join(folder, name)));
  return file === undefined ? null : `No held-out sets in ${resolve(folder)}: ${file} is missing`;
}

/** Measures a model on everything, telling what it is at. */
async function measure(model: ModelSettings, data: HeldOut): Promise<Measured> {
  const name = relative(PROJECT_ROOT, model.id);
  const label = name.startsWith('..') || !existsSync(model.id) ? model.id : name;
  const tell = (what: string) => console.error(`${label}: ${what}`);
  tell('speed');
  const embedder = await openEncoder(model);
  const speed = await measureSpeed(data, embedder);
  tell('translations');
  const lines: Line[] = [
    await measureTranslations('Tatoeba', data.tatoeba, 93.5, embedder),
    await measureTranslations('FLORES', data.flores, 99.5, embedder),
    ...(await measureQuestions(data, embedder)),
  ];
  for (const set of data.passageSets) {
    tell(`${set.name}, passages in ${set.language}`);
    lines.push(...(await measurePassages(set, model)));
  }
  return { model: label, lines: [...lines, ...speed, await sizeOf(model)] };
}

async function sizeOf(model: ModelSettings): Promise<Line> {
  const { root, name } = await locateModel(model.id, model);
  const folder = join(root, name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  const value = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  const target = under(LARGEST);
  return { set: 'model folder', by: '', unit: 'bytes', values: [{ label: 'size', value, target }] };
}

const problem = missing(options.data);
if (options.data === undefined || problem !== null) {
  console.error(problem);
  process.exit(1);
}
const data = await readHeldOut(options.data, await readCorpusQuestions(readConfig({}).corpusFolder));
const wanted = options.model ?? [undefined];
const loadBefore = loadavg()[0] ?? 0;
const measured: Measured[] = [];
for (const model of wanted) measured.push(await measure(readConfig({}, { model }).model, data));

const environment = {
  measuredAt: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  loadBefore,
};
const markdown = `# Held-out sets

${environment.processor}, ${environment.cores} cores; Node ${environment.node}; ${environment.measuredAt}.
Load over the minute before: ${loadBefore.toFixed(1)}.

\`evaluation/README.md\` says what each line is.

${renderTable(measured)}
`;
console.log(markdown);
const results = fileURLToPath(new URL('results', import.meta.url));
const models = measured.map(({ model, lines }) => ({
  model,
  lines: lines.map((line) => ({
    ...line,
    values: line.values.map((value) => ({ ...value, met: meets(value.value, value.target) })),
  })),
}));
await mkdir(results, { recursive: true });
await writeFile(join(results, 'heldout.md'), markdown);
await writeFile(join(results, 'heldout.json'), `${JSON.stringify({ environment, models }, null, 2)}\n`);
console.error('written: evaluation/results/heldout.md and heldout.json');
