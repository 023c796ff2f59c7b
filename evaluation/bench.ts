// Measures speed and memory, of the engine or of the bot, prints the figures, and writes them into results/ or
// compares them with what stands there.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { CommittedResults, compare, passes, renderComparison } from './bench/check.js';
import { drawCurves } from './bench/curves.js';
import { measureDiscord } from './bench/discord.js';
import { isMet, renderSection, type Section } from './bench/report.js';
import { measureShipped, measureSize } from './bench/sections.js';
import { measureSoak } from './bench/soak.js';
import { installedPeers, missingPeers } from './evaluate/peers.js';
import { INSTALL_PEERS } from './peers/load.js';

const SIZES = [60, 1_000, 10_000];
const FULL_SIZES = [...SIZES, 100_000];
const INTERRUPTED = 130;

const { values: options, positionals } = parseArgs({
  options: {
    sizes: { type: 'string' },
    full: { type: 'boolean' },
    check: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [what = 'engine'] = positionals;
if (positionals.length > 1 || !['engine', 'discord', 'soak'].includes(what))
  throw new Error('what may be measured: engine, discord, soak');
const sizes = options.sizes?.split(',').map(Number) ?? (options.full ? FULL_SIZES : SIZES);
if (!sizes.every((size) => Number.isInteger(size) && size > 0))
  throw new Error('--sizes takes whole numbers above 0, with commas between them');

const environment = {
  measuredAt: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGB: Math.round(totalmem() / 1e9),
  loadBefore: loadavg()[0] ?? 0,
};
const results = fileURLToPath(new URL('results', import.meta.url));
const name = what === 'engine' ? 'bench' : `bench-${what}`;
const sections: Section[] = [];
const texts: string[] = [];

/** Prints a part of the report as soon as it is known. */
function print(text: string): void {
  texts.push(text);
  console.log(text);
}

function report(section: Section): void {
  sections.push(section);
  print(renderSection(section));
}

async function measureEngine(): Promise<void> {
  const leftOut = missingPeers((await installedPeers()).missing);
  if (leftOut !== null) print(`Peers ${leftOut}\n`);
  const { corpusFolder, model } = readConfig({});
  const shipped = { corpusFolder, model, indexFolder: join(folder, 'shipped') };
  for (const section of await measureShipped(shipped)) report(section);
  for (const size of sizes) {
    report(await measureSize(size, join(folder, String(size)), model));
    rmSync(join(folder, String(size)), { recursive: true });
  }
}

async function measure(): Promise<void> {
  if (what === 'discord') for (const section of await measureDiscord()) report(section);
  else if (what === 'soak') report(await measureSoak(readConfig({}), join(folder, 'soak')));
  else await measureEngine();
}

/** Compares with the results that stand in the repository; a regression is told by the exit status. */
async function check(): Promise<void> {
  const committed = CommittedResults.parse(JSON.parse(await readFile(join(results, `${name}.json`), 'utf8')));
  const comparison = compare(committed.sections, sections);
  console.log(renderComparison(comparison));
  if (!passes(comparison)) process.exitCode = 1;
}

async function write(): Promise<void> {
  const judged = sections.map((section) => ({
    ...section,
    figures: section.figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  }));
  await mkdir(results, { recursive: true });
  if (what === 'engine') {
    const drawings = await drawCurves(sections);
    if (drawings === null) console.error(`no plots: to install what draws them: ${INSTALL_PEERS}`);
    for (const { name: plot, title, caption, svg } of drawings ?? []) {
      await writeFile(join(results, `bench-${plot}.svg`), `${svg}\n`);
      print(`## ${title}\n\n![${title}](bench-${plot}.svg)\n\n${caption}\n`);
    }
  }
  await writeFile(join(results, `${name}.md`), texts.join('\n'));
  await writeFile(
    join(results, `${name}.json`),
    `${JSON.stringify({ environment, sections: judged }, null, 2)}\n`,
  );
  console.log(`written: evaluation/results/${name}.md and ${name}.json`);
}

const folder = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
const clean = () => rmSync(folder, { recursive: true, force: true });
process.once('SIGINT', () => {
  clean();
  process.exit(INTERRUPTED);
});
try {
  const { node, platform, processor, cores, memoryGB, measuredAt, loadBefore } = environment;
  print(`# Benchmark

${processor}, ${cores} cores, ${memoryGB} GB, ${platform}; Node ${node}; ${measuredAt}.
Load over the minute before: ${loadBefore.toFixed(1)}; beyond a few tenths, other work slows these figures,
the ratios least.

Each line is the median of its runs; range is the lowest and the highest. A target is met when the median
meets it. Ratios compare runs made by turns, ours to the other’s: the lower, the better. MB are millions of
bytes.
`);
  await measure();
} finally {
  clean();
}
await (options.check ? check() : write());
