import { LANGUAGES, type Language } from '../../src/corpus/document.js';
import type { Engine } from '../../src/search/engine.js';
import { calibrationBins, riskCoverage } from './curves.js';
import { project } from './map.js';
import { metric } from './metrics.js';
import type { Outcome } from './outcome.js';
import { COLOURS, colourOf, type Figure, type Key, legend, openPlot, type Plot } from './plot.js';
import type { Measured } from './systems.js';

const OF_LANGUAGE: Readonly<Record<Language, string>> = { fr: '#0072B2', en: '#D55E00' };
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: 'French', en: 'English' };
/** For the colours whose curves may cover others: two peers may find the same. */
const DASHES: Readonly<Record<number, string>> = { 4: '6 6' };
const BARS = 20;

const percentAxis = (label: string) => ({ label, domain: [0, 1], tickFormat: '.0%', grid: true });
const keysOf = (systems: readonly Measured[]): Key[] =>
  systems.map(({ name }, i) => ({ label: name, colour: colourOf(i) }));

/** All plots; null when what draws them is not installed. */
export async function drawAll(
  systems: readonly Measured[],
  engine: Engine,
  thresholds: { readonly answered: number; readonly unsure: number },
): Promise<Figure[] | null> {
  const plot = await openPlot();
  const [ours] = systems;
  if (plot === null || ours === undefined) return null;
  return [
    recall(plot, systems),
    riskCoverageOf(plot, systems),
    calibration(plot, ours),
    histogram(plot, ours, thresholds),
    await mapOf(plot, ours.outcomes, engine),
  ];
}

function recall(plot: Plot, systems: readonly Measured[]): Figure {
  const data = systems.flatMap(({ name, figures }, i) =>
    ['recall1', 'recall3', 'recall10'].map((key) => {
      const { name: at } = metric(key);
      return { at, name, colour: colourOf(i), ...figures.get(key) };
    }),
  );
  const colour = { fill: 'colour', stroke: 'colour' };
  const svg = plot.draw({
    ariaLabel: 'Recall of Verbatim and its peers',
    height: 360,
    x: { axis: null, domain: systems.map(({ name }) => name), padding: 0.6 },
    fx: { label: null, domain: ['recall@1', 'recall@3', 'recall@10'] },
    y: { label: '↑ questions with an accepted pair', tickFormat: '.0%', grid: true },
    color: { type: 'identity' },
    marks: [
      plot.link(data, { fx: 'at', x: 'name', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 2.5 }),
      plot.dot(data, { fx: 'at', x: 'name', y: 'value', r: 4.5, ...colour }),
      ...legend(plot, keysOf(systems), { fx: () => 'recall@1' }),
    ],
  });
  return {
    name: 'recall',
    title: 'Recall of pairs',
    caption: 'The higher, the better. Bars: 95 % intervals.',
    svg,
  };
}

function riskCoverageOf(plot: Plot, systems: readonly Measured[]): Figure {
  const keys = keysOf(systems);
  const curves = systems.map(({ outcomes }) => riskCoverage(outcomes).points);
  const said = systems.flatMap(({ outcomes, kind }, i) => {
    const share = outcomes.filter(({ answered }) => answered).length / Math.max(1, outcomes.length);
    const point = curves[i]?.find(({ coverage }) => coverage >= share - 1e-9);
    return kind === 'verbatim' && share > 0 && point !== undefined ? [{ ...point, colour: colourOf(i) }] : [];
  });
  const svg = plot.draw({
    ariaLabel: 'Risk against coverage',
    x: percentAxis('questions answered, surest first →'),
    y: { ...percentAxis('↑ of these, wrong'), domain: [0, 0.8] },
    color: { type: 'identity' },
    marks: [
      plot.ruleY([0]),
      ...curves.map((points, i) =>
        plot.line(
          points.map((point) => ({ ...point })),
          {
            x: 'coverage',
            y: 'risk',
            stroke: colourOf(i),
            strokeWidth: i === 0 ? 2.5 : 1.5,
            strokeDasharray: DASHES[i % COLOURS.length] ?? '',
            clip: true,
          },
        ),
      ),
      plot.dot(said, { x: 'coverage', y: 'risk', fill: 'colour', r: 5, stroke: 'white' }),
      ...legend(plot, keys),
    ],
  });
  return {
    name: 'risk-coverage',
    title: 'Risk and coverage',
    caption:
      'The lower, the better: of the questions each is surest of, the share it gets wrong. The dot is where Verbatim stops answering. Unanswerable questions are always wrong to answer.',
    svg,
  };
}

function calibration(plot: Plot, { outcomes, name }: Measured): Figure {
  const bins = calibrationBins(outcomes, 'width').map((bin) => ({ ...bin, label: String(bin.count) }));
  const svg = plot.draw({
    ariaLabel: 'Calibration',
    width: 480,
    height: 440,
    x: percentAxis('confidence →'),
    y: percentAxis('↑ first pair right'),
    r: { range: [0, 14] },
    marks: [
      plot.line(
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        { x: 'x', y: 'y', stroke: '#999', strokeDasharray: '4 4' },
      ),
      plot.line(bins, { x: 'confidence', y: 'right', stroke: colourOf(0) }),
      plot.dot(bins, { x: 'confidence', y: 'right', r: 'count', fill: colourOf(0), fillOpacity: 0.8 }),
      plot.text(bins, { x: 'confidence', y: 'right', text: 'label', dy: -22, fill: '#222', stroke: 'white' }),
    ],
  });
  return {
    name: 'calibration',
    title: `Calibration of ${name}`,
    caption:
      'Ten bins of equal width, with their numbers of questions. Dashed: confidence that keeps its word.',
    svg,
  };
}

function histogram(
  plot: Plot,
  { outcomes, name }: Measured,
  { answered, unsure }: { readonly answered: number; readonly unsure: number },
): Figure {
  const groups: readonly (readonly [string, Outcome['golden']['unanswerable']])[] = [
    ['with an answer', null],
    ['near miss', 'near-miss'],
    ['off topic', 'off-topic'],
  ];
  const bars = groups.flatMap(([group, unanswerable], i) => {
    const mine = outcomes.filter(({ golden }) => golden.unanswerable === unanswerable);
    return Array.from({ length: BARS }, (_, bar) => ({
      group,
      from: bar / BARS,
      to: (bar + 1) / BARS,
      count: mine.filter(({ confidence }) => Math.min(BARS - 1, Math.floor(confidence * BARS)) === bar)
        .length,
      colour: colourOf(i),
    }));
  });
  const svg = plot.draw({
    ariaLabel: 'Confidence by kind of question',
    marginRight: 110,
    x: { ...percentAxis('confidence →'), grid: false },
    y: { label: '↑ questions', grid: true, ticks: 4 },
    fy: { label: null, domain: groups.map(([group]) => group) },
    color: { type: 'identity' },
    marks: [
      plot.rectY(bars, { fy: 'group', x1: 'from', x2: 'to', y: 'count', fill: 'colour', inset: 0.5 }),
      plot.ruleY([0]),
      plot.ruleX([answered], { stroke: '#222' }),
      plot.ruleX([unsure], { stroke: '#222', strokeDasharray: '4 4' }),
    ],
  });
  return {
    name: 'confidence',
    title: `Confidence of ${name}`,
    caption: 'Right of the line: answered. Right of the dashed line: at least unsure. The rest: unanswered.',
    svg,
  };
}

async function mapOf(plot: Plot, outcomes: readonly Outcome[], { index, embedder }: Engine): Promise<Figure> {
  const passages = index.passages.map(({ language }, i) => ({ language, vector: index.vectorOf(i) }));
  const questions: { language: Language; vector: Float32Array }[] = [];
  for (const { golden } of outcomes)
    questions.push({ language: golden.language, vector: await embedder.embedQuery(golden.question) });
  const { points, variance } = project([...passages, ...questions].map(({ vector }) => vector));
  const placed = [...passages, ...questions].map(({ language }, i) => ({
    x: points[i]?.[0] ?? 0,
    y: points[i]?.[1] ?? 0,
    colour: OF_LANGUAGE[language],
    symbol: i < passages.length ? 'circle' : 'times',
  }));
  const links = index.pairs.flatMap((_, pair) => {
    const [one, other] = index.membersOf(pair).map((member) => placed[member]);
    return one && other ? [{ x1: one.x, y1: one.y, x2: other.x, y2: other.y }] : [];
  });
  const keys = LANGUAGES.map((language) => ({
    label: LANGUAGE_NAMES[language],
    colour: OF_LANGUAGE[language],
  }));
  const svg = plot.draw({
    ariaLabel: 'Map of passages and questions',
    height: 520,
    x: { label: null, ticks: [] },
    y: { label: null, ticks: [] },
    color: { type: 'identity' },
    symbol: { type: 'identity' },
    marks: [
      plot.link(links, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: '#bbb' }),
      plot.dot(placed.slice(passages.length), {
        x: 'x',
        y: 'y',
        stroke: 'colour',
        symbol: 'symbol',
        r: 3,
        strokeOpacity: 0.6,
      }),
      plot.dot(placed.slice(0, passages.length), { x: 'x', y: 'y', fill: 'colour', r: 4, stroke: 'white' }),
      ...legend(plot, keys),
    ],
  });
  const held = ((variance[0] + variance[1]) * 100).toFixed(0);
  return {
    name: 'map',
    title: 'Passages and questions on a map',
    caption: `Discs: passages, each joined to its counterpart. Crosses: questions. The two principal components of their vectors, ${held} % of the variance: languages that mix are languages that meet.`,
    svg,
  };
}
