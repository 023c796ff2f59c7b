import { writeFile } from 'node:fs/promises';
import { askBatchInProcess, askInProcess, type Cost, type Place, runNode } from './node-process.js';
import { type Figure, type Section, summarise, under } from './report.js';

const RUNS = 10;
const QUESTION = 'Combien de salariés compte le Groupe SOS ?';

/**
 * One question as a whole process, and all of them as one, with a built index, beside a bare node, by turns.
 *
 * @param questions What the batch asks.
 * @param file Where to write them.
 */
export async function measureProcess(
  place: Place,
  questions: readonly string[],
  file: string,
): Promise<Section> {
  await writeFile(file, `${questions.join('\n')}\n`);
  const measureOne = async () => ({
    ask: await askInProcess(QUESTION, place),
    batch: await askBatchInProcess(file, place),
    bare: await runNode(['-e', '0']),
  });
  await measureOne();
  const runs: { ask: Cost; batch: Cost; bare: Cost }[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measureOne());
  const figure = (name: string, unit: Figure['unit'], of: (run: (typeof runs)[number]) => number) => ({
    name,
    unit,
    measure: summarise(...runs.map(of)),
  });
  const further = questions.length - 1;
  return {
    title: 'A question as a whole process',
    method: [
      `\`verbatim ask "${QUESTION}"\` on the shipped corpus, index built; the same with \`--json --batch\` and`,
      `${questions.length} questions; and \`node -e 0\`, by turns. One run of each before, so that files are in the page cache.`,
    ].join(' '),
    figures: [
      { ...figure('ask, wall time', 'ms', ({ ask }) => 1_000 * ask.seconds), target: under(1_000) },
      { ...figure('ask, peak memory', 'MB', ({ ask }) => ask.peakMB), target: under(220) },
      figure('batch, wall time', 'ms', ({ batch }) => 1_000 * batch.seconds),
      figure(
        'batch, each further question',
        'ms',
        ({ ask, batch }) => (1_000 * (batch.seconds - ask.seconds)) / further,
      ),
      figure('batch, peak memory', 'MB', ({ batch }) => batch.peakMB),
      figure('limit: bare node, wall time', 'ms', ({ bare }) => 1_000 * bare.seconds),
      figure('limit: bare node, peak memory', 'MB', ({ bare }) => bare.peakMB),
      figure('ask ÷ bare node, wall time', '×', ({ ask, bare }) => ask.seconds / bare.seconds),
      figure('ask ÷ bare node, peak memory', '×', ({ ask, bare }) => ask.peakMB / bare.peakMB),
      figure('batch ÷ one question, wall time', '×', ({ ask, batch }) => batch.seconds / ask.seconds),
      figure('batch ÷ one question, peak memory', '×', ({ ask, batch }) => batch.peakMB / ask.peakMB),
    ],
  };
}
