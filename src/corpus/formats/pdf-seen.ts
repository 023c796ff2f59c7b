import { type Box, contains } from './pdf-geometry.js';

/** A character as it stands on a page: x to the right and y upwards, in points, the page being upright. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  /** Its baseline. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Which way it is written, in degrees against the clock; 0 is upright. */
  readonly angle: number;
}

/** A page as drawn, with what of it cannot be seen told apart. */
export interface DrawnPage {
  readonly seen: readonly Glyph[];
  /** Drawn with no ink at all: the text layer of a scan, or hidden text. */
  readonly inkless: readonly Glyph[];
  /** Written in white where nothing but the page or a picture can lie behind. */
  readonly white: readonly Glyph[];
  readonly pictures: readonly Box[];
  /** Whether it has more characters than are read. */
  readonly isCut: boolean;
}

const WHITE = '#ffffff';
/** How far two shades of one channel, of 255, may lie apart that nobody tells from one another. */
const SAME_SHADE = 12;

/** A surface painted, with its place in the order of painting. */
export interface Surface {
  readonly box: Box;
  /** Null when it is no plain rectangle of one colour: then nobody knows what lies behind text on it. */
  readonly color: string | null;
  readonly order: number;
}

/** A character as it was painted. */
export interface Painted extends Glyph {
  readonly color: string | null;
  readonly isInkless: boolean;
  readonly order: number;
}

/** Tells what is seen from what is not, once all is painted. */
export function sorted(
  glyphs: readonly Painted[],
  surfaces: readonly Surface[],
  pictures: readonly Box[],
): Omit<DrawnPage, 'isCut'> {
  const seen: Glyph[] = [];
  const inkless: Glyph[] = [];
  const white: Glyph[] = [];
  const strips = new Map<number, Surface[]>();
  for (const surface of surfaces) {
    for (let at = stripOf(surface.box.bottom); at <= stripOf(surface.box.top); at++) {
      const strip = strips.get(at) ?? [];
      strips.set(at, strip);
      strip.push(surface);
    }
  }
  for (const glyph of glyphs) {
    const { color, isInkless, order } = glyph;
    const middle = middleOf(glyph);
    const under = (strips.get(stripOf(middle[1])) ?? []).filter(({ box }) => contains(box, middle));
    // A plain rectangle painted later covers what is there.
    if (under.some((surface) => surface.order > order && surface.color !== null)) continue;
    const behind = under.findLast((surface) => surface.order < order);
    if (isInkless) inkless.push(glyph);
    else if (behind ? !isSame(color, behind.color) : !isSame(color, WHITE)) seen.push(glyph);
    else if (!behind) white.push(glyph);
  }
  return { seen, inkless, white, pictures };
}

/** Surfaces are looked up by strips across the page: drawings have thousands of them. */
function stripOf(y: number): number {
  return Math.floor(y / 20);
}

/** Whether the middle of a glyph lies in a box. */
export function liesIn(glyph: Glyph, box: Box): boolean {
  return contains(box, middleOf(glyph));
}

/** The middle of a glyph. */
export function middleOf({ x, y, width, size, angle }: Glyph): readonly [number, number] {
  if (angle === 0) return [x + width / 2, y + size * 0.3];
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  return [x + (cos * width) / 2 - sin * size * 0.3, y + (sin * width) / 2 + cos * size * 0.3];
}

function isSame(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return [1, 3, 5].every((at) => Math.abs(shade(one, at) - shade(other, at)) <= SAME_SHADE);
}

function shade(color: string, at: number): number {
  return Number.parseInt(color.slice(at, at + 2), 16);
}
