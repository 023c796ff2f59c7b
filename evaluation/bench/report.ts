/** A quantity measured one or more times. */
export interface Measure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** What a figure should be under, or at least. */
export type Target =
  | { readonly bound: 'under'; readonly value: number }
  | { readonly bound: 'at least'; readonly value: number };

/** A line of the report. */
export interface Figure {
  readonly name: string;
  /** `×` is a ratio of ours to something else’s, the lower the better; `MB` is a million bytes. */
  readonly unit: 'ms' | 's' | 'MB' | '×' | '%' | 'passages/s' | 'questions/s' | 'questions' | 'interactions';
  readonly measure: Measure;
  readonly target?: Target | undefined;
}

/** Figures measured together, and how. */
export interface Section {
  readonly title: string;
  readonly method: string;
  readonly figures: readonly Figure[];
}

export function under(value: number): Target {
  return { bound: 'under', value };
}

export function atLeast(value: number): Target {
  return { bound: 'at least', value };
}

/** The value below which `percent` % of the values lie: the nearest rank, no interpolation. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and range of what several runs gave. */
export function summarise(...runs: readonly number[]): Measure {
  return { median: percentile(runs, 50), min: Math.min(...runs), max: Math.max(...runs), runs: runs.length };
}

/** Whether a value meets a target; null without one. */
export function meets(value: number, target: Target | undefined): boolean | null {
  if (target === undefined) return null;
  return target.bound === 'under' ? value < target.value : value >= target.value;
}

/** Whether the median meets the target; null without one. */
export function isMet({ measure, target }: Figure): boolean | null {
  return meets(measure.median, target);
}

const HEADER = ['', 'median', 'range', 'runs', 'target', 'met'];

/** A section in Markdown, its table aligned so that it reads well in a terminal too. */
export function renderSection({ title, method, figures }: Section): string {
  const rows = figures.map((figure) => {
    const { name, unit, measure, target } = figure;
    const { median, min, max, runs } = measure;
    const met = isMet(figure);
    return [
      name,
      `${digits(median)} ${unit}`,
      runs > 1 ? `${digits(min)} – ${digits(max)}` : '',
      String(runs),
      target === undefined ? '' : `${target.bound} ${digits(target.value)} ${unit}`,
      met === null ? '' : met ? 'yes' : '**no**',
    ];
  });
  return [`## ${title}`, '', method, '', table(HEADER, rows), ''].join('\n');
}

/** A table in Markdown, its columns aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const fourDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** A number with as many digits as it is worth. */
export function digits(value: number): string {
  return (value < 90 ? threeDigits : fourDigits).format(value);
}
