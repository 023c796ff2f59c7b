import type { Ablation } from './ablation.js';
import { METRICS, type Metric } from './metrics.js';
import { isAnswerable, type Outcome } from './outcome.js';
import type { Parity } from './parity.js';
import type { Shapes } from './shapes.js';
import type { Measured, Standing } from './systems.js';
import { plain, show, type Table } from './tables.js';
import { points, type Target } from './targets.js';

/** All that is reported. */
export interface Findings {
  readonly systems: readonly Measured[];
  readonly standings: readonly Standing[];
  readonly languages: Parity;
  readonly across: Parity | null;
  readonly ablations: readonly Ablation[];
  /** Null where there are none: they are set for the test questions. */
  readonly targets: readonly Target[] | null;
  /** Null where they are not asked: beside the test questions they are. */
  readonly shapes: Shapes | null;
}

/** The findings as tables, in the order they are shown. */
export function tablesOf(findings: Findings): Table[] {
  const { systems, targets, languages, across, ablations, shapes } = findings;
  const [ours] = systems;
  if (ours === undefined) return [];
  return [
    ...(targets ? [targetTable(targets)] : []),
    figureTable(ours),
    ...(systems.length > 1 ? [comparisonTable(findings)] : []),
    parityTable('French and English', languages),
    ...(across ? [parityTable('Same language and other language', across)] : []),
    groupTable('By kind of question', ours.outcomes, ({ kind }) => kind),
    ...(shapes ? shapesTables(shapes, ours) : []),
    ...(ablations.length > 0 ? [ablationTable(ablations)] : []),
  ];
}

function targetTable(targets: readonly Target[]): Table {
  return {
    title: 'Targets',
    note: `${targets.filter(({ met }) => met).length} of ${targets.length} are met.`,
    header: ['', 'wanted', 'measured (95 % interval)', 'met'],
    rows: targets.map(({ name, wanted, measured, met }) => [name, wanted, measured, met ? 'yes' : '**no**']),
  };
}

function figureTable({ name, figures }: Measured): Table {
  return {
    title: name,
    note: 'A question that is judged unanswered gets no quote, and counts as one without the answer, the sentence and the span.',
    header: ['', 'figure (95 % interval)', 'better'],
    rows: METRICS.filter(({ key }) => figures.has(key)).map((metric) => [
      metric.name,
      show(figures.get(metric.key), metric),
      metric.better,
    ]),
  };
}

function comparisonTable({ systems, standings }: Findings): Table {
  return {
    title: 'Side by side',
    note: 'The same passages and, but for BM25, the same vectors. Peers only rank. Each is given the threshold on its best score at which it answers as many answerable questions as Verbatim does, so that false answers compare, and probabilities learned from the tune questions (not on a corpus of your own). The last column is Verbatim’s figure less that of the best peer.',
    header: ['', ...systems.map(({ name }) => name), 'difference (95 % interval)'],
    rows: METRICS.filter(({ ofPeers }) => ofPeers).map((metric) => {
      const standing = standings.find((each) => each.metric === metric);
      const cells = systems.map(({ figures }) => plain(figures.get(metric.key)?.value ?? null, metric));
      return [metric.name, ...cells, standing ? differenceOf(standing) : '–'];
    }),
  };
}

function differenceOf({ difference, metric, peer, place }: Standing): string {
  const beside = { ahead: 'ahead of', level: 'level with', behind: 'behind' }[place];
  return `${change(difference, metric)}, ${beside} ${peer}`;
}

/** A difference and its interval: points for shares. */
function change({ value, low, high }: Standing['difference'], { unit }: Metric): string {
  if (value === null) return '–';
  const signed = (each: number | null) =>
    each === null
      ? '–'
      : unit === 'share'
        ? points(each)
        : `${each > 0 ? '+' : ''}${each.toFixed(3)}`.replace('-', '−');
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

function parityTable(title: string, { names, note, questions, compared }: Parity): Table {
  return {
    title,
    note,
    header: [
      '',
      ...names.map((name, i) => `${name} (${questions[i]} questions)`),
      'difference (95 % interval)',
    ],
    rows: compared.map(({ metric, first, second, difference }) => [
      metric.name,
      show(first, metric),
      show(second, metric),
      change(difference, metric),
    ]),
  };
}

/** The questions that go wrong, and how. */
export function missesTable(outcomes: readonly Outcome[]): Table {
  const rows = outcomes.flatMap((outcome) => {
    const { golden, confidence } = outcome;
    const wrong = whatIsWrong(outcome);
    return wrong === null
      ? []
      : [[golden.question.replaceAll('|', '/'), golden.id, wrong, confidence.toFixed(2)]];
  });
  return {
    title: 'Questions to look at',
    note:
      rows.length === 0 ? 'None: every answer is right.' : 'Each with what goes wrong, and the confidence.',
    header: ['question', 'id', 'what goes wrong', 'confidence'],
    rows,
  };
}

function whatIsWrong({ golden, quoted, answered, ranked, holds }: Outcome): string | null {
  if (golden.unanswerable !== null) return answered ? 'answered, though nothing answers it' : null;
  if (quoted?.holds[0] === true) return answered ? null : 'quoted rightly, but not said to answer';
  if (holds[0] === true) return 'found, but not quoted';
  return ranked.includes(true) ? 'found, but something else stands first' : 'not found';
}

const BY_GROUP = ['recall1', 'firstQuote', 'coverage'];

function groupTable(
  title: string,
  outcomes: readonly Outcome[],
  groupOf: (golden: Outcome['golden']) => string,
): Table {
  const metrics = METRICS.filter(({ key }) => BY_GROUP.includes(key));
  const answerable = outcomes.filter(isAnswerable);
  const groups = [...new Set(answerable.map(({ golden }) => groupOf(golden)))].sort();
  return {
    title,
    note: 'Questions with an answer. Most groups are few: read with care.',
    header: ['', 'questions', ...metrics.map(({ name }) => name)],
    rows: groups.map((group) => {
      const mine = answerable.filter(({ golden }) => groupOf(golden) === group);
      return [group, String(mine.length), ...metrics.map((metric) => plain(metric.of(mine), metric))];
    }),
  };
}

function shapesTables({ measured, across, passages }: Shapes, ours: Measured): Table[] {
  const { outcomes, figures } = measured;
  const title = 'Documents of other shapes';
  const counted = `${outcomes.length} questions, ${outcomes.filter(isAnswerable).length} with an answer, on ${passages} passages`;
  return [
    {
      title,
      note: `${counted} of a text file in French, a log in both languages and a long report in English. Judge and thresholds are as shipped, and nothing is learned from these questions: they tell how well what was learned on the shipped corpus carries over.`,
      header: ['', 'other shapes (95 % interval)', 'shipped corpus (95 % interval)', 'better'],
      rows: METRICS.map((metric) => [
        metric.name,
        show(figures.get(metric.key), metric),
        show(ours.figures.get(metric.key), metric),
        metric.better,
      ]),
    },
    groupTable(`${title}: each document`, outcomes, ({ topic }) => topic),
    groupTable(`${title}: by kind of question`, outcomes, ({ kind }) => kind),
    ...(across ? [parityTable(`${title}: same language and other language`, across)] : []),
  ];
}

function ablationTable(ablations: readonly Ablation[]): Table {
  const metrics = ablations[0]?.compared.map(({ metric }) => metric) ?? [];
  return {
    title: 'Ablation',
    note: 'What changes when a part is removed and everything is learned anew without it, on the tune questions and out of fold: each question is judged by what was learned without its topic. The threshold is chosen anew too, so answers and false answers rise and fall together: the area under the risk–coverage curve, the lower the better, tells more than either. Where no interval leaves out 0, the part cannot be told from nothing here.',
    header: ['removed', 'kind', ...metrics.map(({ name }) => name)],
    rows: ablations.map(({ part, kind, compared }) => [
      part,
      kind,
      ...compared.map(({ difference, metric }) => change(difference, metric)),
    ]),
  };
}
