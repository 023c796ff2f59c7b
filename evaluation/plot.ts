import { type Bin, operatingAt } from './metrics.js';
import type { Half } from './report.js';

const [WIDTH, HEIGHT, MARGIN] = [480, 360, 48];

/** A point, both numbers 0–1. */
type Point = readonly [x: number, y: number];

function plot(
  title: string,
  x: string,
  y: string,
  lines: readonly { readonly name: string; readonly points: readonly Point[] }[],
): string {
  const at = ([a, b]: Point) =>
    `${(MARGIN + a * (WIDTH - 2 * MARGIN)).toFixed(1)},${(HEIGHT - MARGIN - b * (HEIGHT - 2 * MARGIN)).toFixed(1)}`;
  const colours = ['#1d4ed8', '#b45309', '#6b7280'];
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((value) => {
    const [px, py] = [at([value, 0]).split(','), at([0, value]).split(',')];
    return [
      `<text x="${px[0]}" y="${HEIGHT - MARGIN + 16}" text-anchor="middle">${value * 100}</text>`,
      `<text x="${MARGIN - 8}" y="${py[1]}" text-anchor="end" dominant-baseline="middle">${value * 100}</text>`,
    ];
  });
  const drawn = lines.flatMap(({ name, points }, i) => {
    const colour = colours[i % colours.length] ?? '#000';
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(at).join(' ')}"/>`,
      `<text x="${WIDTH - MARGIN - 4}" y="${HEIGHT - MARGIN - 12 - 16 * i}" text-anchor="end" fill="${colour}">${name}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${WIDTH / 2}" y="24" text-anchor="middle" font-size="14">${title}</text>`,
    `<path d="M${at([0, 1])} L${at([0, 0])} L${at([1, 0])}" fill="none" stroke="#000"/>`,
    ...ticks,
    `<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">${x}</text>`,
    `<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${y}</text>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

/** Answerable questions answered rightly against near misses said to be answered, as the threshold falls. */
export function coveragePlot(halves: readonly Half[]): string {
  const lines = halves.map(({ title, outcomes }) => ({
    name: title,
    points: Array.from({ length: 101 }, (_, i): Point => {
      const { coverageRight, nearMisses } = operatingAt(outcomes, 1 - i / 100);
      return [
        nearMisses.count / Math.max(1, nearMisses.of),
        coverageRight.count / Math.max(1, coverageRight.of),
      ];
    }),
  }));
  return plot(
    'Coverage against near misses answered',
    'near misses said to be answered, %',
    'answered and right, %',
    lines,
  );
}

/** How often what is held probable is right. */
export function reliabilityPlot(
  bins: readonly { readonly title: string; readonly bins: readonly Bin[] }[],
): string {
  const lines = bins.map(({ title, bins: each }) => ({
    name: title,
    points: each.filter(({ of }) => of > 0).map(({ mean, count, of }): Point => [mean, count / of]),
  }));
  const ideal: Point[] = [
    [0, 0],
    [1, 1],
  ];
  return plot('Reliability', 'probability, %', 'right, %', [
    ...lines,
    { name: 'as it should be', points: ideal },
  ]);
}
