// Measures how well Verbatim answers beside its peers, prints the tables and writes them, with plots, into
// results/. See README.md.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../src/config.js';
import { Failure } from '../src/failure.js';
import { WITH_TOKENS, WITHOUT_TOKENS } from '../src/search/coefficients.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import { ablate } from './evaluate/ablation.js';
import { htmlReport } from './evaluate/html.js';
import { metric } from './evaluate/metrics.js';
import { askAll } from './evaluate/outcome.js';
import { lost, readOwnQuestions } from './evaluate/own-questions.js';
import { acrossLanguages, byLanguageOfAnswer, split } from './evaluate/parity.js';
import { answeringAsOften, probabilities } from './evaluate/peer-judge.js';
import { askPeer, installedPeers, missingPeers } from './evaluate/peers.js';
import { drawAll } from './evaluate/plots.js';
import { type Findings, missesTable, tablesOf } from './evaluate/report.js';
import { resultsOf } from './evaluate/results.js';
import { measureShapes } from './evaluate/shapes.js';
import { type Measured, measure, type System, standings } from './evaluate/systems.js';
import { toMarkdown } from './evaluate/tables.js';
import { targetsOf } from './evaluate/targets.js';
import { INSTALL_PEERS } from './peers/load.js';
import { type GoldenQuestion, readQuestions } from './questions.js';

const INTERRUPTED = 130;

const { values: options } = parseArgs({
  options: {
    tune: { type: 'boolean', default: false },
    corpus: { type: 'string' },
    questions: { type: 'string' },
    model: { type: 'string', multiple: true, default: [] },
    output: { type: 'string' },
    'no-ablation': { type: 'boolean', default: false },
  },
});
if (options.corpus !== undefined && options.questions === undefined)
  throw new Error('--corpus needs --questions: see evaluation/README.md');

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const isOwn = options.questions !== undefined;
const isTest = !isOwn && !options.tune;
const step = (text: string) => console.error(`… ${text}`);

const folder = await mkdtemp(join(tmpdir(), 'verbatim-evaluate-'));
const clean = () => rmSync(folder, { recursive: true, force: true });
process.once('SIGINT', () => {
  clean();
  process.exit(INTERRUPTED);
});
try {
  await evaluate();
} finally {
  clean();
}

async function evaluate(): Promise<void> {
  const config = readConfig({}, { corpus: options.corpus });
  const tune = await readQuestions(here('questions/tune.jsonl'));
  const questions = await questionsAsked(tune);
  const engine = await open(config, 0);
  warn(questions, engine);

  step('Verbatim');
  const ours = measure({ name: 'Verbatim', outcomes: await askAll(engine, questions), kind: 'verbatim' });
  const systems = [ours, ...(await measurePeers(engine, ours, isOwn ? [] : tune))];
  for (const [i, model] of options.model.entries())
    systems.push(...(await measureModel(model, i + 1, ours, isOwn ? [] : tune)));
  const standing = standings(ours, systems);

  const languages = split(
    { names: ['French', 'English'], note: 'The same corpus, questions in each language.' },
    ours.outcomes,
    ({ golden }) => golden.language === 'fr',
  );
  step('each language alone');
  const across =
    (await acrossLanguages(config.corpusFolder, config.model, questions, engine.index)) ??
    byLanguageOfAnswer(ours.outcomes, engine.index);
  const isAblated = !isOwn && !options['no-ablation'];
  const ablations = isAblated ? await ablate(tune, (part) => step(`without: ${part}`)) : [];
  const targets = isTest ? targetsOf(ours, languages, across, standing, metric) : null;
  if (isTest) step('documents of other shapes');
  const shapes = isTest ? await measureShapes(config.model, join(folder, 'index-shapes')) : null;
  await report(engine, { systems, standings: standing, languages, across, ablations, targets, shapes });
}

async function questionsAsked(tune: GoldenQuestion[]): Promise<GoldenQuestion[]> {
  if (options.questions !== undefined) return readOwnQuestions(options.questions);
  return options.tune ? tune : readQuestions(here('questions/test.jsonl'));
}

/** Opens an engine with an index of its own, which is removed with the folder it stands in. */
async function open({ corpusFolder, model }: Config, i: number): Promise<Engine> {
  return openEngine({ corpusFolder, model, indexFolder: join(folder, `index-${i}`) });
}

function warn(questions: readonly GoldenQuestion[], { index }: Engine): void {
  for (const { id, answers } of lost(questions, index))
    console.error(`${id}: nothing in the corpus is named ${answers.join(' or ')}, or holds its span`);
}

async function measurePeers(
  { index, embedder }: Engine,
  ours: System,
  tune: readonly GoldenQuestion[],
): Promise<Measured[]> {
  const { kinds, missing } = await installedPeers();
  const leftOut = missingPeers(missing);
  if (leftOut !== null) console.error(leftOut);
  const questions = ours.outcomes.map(({ golden }) => golden);
  const measured: Measured[] = [];
  for (const { name, open } of kinds) {
    step(name);
    const peer = await open(index, embedder);
    const outcomes = await askPeer(peer, index, embedder, questions);
    const probable =
      tune.length > 0 ? probabilities(await askPeer(peer, index, embedder, tune), outcomes) : outcomes;
    const kind = tune.length > 0 ? 'peer' : 'uncalibrated peer';
    measured.push(measure({ name: peer.name, outcomes: answeringAsOften(probable, ours.outcomes), kind }));
  }
  return measured;
}

/** Verbatim with another model, and that model’s vectors alone; nothing when the model cannot be had. */
async function measureModel(
  model: string,
  i: number,
  ours: System,
  tune: readonly GoldenQuestion[],
): Promise<Measured[]> {
  step(model);
  try {
    const engine = await open(readConfig({}, { corpus: options.corpus, model }), i);
    const name = basename(model);
    const questions = ours.outcomes.map(({ golden }) => golden);
    const outcomes = await askAll(engine, questions);
    const peers = await measurePeers(engine, ours, tune);
    return [
      measure({ name: `Verbatim, ${name}`, outcomes, kind: 'verbatim' }),
      ...peers.filter((peer) => peer.name === 'dense').map((peer) => ({ ...peer, name: `dense, ${name}` })),
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`${model}: left out (${error.code})`);
    return [];
  }
}

async function report(engine: Engine, findings: Findings): Promise<void> {
  const asked = findings.systems[0]?.outcomes ?? [];
  // Golden questions are not listed: to look at what goes wrong of those that measure would be to learn from them.
  const tables = [...tablesOf(findings), ...(isOwn ? [missesTable(asked)] : [])];
  const { passages, pairs, manifest } = engine.index;
  const answerable = asked.filter(({ golden }) => golden.unanswerable === null).length;
  const title = 'How well Verbatim answers';
  const intro = [
    `${asked.length} questions, ${answerable} with an answer, on ${passages.length} passages in ${pairs.length} pairs; model \`${basename(manifest.model.id)}\`.${isTest ? ' These questions measure, and nothing is learned from them.' : ''}`,
    'Intervals: 95 %, percentile bootstrap over questions, 1,000 resamples, seed fixed. Made by `npm run evaluate`; what each figure means stands in `evaluation/README.md`.',
  ];
  const markdown = [`# ${title}`, '', ...intro.flatMap((text) => [text, '']), ...tables.map(toMarkdown)].join(
    '\n',
  );
  console.log(markdown);
  const output = options.output ?? (isTest ? here('results') : isOwn ? 'evaluation-report' : null);
  if (output === null) return;
  const { thresholds } = engine.embedder.tokens === null ? WITHOUT_TOKENS : WITH_TOKENS;
  const figures = await drawAll(findings.systems, engine, thresholds);
  if (figures === null) console.error(`no plots: to install what draws them: ${INSTALL_PEERS}`);
  await mkdir(output, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(output, name), text);
  await write('evaluate.md', markdown);
  await write('evaluate.json', `${JSON.stringify(resultsOf(engine, findings), null, 2)}\n`);
  await write('evaluate.html', htmlReport(title, intro, tables, figures ?? []));
  for (const { name, svg } of figures ?? []) await write(`evaluate-${name}.svg`, `${svg}\n`);
  console.error(`written: ${resolve(output)}/evaluate.{md,json,html}`);
}
