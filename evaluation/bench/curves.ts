import { colourOf, type Figure as Drawing, legend, openPlot, type Plot } from '../evaluate/plot.js';
import type { Figure, Section } from './report.js';

/** A point of a curve of cost against size. */
export interface Point {
  readonly passages: number;
  /** Milliseconds or seconds, as the figure has it. */
  readonly cost: number;
  readonly name: string;
}

type PlotName = NonNullable<Figure['curve']>['plot'];

const PLOTS: readonly {
  readonly plot: PlotName;
  readonly title: string;
  readonly axis: string;
  readonly caption: string;
}[] = [
  {
    plot: 'question',
    title: 'A question against the size of the corpus',
    axis: '↑ milliseconds a question, median',
    caption: 'The lower, the better; both axes are logarithmic.',
  },
  {
    plot: 'build',
    title: 'Building against the size of the corpus',
    axis: '↑ seconds to build',
    caption: 'The lower, the better; both axes are logarithmic.',
  },
];

/** The points of a plot, of all sections that are of a size. */
export function pointsOf(sections: readonly Section[], plot: PlotName): Point[] {
  return sections.flatMap(({ passages, figures }) =>
    figures.flatMap(({ curve, measure }) =>
      passages === undefined || curve?.plot !== plot
        ? []
        : [{ passages, cost: measure.median, name: curve.name }],
    ),
  );
}

/** Cost against size, both logarithmic; null when what draws plots is not installed. */
export async function drawCurves(sections: readonly Section[]): Promise<Drawing[] | null> {
  const library = await openPlot();
  if (library === null) return null;
  return PLOTS.map(({ plot, title, axis, caption }) => ({
    ...{ name: plot, title, caption },
    svg: draw(library, pointsOf(sections, plot), title, axis),
  }));
}

function draw(plot: Plot, points: readonly Point[], title: string, axis: string): string {
  const names = [...new Set(points.map(({ name }) => name))];
  const keys = names.map((label, i) => ({ label, colour: colourOf(i) }));
  const sizes = [...new Set(points.map(({ passages }) => passages))];
  return plot.draw({
    ariaLabel: title,
    width: 860,
    marginRight: 30,
    x: { type: 'log', label: 'passages →', ticks: sizes, tickFormat: ',', grid: true },
    y: { type: 'log', label: axis, tickFormat: '~g', grid: true },
    color: { type: 'identity' },
    marks: [
      ...keys.flatMap(({ label, colour }) => {
        const curve = points.filter(({ name }) => name === label).map((point) => ({ ...point }));
        const place = { x: 'passages', y: 'cost' };
        const isLimit = label.startsWith('limit');
        return [
          plot.line(curve, {
            ...place,
            stroke: colour,
            strokeDasharray: isLimit ? '6 4' : '',
            strokeWidth: 2,
          }),
          plot.dot(curve, { ...place, fill: colour, r: 3.5 }),
        ];
      }),
      ...legend(plot, keys),
    ],
  });
}
