// Measures speed and memory, of the engine or of the bot, prints the figures and writes them into results/.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { measureDiscord } from './bench/discord.js';
import { isMet, renderSection, type Section } from './bench/report.js';
import { measureProcess, measureShipped, measureSize } from './bench/sections.js';

const SIZES = [1_000, 10_000];
const FULL_SIZES = [...SIZES, 100_000];
const INTERRUPTED = 130;

const { values: options, positionals } = parseArgs({
  options: { sizes: { type: 'string' }, full: { type: 'boolean' } },
  allowPositionals: true,
});
const [what = 'engine'] = positionals;
if (positionals.length > 1 || !['engine', 'discord'].includes(what))
  throw new Error('what may be measured: engine, discord');
const isBot = what === 'discord';
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
  const { corpusFolder, model } = readConfig({});
  const shipped = { corpusFolder, model, indexFolder: join(folder, 'shipped') };
  report(await measureShipped(shipped));
  report(await measureProcess(shipped));
  for (const size of sizes) {
    report(await measureSize(size, join(folder, String(size)), model));
    rmSync(join(folder, String(size)), { recursive: true });
  }
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
meets it. Ratios compare runs made by turns. MB are millions of bytes.
`);
  if (isBot) for (const section of await measureDiscord()) report(section);
  else await measureEngine();
} finally {
  clean();
}

const results = fileURLToPath(new URL('results', import.meta.url));
const judged = sections.map((section) => ({
  ...section,
  figures: section.figures.map((figure) => ({ ...figure, met: isMet(figure) })),
}));
await mkdir(results, { recursive: true });
const name = isBot ? 'bench-discord' : 'bench';
await writeFile(join(results, `${name}.md`), texts.join('\n'));
await writeFile(
  join(results, `${name}.json`),
  `${JSON.stringify({ environment, sections: judged }, null, 2)}\n`,
);
console.log(`written: evaluation/results/${name}.md and ${name}.json`);
