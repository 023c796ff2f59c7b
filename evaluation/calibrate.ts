// Measures a reader on the documents of calibration/ and writes its calibration into its config.json. See README.md.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../src/config.js';
import { type Outcome, outcomeOf } from './asked.js';
import { readLabelled } from './documents.js';
import { corporaOf, inFolder } from './halves.js';
import { answerable, isFirstRight, operatingAt, share, thresholdFor } from './metrics.js';
import { fitPlatt } from './platt.js';
import { isCalibrating, readQuestions } from './questions.js';

/** Documents of a corpus. */
const SIZE = 6;
/** Most near misses said to be answered. */
const NEAR_MISSES = 0.08;
/** Most near misses whose closest passages are shown. */
const SHOWN = 0.5;

const { values: options } = parseArgs({ options: { reader: { type: 'string' }, limit: { type: 'string' } } });
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const config = readConfig({}, {});
if (config.reader === null) throw new Error('no reader');
const reader = {
  ...config.reader,
  id: options.reader === undefined ? config.reader.id : resolve(options.reader),
};
const documents = await readLabelled(here('calibration'));
const offTopic = (await readQuestions(here('questions/shipped.jsonl'))).filter(isCalibrating);
const outcomes: Outcome[] = [];
await inFolder(async (folder) => {
  const models = { model: config.model, reader };
  for await (const { engine, questions } of corporaOf(documents, SIZE, offTopic, models, folder)) {
    const asked = options.limit === undefined ? questions : questions.slice(0, Number(options.limit));
    for (const each of asked) outcomes.push(await outcomeOf(engine, each));
    console.error(`… ${outcomes.length} questions`);
  }
});
// A question that nothing was found for has no logit.
const read = outcomes.filter(({ logit }) => Number.isFinite(logit));
const platt = fitPlatt(read.map((outcome) => ({ logit: outcome.logit, isSo: isFirstRight(outcome) })));
const judged = outcomes.map((outcome) => ({
  ...outcome,
  probability: 1 / (1 + Math.exp(-(platt.scale * outcome.logit + platt.bias))),
}));
const upwards = (threshold: number) => Math.ceil(100 * threshold) / 100;
const answered = upwards(thresholdFor(judged, NEAR_MISSES));
const unsure = Math.min(answered - 0.01, upwards(thresholdFor(judged, SHOWN)));
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
const calibration = { scale: rounded(platt.scale), bias: rounded(platt.bias), answered, unsure };

const file = join(reader.id, 'config.json');
const previous = z.looseObject({}).parse(JSON.parse(await readFile(file, 'utf8')));
await writeFile(file, `${JSON.stringify({ ...previous, calibration }, null, 2)}\n`);
console.log(calibration, `→ ${file}`);
console.log('first right', share(answerable(judged), isFirstRight), operatingAt(judged, answered));
