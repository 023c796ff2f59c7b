import { z } from 'zod';
import { digits, type Section, table } from './report.js';

/** By how much, as a share, a ratio may be above the committed one before that is a regression. */
const TOLERANCE = 0.3;

const figure = z.object({ name: z.string(), unit: z.string(), measure: z.object({ median: z.number() }) });
const section = z.object({ title: z.string(), figures: z.array(figure).readonly() });

/** Results as written by an earlier run: what is compared of them. */
export const CommittedResults = z.object({ sections: z.array(section).readonly() });
type CommittedSection = z.infer<typeof section>;

/** A ratio, by the title of its section and its name. */
interface Named {
  readonly section: string;
  readonly name: string;
}

/** A ratio that was committed and measured again. */
export interface ComparedRatio extends Named {
  readonly committed: number;
  readonly measured: number;
  /** Share by which it has grown; below 0 when it is better now. */
  readonly change: number;
  readonly hasRegressed: boolean;
}

/** A run beside the committed results. Only ratios are compared: other figures depend on the machine. */
export interface Comparison {
  readonly compared: readonly ComparedRatio[];
  /** Committed, in a section that was run, and not measured. */
  readonly notMeasured: readonly Named[];
  /** Measured and not committed. */
  readonly notCommitted: readonly Named[];
  /** Titles of committed sections that were not run. */
  readonly notRun: readonly string[];
}

/** Compares the medians of all ratios of a run with the committed ones. */
export function compare(committed: readonly CommittedSection[], measured: readonly Section[]): Comparison {
  const before = ratiosOf(committed);
  const now = ratiosOf(measured);
  const compared: ComparedRatio[] = [];
  for (const { section, name, value } of now) {
    const known = before.find((each) => each.section === section && each.name === name);
    if (known === undefined) continue;
    const change = value / known.value - 1;
    // What is no number any more has not stayed as it was either.
    const hasRegressed = !(value <= known.value * (1 + TOLERANCE));
    compared.push({ section, name, committed: known.value, measured: value, change, hasRegressed });
  }
  const isIn = (ratios: readonly Named[]) => (one: Named) =>
    ratios.some(({ section, name }) => section === one.section && name === one.name);
  const run = new Set(measured.map(({ title }) => title));
  return {
    compared,
    notMeasured: before.filter((each) => run.has(each.section) && !isIn(now)(each)),
    notCommitted: now.filter((each) => !isIn(before)(each)),
    notRun: committed.map(({ title }) => title).filter((title) => !run.has(title)),
  };
}

/** Whether a run is as good as the committed results: something was compared, and nothing has regressed. */
export function passes({ compared }: Comparison): boolean {
  return compared.length > 0 && !compared.some(({ hasRegressed }) => hasRegressed);
}

/** A comparison in Markdown, what has regressed first. */
export function renderComparison(comparison: Comparison): string {
  const { compared, notMeasured, notCommitted, notRun } = comparison;
  const regressed = compared.filter(({ hasRegressed }) => hasRegressed);
  const rows = compared
    .toSorted((a, b) => Number(b.hasRegressed) - Number(a.hasRegressed))
    .map(({ section, name, committed, measured, change, hasRegressed }) => [
      section,
      name,
      `${digits(committed)} ×`,
      `${digits(measured)} ×`,
      `${change < 0 ? '−' : '+'}${digits(Math.abs(100 * change))} %`,
      hasRegressed ? '**regression**' : 'ok',
    ]);
  const listed = (what: string, named: readonly Named[]) =>
    named.map(({ section, name }) => `${what}: ${section}: ${name}`);
  const most = `+${100 * TOLERANCE} %`;
  return [
    '## Beside the committed results',
    '',
    `Medians of ratios, the lower the better. More than ${most} is a regression.`,
    '',
    ...(rows.length > 0
      ? [table(['section', 'ratio', 'committed', 'measured', 'change', ''], rows), '']
      : []),
    ...listed('committed, not measured', notMeasured),
    ...listed('measured, not committed', notCommitted),
    ...notRun.map((title) => `not run: ${title}`),
    '',
    compared.length === 0
      ? 'FAILED: no ratio that was measured is in the committed results.'
      : regressed.length > 0
        ? `FAILED: ${regressed.length} of ${compared.length} ratios have grown by more than ${most}.`
        : `Passed: none of ${compared.length} ratios has grown by more than ${most}.`,
  ].join('\n');
}

/** The ratios of sections. All are of ours to something else’s. */
function ratiosOf(sections: readonly CommittedSection[]): (Named & { readonly value: number })[] {
  return sections.flatMap(({ title, figures }) =>
    figures
      .filter(({ unit }) => unit === '×')
      .map(({ name, measure }) => ({ section: title, name, value: measure.median })),
  );
}
