import { meets, type Target } from '../bench/report.js';

/** One number, its name and what it should be. */
export interface Value {
  readonly label: string;
  readonly value: number;
  readonly target?: Target | undefined;
}

/** A line of the table: numbers of one kind, of one model. */
export interface Line {
  /** What it was measured on. */
  readonly set: string;
  /** What did the finding; empty where nothing is searched for. */
  readonly by: string;
  readonly unit: string;
  readonly values: readonly Value[];
}

/** All that was measured of a model. Two models have the same lines. */
export interface Measured {
  readonly model: string;
  readonly lines: readonly Line[];
}

/** The models side by side, a column each and another for whether it meets the targets. */
export function renderTable(models: readonly Measured[]): string {
  const header = ['set', 'by', 'measure', 'target', ...models.flatMap(({ model }) => [model, 'met'])];
  const rows = (models[0]?.lines ?? []).map((line, at) => [
    line.set,
    line.by,
    [line.values.map(({ label }) => label).join(' / '), line.unit].filter(Boolean).join(', '),
    line.values.some(({ target }) => target) ? line.values.map(targetText).join(' / ') : '',
    ...models.flatMap(({ lines }) => cells(lines[at]?.values ?? [])),
  ]);
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const render = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [render(header), render(rule), ...rows.map(render)].join('\n');
}

function cells(values: readonly Value[]): string[] {
  const met = values.map(({ value, target }) => meets(value, target));
  return [
    values.map(({ value }) => number(value)).join(' / '),
    met.some((each) => each !== null)
      ? met.map((each) => (each === null ? '–' : each ? 'yes' : '**no**')).join(' / ')
      : '',
  ];
}

function targetText({ target }: Value): string {
  if (target === undefined) return '–';
  return `${target.bound === 'under' ? '<' : '≥'} ${asGiven.format(target.value)}`;
}

const twoDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const asGiven = new Intl.NumberFormat('en');

function number(value: number): string {
  return (value < 1 ? twoDigits : value < 1_000 ? oneDecimal : whole).format(value);
}
