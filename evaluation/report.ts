import type { Outcome } from './asked.js';
import { NEAR_MISS, OFF_TOPIC } from './documents.js';
import {
  answerable,
  calibrationError,
  interval,
  isFirstRight,
  isRightInThree,
  ofKind,
  operatingAt,
  reliability,
  type Share,
  share,
  thresholdFor,
} from './metrics.js';

/** What a way to search finds. */
export interface PeerFound {
  readonly name: string;
  readonly first: Share;
  readonly inThree: Share;
}

/** A half of the evaluation: outcomes on one kind of corpus. */
export interface Half {
  readonly title: string;
  /** What was asked of what. */
  readonly about: string;
  readonly outcomes: readonly Outcome[];
  /** Least probability of `answered`. */
  readonly answered: number;
  readonly peers: readonly PeerFound[];
  /** For each frame, the outcomes of some questions in it, and of the same without it. */
  readonly frames: readonly { readonly frame: string; readonly bare: Share; readonly framed: Share }[];
}

/** Most near misses said to be answered, at the points of the curve. */
const POINTS = [0.05, 0.1, 0.2];

/** A share with its counts and its 95 % interval. */
function shown(value: Share): string {
  const [low, high] = interval(value).map((each) => (100 * each).toFixed(1));
  return value.of === 0 ? '–' : `${percent(value)} (${value.count} of ${value.of}; ${low}–${high})`;
}

/** A share, in per cent. */
export function percent({ count, of }: Share): string {
  return of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function mean(values: readonly number[]): string {
  return values.length === 0
    ? '–'
    : `${((100 * values.reduce((sum, value) => sum + value, 0)) / values.length).toFixed(1)} %`;
}

/** The tables of a half, in Markdown. */
export function tablesOf({ title, about, outcomes, answered, peers, frames }: Half): string {
  const asked = answerable(outcomes);
  const now = operatingAt(outcomes, answered);
  const marked = outcomes.flatMap(({ marked: each }) => each ?? []);
  const bins = reliability(outcomes);
  const groupsOf = (key: (outcome: Outcome) => string) =>
    [...new Set(asked.map(key))]
      .sort()
      .map((name) => [name, asked.filter((each) => key(each) === name)] as const);
  const rowsOf = (groups: readonly (readonly [string, readonly Outcome[]])[]) =>
    groups.map(([name, group]) => [
      name,
      shown(share(group, isFirstRight)),
      percent(share(group, isRightInThree)),
      percent(share(group, ({ probability }) => probability >= answered)),
    ]);
  const groupHead = ['', 'first right', 'in three', 'said to be answered'];
  return [
    `## ${title}`,
    '',
    about,
    '',
    table(
      ['', ''],
      [
        ['first passage right', shown(share(asked, isFirstRight))],
        ['right in three', shown(share(asked, isRightInThree))],
        ['among those retrieved', shown(share(asked, ({ retrieved }) => retrieved.includes(true)))],
        ['said to be answered (coverage)', shown(now.coverage)],
        ['of what is said to be answered, right', shown(now.precision)],
        ['the same, of questions with an answer', shown(now.precisionAnswerable)],
        ['near misses said to be answered', shown(now.nearMisses)],
        ['off topic said to be answered', shown(now.offTopic)],
        ['words marked exactly, where the first passage is right', mean(marked.map(({ exact }) => exact))],
        ['words marked, F1', mean(marked.map(({ f1 }) => f1))],
        ['calibration error (ECE)', calibrationError(bins).toFixed(3)],
      ],
    ),
    'Coverage against wrong answers:',
    '',
    table(
      [
        'near misses said to be answered',
        'answered and right, of answerable',
        'right, of all said',
        'right, of questions with an answer',
        'off topic',
      ],
      POINTS.map((point) => {
        const at = operatingAt(outcomes, thresholdFor(outcomes, point));
        return [
          percent(at.nearMisses),
          percent(at.coverageRight),
          shown(at.precision),
          percent(at.precisionAnswerable),
          percent(at.offTopic),
        ];
      }),
    ),
    'By the language of the question and those of the answer, and by what is asked:',
    '',
    table(
      groupHead,
      rowsOf(groupsOf(({ asked: { language, written } }) => `${language} → ${written.join(', ')}`)),
    ),
    table(groupHead, rowsOf(groupsOf(({ asked: { kind } }) => kind))),
    ...(frames.length === 0
      ? []
      : [
          'The same questions bare and in a frame, first right:',
          '',
          table(
            ['frame', 'bare', 'framed'],
            frames.map(({ frame, bare, framed }) => [
              `\`${frame.replaceAll('\n', '⏎')}\``,
              percent(bare),
              percent(framed),
            ]),
          ),
        ]),
    ...(peers.length === 0
      ? []
      : [
          'Other ways to search, on the same passages:',
          '',
          table(
            ['', 'first right', 'in three'],
            peers.map(({ name, first, inThree }) => [name, shown(first), percent(inThree)]),
          ),
        ]),
    'Reliability:',
    '',
    table(
      ['probability', 'questions', 'mean', 'right'],
      bins.map((bin, i) => [
        `${i * 10}–${(i + 1) * 10} %`,
        String(bin.of),
        `${(100 * bin.mean).toFixed(0)} %`,
        percent(bin),
      ]),
    ),
  ].join('\n');
}

/** Whether the targets are met, in Markdown. */
export function targetsTable(unseen: Half, shipped: Half | null): string {
  const { outcomes, answered, frames } = unseen;
  const asked = answerable(outcomes);
  const now = operatingAt(outcomes, answered);
  const marked = outcomes.flatMap(({ marked: each }) => each ?? []);
  const rate = ({ count, of }: Share) => (100 * count) / Math.max(1, of);
  const average = (values: readonly number[]) =>
    (100 * values.reduce((sum, value) => sum + value, 0)) / Math.max(1, values.length);
  const bare = rate(
    share(
      asked.filter(({ asked: { language } }) => language === 'fr'),
      isFirstRight,
    ),
  );
  const english = rate(
    share(
      asked.filter(({ asked: { language } }) => language === 'en'),
      isFirstRight,
    ),
  );
  const dressing =
    frames.reduce((sum, frame) => sum + rate(frame.bare) - rate(frame.framed), 0) /
    Math.max(1, frames.length);
  const rows: [string, number, string, boolean][] = [
    ['first right', rate(share(asked, isFirstRight)), '≥ 85', rate(share(asked, isFirstRight)) >= 85],
    ['in three', rate(share(asked, isRightInThree)), '≥ 93', rate(share(asked, isRightInThree)) >= 93],
    ['precision of “answered”', rate(now.precision), '≥ 92', rate(now.precision) >= 92],
    ['coverage', rate(now.coverage), '≥ 75', rate(now.coverage) >= 75],
    ['near misses answered', rate(now.nearMisses), '≤ 10', rate(now.nearMisses) <= 10],
    ['off topic answered', rate(now.offTopic), '0', now.offTopic.count === 0],
    [
      'words marked exactly',
      average(marked.map(({ exact }) => exact)),
      '≥ 60',
      average(marked.map(({ exact }) => exact)) >= 60,
    ],
    [
      'words marked, F1',
      average(marked.map(({ f1 }) => f1)),
      '≥ 75',
      average(marked.map(({ f1 }) => f1)) >= 75,
    ],
    ['lost by dressing, points', dressing, '≤ 2', dressing <= 2],
    ['French − English, points', bare - english, '±3', Math.abs(bare - english) <= 3],
  ];
  if (shipped !== null) {
    const first = rate(share(answerable(shipped.outcomes), isFirstRight));
    rows.push(['shipped corpus, first right', first, '≥ 92', first >= 92]);
  }
  return table(
    ['', 'measured', 'target', 'met'],
    rows.map(([name, value, target, isMet]) => [name, value.toFixed(1), target, isMet ? 'yes' : 'no']),
  );
}

/** The figures of a half as plain data. */
export function figuresOf({ title, outcomes, answered, peers, frames }: Half): object {
  const asked = answerable(outcomes);
  return {
    title,
    answered,
    questions: {
      answerable: asked.length,
      nearMisses: ofKind(outcomes, NEAR_MISS).length,
      offTopic: ofKind(outcomes, OFF_TOPIC).length,
    },
    first: share(asked, isFirstRight),
    inThree: share(asked, isRightInThree),
    now: operatingAt(outcomes, answered),
    points: POINTS.map((point) => operatingAt(outcomes, thresholdFor(outcomes, point))),
    reliability: reliability(outcomes),
    calibrationError: calibrationError(reliability(outcomes)),
    peers,
    frames,
  };
}

/** One page that holds the tables, as text, and the plots. */
export function htmlOf(markdown: string, plots: readonly string[]): string {
  const text = markdown.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html>\n<meta charset="utf-8">\n<title>How well Verbatim answers</title>\n${plots.join('')}<pre>${text}</pre>\n`;
}
