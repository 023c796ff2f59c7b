// Measures how well Verbatim answers, on the shipped corpus and on documents that nothing was learned from. See README.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { openEngine } from '../src/search/engine.js';
import { type Asked, allPairs, askedOfGolden, type Outcome, outcomeOf } from './asked.js';
import { readLabelled } from './documents.js';
import { FRAMES, framed } from './frames.js';
import { corporaOf, inFolder, type Models, type Opened } from './halves.js';
import { isFirstRight, reliability, share } from './metrics.js';
import { openEarlier, peersOf } from './peers.js';
import { coveragePlot, reliabilityPlot } from './plot.js';
import { isCalibrating, readQuestions } from './questions.js';
import { figuresOf, type Half, htmlOf, tablesOf, targetsTable } from './report.js';

/** Documents of a corpus: people's folders hold several, and labels hold within one. */
const SIZES = [1, 6];
/** Of so many answerable questions one is asked in every frame. */
const FRAMED = { unseen: 20, shipped: 6 };

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    limit: { type: 'string' },
    earlier: { type: 'string' },
    output: { type: 'string' },
    'no-frames': { type: 'boolean', default: false },
  },
});
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const config = readConfig({}, {});
const models: Models = { model: config.model, reader: config.reader };
const golden = await readQuestions(here('questions/shipped.jsonl'));

/** What came of the questions over one corpus. */
interface Measured {
  readonly outcomes: readonly Outcome[];
  /** A line a question and another way to search. */
  readonly found: readonly { readonly peer: string; readonly first: boolean; readonly inThree: boolean }[];
  /** A line a question and a frame. */
  readonly dressed: readonly { readonly frame: string; readonly bare: boolean; readonly framed: boolean }[];
}

async function measure(opened: Opened, folder: string, every: number): Promise<Measured> {
  const { engine, corpusFolder, questions } = opened;
  const asked = options.limit === undefined ? questions : questions.slice(0, Number(options.limit));
  const answerable = asked.filter(({ isAnswerable, after }) => isAnswerable && after.length === 0);
  const outcomes: Outcome[] = [];
  for (const each of asked) outcomes.push(await outcomeOf(engine, each));
  const peers = peersOf(engine);
  if (options.earlier !== undefined) {
    peers.push(await openEarlier(resolve(options.earlier), corpusFolder, join(folder, 'earlier'), models));
  }
  const found: { peer: string; first: boolean; inThree: boolean }[] = [];
  const add = (peer: string, right: readonly boolean[]) =>
    found.push({ peer, first: right[0] === true, inThree: right.slice(0, 3).includes(true) });
  for (const peer of peers) {
    for (const each of answerable) {
      add(
        peer.name,
        (await peer.find(each)).map((sides) => each.isRight(sides)),
      );
    }
  }
  for (const { asked: each, retrieved, ranked } of outcomes) {
    if (!answerable.includes(each)) continue;
    add('their fusion, unread', retrieved);
    add('Verbatim', ranked);
  }
  const dressed: { frame: string; bare: boolean; framed: boolean }[] = [];
  for (const [i, each] of answerable.entries()) {
    if (options['no-frames'] || i % every !== 0) continue;
    const bare = isFirstRight(await outcomeOf(engine, each));
    for (const frame of FRAMES) dressed.push({ frame: frame.en, bare, framed: await isRightIn(frame, each) });
  }
  console.error(`… ${outcomes.length} questions`);
  return { outcomes, found, dressed };

  async function isRightIn(frame: (typeof FRAMES)[number], each: Asked): Promise<boolean> {
    return isFirstRight(await outcomeOf(engine, each, framed(each.question, frame[each.language])));
  }
}

function halfOf(title: string, about: string, measured: readonly Measured[]): Half {
  const grouped = <T>(lines: readonly T[], key: (line: T) => string) =>
    [...new Set(lines.map(key))].map((name) => [name, lines.filter((line) => key(line) === name)] as const);
  const found = measured.flatMap((each) => each.found);
  const dressed = measured.flatMap((each) => each.dressed);
  return {
    title,
    about,
    outcomes: measured.flatMap(({ outcomes }) => outcomes),
    answered: answeredFrom,
    peers: grouped(found, ({ peer }) => peer).map(([name, lines]) => ({
      name,
      first: share(lines, ({ first }) => first),
      inThree: share(lines, ({ inThree }) => inThree),
    })),
    frames: grouped(dressed, ({ frame }) => frame).map(([frame, lines]) => ({
      frame,
      bare: share(lines, ({ bare }) => bare),
      framed: share(lines, (line) => line.framed),
    })),
  };
}

/** Least probability of `answered`: told by the reader, the same for every corpus. */
let answeredFrom = 1;

async function shippedHalf(folder: string): Promise<Half> {
  const { corpusFolder } = config;
  const engine = await openEngine({ corpusFolder, indexFolder: join(folder, 'shipped'), ...models });
  answeredFrom = engine.reader?.calibration.answered ?? 1;
  const pairs = await allPairs(engine);
  const questions = golden.map((each) => askedOfGolden(each, pairs));
  const measured = await measure(
    { engine, corpusFolder, questions },
    join(folder, 'shipped-earlier'),
    FRAMED.shipped,
  );
  const { counts } = engine;
  const about = `${golden.length} questions written by hand over the shipped corpus (${counts.passages} passages, ${counts.pairs} pairs).`;
  return halfOf('The shipped corpus', about, [measured]);
}

async function unseenHalf(size: number, folder: string): Promise<Half> {
  const documents = await readLabelled(here('unseen'));
  const offTopic = golden.filter((each) => each.unanswerable === 'off-topic' && !isCalibrating(each));
  const measured: Measured[] = [];
  for await (const opened of corporaOf(documents, size, offTopic, models, folder)) {
    answeredFrom = opened.engine.reader?.calibration.answered ?? 1;
    measured.push(await measure(opened, opened.corpusFolder.replace('corpus-', 'earlier-'), FRAMED.unseen));
  }
  const title = size === 1 ? 'Unseen documents, each alone' : `Unseen documents, ${size} to a folder`;
  const about =
    size === 1
      ? `${documents.length} documents that nothing was learned from, each a corpus of its own: what its labels speak of.`
      : 'The same documents, several to a corpus. A question that leaves its subject to the title has no one answer here, and another document may answer a near miss: read it as a lower bound.';
  return halfOf(title, about, measured);
}

await inFolder(async (folder) => {
  const halves: Half[] = [];
  if (options.only !== 'unseen') halves.push(await shippedHalf(folder));
  if (options.only !== 'shipped') for (const size of SIZES) halves.push(await unseenHalf(size, folder));
  const unseen = halves.find(({ title }) => title.startsWith('Unseen'));
  const shipped = halves.find(({ title }) => title.startsWith('The shipped')) ?? null;
  const markdown = [
    '# How well Verbatim answers',
    '',
    `Made by \`npm run evaluate\`; what each figure means stands in \`evaluation/README.md\`. Said to be answered: from a probability of ${answeredFrom} on. In brackets: counts and a 95 % interval (Wilson).`,
    '',
    ...(unseen === undefined
      ? []
      : ['## Targets, on unseen documents each alone', '', targetsTable(unseen, shipped)]),
    ...halves.map(tablesOf),
  ].join('\n');
  console.log(markdown);
  const output = resolve(options.output ?? here('results'));
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'evaluate.md'), markdown);
  await writeFile(join(output, 'evaluate.json'), `${JSON.stringify(halves.map(figuresOf), null, 2)}\n`);
  const bins = halves.map(({ title, outcomes }) => ({ title, bins: reliability(outcomes) }));
  const [coverage, reliable] = [coveragePlot(halves), reliabilityPlot(bins)];
  await writeFile(join(output, 'evaluate-coverage.svg'), coverage);
  await writeFile(join(output, 'evaluate-reliability.svg'), reliable);
  await writeFile(join(output, 'evaluate.html'), htmlOf(markdown, [coverage, reliable]));
});
