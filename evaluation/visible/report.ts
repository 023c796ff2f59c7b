import { count, type Words } from './words.js';

/** What was found of a file, in words. */
export interface Measured {
  readonly path: string;
  /** Shown in all, and in its main part. */
  readonly all: number;
  readonly main: number;
  /** Of the main part, left out on purpose and not counted in it. */
  readonly apart: number;
  /** Of the main part, not read. */
  readonly lost: Words;
  readonly lostOfAll: number;
  readonly read: number;
  /** Read and not shown. */
  readonly unseen: Words;
  /** What the reader tells of it. */
  readonly problems: readonly string[];
}

/** A folder of documents, measured. */
export interface Corpus {
  readonly name: string;
  /** What it is, its licence and address. */
  readonly source: string;
  readonly files: readonly Measured[];
  /** What could not be measured: the other program failed. */
  readonly failed: readonly string[];
}

const WORST = 5;
const EXAMPLES = 12;

/** A table with a row a corpus, then of each the files that lose most. */
export function renderReport(corpora: readonly Corpus[]): string {
  return [
    '# What is read of what people see',
    '',
    'Made by `npm run visible`; evaluation/README.md says how it is counted.',
    '',
    table(
      [
        'Corpus',
        'Files',
        'Words shown',
        'Read',
        'Of these in the main part',
        'Read',
        'Left out on purpose there',
        'Read and not shown',
      ],
      corpora.map(({ name, files }) => [
        name,
        String(files.length),
        figure(sum(files, ({ all }) => all)),
        percent(
          sum(files, ({ all, lostOfAll }) => all - lostOfAll),
          sum(files, ({ all }) => all),
        ),
        figure(sum(files, ({ main }) => main)),
        percent(
          sum(files, readOfMain),
          sum(files, ({ main }) => main),
        ),
        figure(sum(files, ({ apart }) => apart)),
        `${figure(sum(files, ({ unseen }) => count(unseen)))} (${percent(
          sum(files, ({ unseen }) => count(unseen)),
          sum(files, ({ read }) => read),
          2,
        )})`,
      ]),
    ),
    ...corpora.flatMap(worstOf),
  ].join('\n');
}

function worstOf({ name, source, files, failed }: Corpus): string[] {
  const worst = files
    .toSorted((a, b) => count(b.lost) + count(b.unseen) - count(a.lost) - count(a.unseen))
    .slice(0, WORST);
  return [
    `## ${name}`,
    '',
    ...(source === '' ? [] : [source, '']),
    table(
      ['The five that lose most', 'Main part', 'Read', 'Lost', 'Read and not shown', 'Told'],
      worst.map((file) => [
        file.path.replaceAll('|', '\\|'),
        figure(file.main),
        percent(readOfMain(file), file.main),
        examples(file.lost),
        examples(file.unseen),
        file.problems.join(', '),
      ]),
    ),
    ...failed.map((each) => `- Not measured, since the other program failed: ${each}`),
    ...(failed.length === 0 ? [] : ['']),
  ];
}

function readOfMain({ main, lost }: Measured): number {
  return main - count(lost);
}

/** The words that are most often meant, with how often. */
function examples(words: Words): string {
  const some = [...words].toSorted((a, b) => b[1] - a[1]).slice(0, EXAMPLES);
  return some.map(([word, times]) => (times === 1 ? word : `${word} ×${times}`)).join(', ');
}

function sum(files: readonly Measured[], of: (file: Measured) => number): number {
  return files.reduce((total, file) => total + of(file), 0);
}

function figure(value: number): string {
  return value.toLocaleString('en');
}

function percent(part: number, whole: number, digits = 1): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
