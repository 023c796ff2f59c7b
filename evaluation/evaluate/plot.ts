import { z } from 'zod';
import { loadPeer } from '../peers/load.js';

/** Something drawn. */
export interface Figure {
  /** Name of its file, without ending. */
  readonly name: string;
  readonly title: string;
  /** What to see in it. */
  readonly caption: string;
  readonly svg: string;
}

type Datum = Readonly<Record<string, unknown>>;
type Mark = (data: readonly Datum[] | readonly number[] | readonly string[], options?: object) => unknown;

/** The part of Observable Plot that the plots are drawn with. */
export interface Plot {
  readonly line: Mark;
  readonly dot: Mark;
  readonly text: Mark;
  readonly link: Mark;
  readonly rectY: Mark;
  readonly ruleX: Mark;
  readonly ruleY: Mark;
  /** Draws marks; the SVG as text. */
  draw(options: object): string;
}

/** A name in the legend. */
export interface Key {
  readonly label: string;
  readonly colour: string;
}

/** Colours that people who do not tell all colours apart can tell apart (Okabe and Ito 2008). */
export const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'];

/** A colour for the first, the second… of what is drawn. */
export function colourOf(i: number): string {
  return COLOURS[i % COLOURS.length] ?? '#000000';
}

const mark = z.custom<Mark>((value) => typeof value === 'function');
const Marks = z.object({
  line: mark,
  dot: mark,
  text: mark,
  link: mark,
  rectY: mark,
  ruleX: mark,
  ruleY: mark,
});
const Drawing = z.object({
  plot: z.custom<(options: object) => unknown>((value) => typeof value === 'function'),
});
const Drawn = z.object({ outerHTML: z.string() });
const Dom = z.object({
  parseHTML: z.custom<(html: string) => unknown>((value) => typeof value === 'function'),
});
// Its window is a proxy, whose properties show only when they are asked for.
const Page = z.custom<{ readonly document: object }>(
  (value) =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'document') === 'object',
);

const SIZE = { width: 720, height: 420, marginTop: 44, marginLeft: 60, marginBottom: 46 };
/** Width of a character of the legend, at its size. */
const CHARACTER = 6.4;
const KEY_GAP = 26;

/** The library that draws the plots; null when it is not installed. */
export async function openPlot(): Promise<Plot | null> {
  const [loaded, dom] = [await loadPeer('@observablehq/plot'), await loadPeer('linkedom')];
  if (loaded === null || dom === null) return null;
  const { plot } = Drawing.parse(loaded);
  const { document } = Page.parse(Dom.parse(dom).parseHTML('<!doctype html><html><body></body></html>'));
  return {
    ...Marks.parse(loaded),
    draw(options) {
      const style = {
        background: 'white',
        color: '#222',
        fontFamily: 'system-ui, sans-serif',
        fontSize: '12px',
      };
      const { outerHTML } = Drawn.parse(plot({ ...SIZE, style, ...options, document }));
      return /^<svg[^>]*xmlns=/.test(outerHTML)
        ? outerHTML
        : outerHTML.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
    },
  };
}

/**
 * A legend above the plot, as marks: an SVG has no room for one of HTML.
 *
 * @param facet The facet it stands over, of a plot that has facets.
 */
export function legend({ text, dot }: Plot, keys: readonly Key[], facet: object = {}): unknown[] {
  let left = 0;
  return keys.flatMap(({ label, colour }) => {
    const dx = left;
    left += label.length * CHARACTER + KEY_GAP;
    const anchor = { ...facet, frameAnchor: 'top-left' };
    return [
      dot([{}], { ...anchor, dx: dx + 4, dy: -18, r: 4, fill: colour }),
      text([label], { ...anchor, text: (label: string) => label, dx: dx + 14, dy: -24, fill: '#222' }),
    ];
  });
}
