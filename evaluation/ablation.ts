// Measures what each part of the search room is worth: the same questions without it. See README.md.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../src/config.js';
import type { Reader } from '../src/models/reader.js';
import type { createEngine } from '../src/search/engine.js';
import { outcomeOf } from './asked.js';
import { readLabelled } from './documents.js';
import { FRAMES, framed } from './frames.js';
import { corporaOf, inFolder } from './halves.js';
import { isFirstRight, share } from './metrics.js';
import { percent } from './report.js';

/** The search room with one thing changed: in a file of it, as built, a text that stands there and what takes its place. */
interface Variant {
  readonly name: string;
  readonly changes: readonly (readonly [file: string, text: string, instead: string])[];
}

const VARIANTS: readonly Variant[] = [
  { name: 'whole', changes: [] },
  {
    name: 'no candidates by vectors',
    changes: [['retrieve.js', 'index.nearest(vector, CANDIDATES)', 'index.nearest(vector, 0)']],
  },
  {
    name: 'no candidates by words',
    changes: [['retrieve.js', 'question.language, CANDIDATES)', 'question.language, 0)']],
  },
  { name: 'no late interaction', changes: [['retrieve.js', 'LATE = 0.6', 'LATE = 0']] },
  { name: 'no share of retrieval in the order', changes: [['order.js', 'PRIOR = 4', 'PRIOR = 0']] },
  {
    name: 'no newest figure first',
    changes: [['order.js', '? ranked : newestFirst(question, ranked, reader)', '? ranked : ranked']],
  },
  { name: 'no early stop', changes: [['order.js', 'READ_ANYWAY = 3', 'READ_ANYWAY = 99']] },
  { name: 'four read at most', changes: [['order.js', 'MOST_READ = 8', 'MOST_READ = 4']] },
  { name: 'sixteen read at most', changes: [['order.js', 'MOST_READ = 8', 'MOST_READ = 16']] },
  { name: 'no correction of words', changes: [['question.js', 'WORD, (word, at)', '/(?!)/g, (word, at)']] },
  {
    name: 'no frame taken off',
    changes: [['engine.js', 'withoutFrame(cleanQuestion(asked))', 'cleanQuestion(asked)']],
  },
];

/** Documents of a corpus. */
const SIZES = [1, 6];

const { values: options } = parseArgs({
  options: { documents: { type: 'string', default: 'unseen' }, limit: { type: 'string' } },
});
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { model, reader } = readConfig({}, {});
const Module = z.object({
  createEngine: z.custom<typeof createEngine>((value) => typeof value === 'function'),
});

/** The `createEngine` of a variant, from a copy of the built room beside it. */
async function build({ changes }: Variant, folder: string): Promise<typeof createEngine> {
  await cp(here('../dist/search'), folder, { recursive: true });
  for (const [file, text, instead] of changes) {
    const code = await readFile(join(folder, file), 'utf8');
    if (code.split(text).length !== 2) throw new Error(`${file} has not one “${text}”`);
    await writeFile(
      join(folder, file),
      code.replace(text, () => instead),
    );
  }
  return Module.parse(await import(pathToFileURL(join(folder, 'engine.js')).href)).createEngine;
}

/** A reader that remembers: variants read nearly the same passages. */
function remembering(reader: Reader): Reader {
  const known = new Map<string, ReturnType<Reader['read']>>();
  return {
    ...reader,
    read(question, passage) {
      const key = JSON.stringify([question, passage]);
      const reading = known.get(key) ?? reader.read(question, passage);
      known.set(key, reading);
      return reading;
    },
  };
}

/** Whether a question was answered right: bare, in a frame, among three. */
interface Line {
  readonly first: boolean;
  readonly dressed: boolean;
  readonly inThree: boolean;
}

const folders = VARIANTS.map((_, i) => here(`../dist/search-without-${i}`));
const lines = new Map<string, Line[]>();
try {
  const makers = await Promise.all(VARIANTS.map((variant, i) => build(variant, folders[i] ?? '')));
  const documents = await readLabelled(here(options.documents));
  for (const size of SIZES) {
    await inFolder(async (folder) => {
      for await (const { engine, questions } of corporaOf(documents, size, [], { model, reader }, folder)) {
        const asked = questions
          .filter(({ isAnswerable }) => isAnswerable)
          .slice(0, Number(options.limit ?? questions.length));
        const parts = { ...engine, reader: engine.reader && remembering(engine.reader) };
        for (const [i, make] of makers.entries()) {
          const variant = await make(parts);
          const key = `${size} ${VARIANTS[i]?.name}`;
          const known = lines.get(key) ?? [];
          lines.set(key, known);
          for (const [at, each] of asked.entries()) {
            const bare = await outcomeOf(variant, each);
            const frame = FRAMES[at % FRAMES.length]?.[each.language] ?? '';
            const dressed = await outcomeOf(variant, each, framed(each.question, frame));
            known.push({
              first: isFirstRight(bare),
              dressed: isFirstRight(dressed),
              inThree: bare.ranked.slice(0, 3).includes(true),
            });
          }
        }
        console.error(`… ${size} to a folder: ${lines.get(`${size} whole`)?.length} questions`);
      }
    });
  }
} finally {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

const markdown = [
  '# What each part of the search room is worth',
  '',
  `Made by \`npm run ablation\` on the documents of \`evaluation/${options.documents}\`: the same questions without one part at a time. In brackets, questions right only without it and only with it.`,
  '',
  ...SIZES.flatMap((size) => {
    const whole = lines.get(`${size} whole`) ?? [];
    return [
      `## ${size === 1 ? 'Each document alone' : `${size} to a folder`}: ${whole.length} questions`,
      '',
      '| | first right | in three | first right, in a frame |',
      '|---|---|---|---|',
      ...VARIANTS.map(({ name }) => {
        const found = lines.get(`${size} ${name}`) ?? [];
        const cells = (['first', 'inThree', 'dressed'] as const).map((which) => {
          const better = found.filter((line, i) => line[which] && !whole[i]?.[which]).length;
          const worse = found.filter((line, i) => !line[which] && whole[i]?.[which]).length;
          return `${percent(share(found, (line) => line[which]))}${name === 'whole' ? '' : ` (+${better} −${worse})`}`;
        });
        return `| ${name} | ${cells.join(' | ')} |`;
      }),
      '',
    ];
  }),
].join('\n');
console.log(markdown);
await mkdir(here('results'), { recursive: true });
await writeFile(here('results/ablation.md'), markdown);
