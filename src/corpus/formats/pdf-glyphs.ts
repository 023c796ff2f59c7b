import {
  type Box,
  boxOf,
  boxUnder,
  contains,
  IDENTITY,
  intersection,
  isUprightRectangle,
  type Matrix,
  matrixOf,
  NOWHERE,
  times,
  UNIT_SQUARE,
} from './pdf-geometry.js';
import { type DrawnPage, middleOf, type Painted, type Surface, sorted } from './pdf-seen.js';

/** What PDF.js makes of a page's content: codes of operators, and the arguments of each. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** How a font scales what is set in it. */
export interface FontScale {
  /** Of the width of its characters: a thousandth, save for fonts that are drawn (Type 3). */
  readonly unit: number;
  /** Of its size: one, save for fonts that are drawn, which may be set in a size of 1 and yet be large; 0 if unknown. */
  readonly height: number;
}

export interface PageSetting {
  /** From the page's own space to the upright page, y upwards. */
  readonly upright: Matrix;
  readonly width: number;
  readonly height: number;
  /** Operator codes by name, as PDF.js numbers them. */
  readonly codes: Readonly<Record<string, number>>;
  readonly fontOf: (name: string) => FontScale;
  /** Whether a layer is switched on. */
  readonly isShown: (layer: unknown) => boolean;
}

/** The scale of fonts that are not drawn. */
export const ORDINARY_FONT: FontScale = { unit: 0.001, height: 1 };
/** Text smaller than this is for no eye. */
const SMALLEST = 1;
/** Characters of a page that are read at the most. */
export const MOST_GLYPHS = 100_000;
/** Render modes that leave no ink: neither fill nor stroke (ISO 32000-1, 9.3.6). */
const INKLESS_MODES = new Set([3, 7]);
const FILLS = [
  'fill',
  'eoFill',
  'fillStroke',
  'eoFillStroke',
  'closeFillStroke',
  'closeEOFillStroke',
] as const;
const PICTURES = [
  'paintImageXObject',
  'paintImageMaskXObject',
  'paintInlineImageXObject',
  'paintImageXObjectRepeat',
  'paintImageMaskXObjectRepeat',
  'paintImageMaskXObjectGroup',
  'paintInlineImageXObjectGroup',
] as const;

/** The part of the graphics state that `q` and `Q` save and restore. */
interface State {
  matrix: Matrix;
  clip: Box;
  /** `#rrggbb`, or null for a pattern. */
  color: string | null;
  alpha: number;
  /** Whether what is painted lets what lies under it through: blended or masked. */
  isVeiled: boolean;
  /** The same of the groups that it is painted in, which start afresh. */
  groupAlpha: number;
  isGroupVeiled: boolean;
  font: FontScale;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  rise: number;
  leading: number;
  mode: number;
}

/**
 * Follows the operators of a page and tells which characters stand where. What is outside the page,
 * clipped away, on a layer that is off, transparent, of the colour of what lies behind or covered by
 * a rectangle painted later is left out.
 */
export function drawnPage({ fnArray, argsArray }: Operators, setting: PageSetting): DrawnPage {
  const { codes, isShown, fontOf } = setting;
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  const page: Box = { left: 0, bottom: 0, right: setting.width, top: setting.height };
  let state: State = {
    matrix: setting.upright,
    clip: page,
    color: '#000000',
    alpha: 1,
    isVeiled: false,
    groupAlpha: 1,
    isGroupVeiled: false,
    font: ORDINARY_FONT,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    rise: 0,
    leading: 0,
    mode: 0,
  };
  const saved: State[] = [];
  /** Whether each marked content, layer or mask that is open is shown. */
  const shown: boolean[] = [];
  let textMatrix: Matrix = [1, 0, 0, 1, 0, 0];
  let lineMatrix = textMatrix;
  let isClipping = false;
  const glyphs: Painted[] = [];
  let isCut = false;
  const surfaces: Surface[] = [];
  const pictures: Box[] = [];

  const save = () => saved.push({ ...state });
  const restore = () => {
    state = saved.pop() ?? state;
  };
  const move = (x: number, y: number) => {
    lineMatrix = times(lineMatrix, [1, 0, 0, 1, x, y]);
    textMatrix = lineMatrix;
  };
  const setFont = (font: unknown, size: unknown) => {
    state.font = typeof font === 'string' ? fontOf(font) : ORDINARY_FONT;
    state.fontSize = typeof size === 'number' ? size : 0;
  };
  const alphaOf = ({ alpha, groupAlpha }: State) => alpha * groupAlpha;
  const isTransparent = () => alphaOf(state) <= 0.02;
  const isVisible = () => !isTransparent() && !shown.includes(false);

  const show = (items: unknown, order: number) => {
    if (!Array.isArray(items)) return;
    const { font, fontSize, stretch, charSpacing, wordSpacing, rise, clip } = state;
    const [a, b, c, d, e, f] = times(state.matrix, textMatrix);
    const scale = Math.hypot(a, b);
    const height = font.height || widestOf(items) * font.unit;
    const size = Math.abs(fontSize) * Math.hypot(c, d) * height;
    const direction = Math.sign(fontSize) || 1;
    const angle = (Math.atan2(b * direction, a * direction) * 180) / Math.PI;
    // Over a picture of it, PowerPoint writes text that is transparent.
    const isInkless = INKLESS_MODES.has(state.mode) || isTransparent();
    // Letters that are outlined only have another colour: nobody asks which.
    const color = state.mode === 1 ? null : state.color;
    const isSeen = !shown.includes(false) && size >= SMALLEST;
    let at = 0;
    for (const item of items) {
      if (typeof item === 'number') at -= (item / 1000) * fontSize * stretch;
      if (!isPdfGlyph(item)) continue;
      const advance = item.width * font.unit * fontSize;
      const x = e + a * at + c * rise;
      const y = f + b * at + d * rise;
      // Letters that are spaced out are next to one another all the same.
      const width = Math.abs((advance + Math.max(charSpacing, 0)) * stretch) * scale;
      const glyph = { text: item.unicode, x, y, width, size, angle, color, isInkless, order };
      if (isSeen && contains(clip, middleOf(glyph))) {
        if (glyphs.length < MOST_GLYPHS) glyphs.push(glyph);
        else isCut = true;
      }
      at += (advance + charSpacing + (item.isSpace ? wordSpacing : 0)) * stretch;
    }
    textMatrix = times(textMatrix, [1, 0, 0, 1, at, 0]);
  };

  const paint = (op: unknown, path: unknown, bounds: unknown, order: number) => {
    const box = boxOf(bounds);
    const area = box && intersection(boxUnder(state.matrix, box), state.clip);
    // Thin rules lie beside text, not under it.
    if (
      area &&
      area.right - area.left > 2 &&
      area.top - area.bottom > 2 &&
      FILLS.some((fill) => codes[fill] === op) &&
      isVisible()
    ) {
      const isOpaque = alphaOf(state) > 0.95 && !state.isVeiled && !state.isGroupVeiled;
      const isPlain = isOpaque && isUprightRectangle(path, state.matrix);
      surfaces.push({ box: area, color: isPlain ? state.color : null, order });
    }
    if (isClipping && box) state.clip = area ?? NOWHERE;
    isClipping = false;
  };

  const setGraphics = (pairs: unknown) => {
    if (!Array.isArray(pairs)) return;
    for (const [key, value] of pairs.filter((pair) => Array.isArray(pair))) {
      if (key === 'Font' && Array.isArray(value)) setFont(value[0], value[1]);
      else if (key === 'ca' && typeof value === 'number') state.alpha = value;
      else if (key === 'BM') state.isVeiled = value !== 'source-over';
      else if (key === 'SMask') state.isVeiled = value !== false;
    }
  };

  fnArray.forEach((code, order) => {
    const given = argsArray[order];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    const [first, second, third] = args;
    const number = typeof first === 'number' ? first : 0;
    const name = names.get(code);
    switch (name) {
      case 'save':
        save();
        break;
      case 'restore':
        restore();
        break;
      case 'transform':
        state.matrix = times(state.matrix, matrixOf(args) ?? IDENTITY);
        break;
      case 'paintFormXObjectBegin': {
        save();
        state.matrix = times(state.matrix, matrixOf(first) ?? IDENTITY);
        const box = boxOf(second);
        if (box) state.clip = intersection(boxUnder(state.matrix, box), state.clip) ?? NOWHERE;
        break;
      }
      case 'paintFormXObjectEnd':
        restore();
        break;
      case 'beginGroup':
        save();
        state.groupAlpha = alphaOf(state);
        state.isGroupVeiled ||= state.isVeiled;
        state.alpha = 1;
        state.isVeiled = false;
        // What is drawn as a mask is not seen as itself.
        shown.push(!(isRecord(first) && Boolean(first['smask'])));
        break;
      case 'endGroup':
        restore();
        shown.pop();
        break;
      case 'beginMarkedContent':
        shown.push(true);
        break;
      case 'beginMarkedContentProps':
        shown.push(first !== 'OC' || isShown(second));
        break;
      case 'endMarkedContent':
        shown.pop();
        break;
      case 'setGState':
        setGraphics(first);
        break;
      case 'setFillRGBColor':
        state.color = typeof first === 'string' ? first : null;
        break;
      case 'setFillColorN':
      case 'setFillTransparent':
        state.color = null;
        break;
      case 'clip':
      case 'eoClip':
        isClipping = true;
        break;
      case 'constructPath':
        paint(first, Array.isArray(second) ? second[0] : null, third, order);
        break;
      case 'shadingFill':
        surfaces.push({ box: state.clip, color: null, order });
        break;
      case 'beginText':
        textMatrix = IDENTITY;
        lineMatrix = IDENTITY;
        break;
      case 'setFont':
        setFont(first, second);
        break;
      case 'setCharSpacing':
        state.charSpacing = number;
        break;
      case 'setWordSpacing':
        state.wordSpacing = number;
        break;
      case 'setHScale':
        state.stretch = number / 100;
        break;
      case 'setLeading':
        state.leading = number;
        break;
      case 'setTextRise':
        state.rise = number;
        break;
      case 'setTextRenderingMode':
        state.mode = number;
        break;
      case 'setTextMatrix':
        lineMatrix = matrixOf(first) ?? IDENTITY;
        textMatrix = lineMatrix;
        break;
      case 'moveText':
        move(number, typeof second === 'number' ? second : 0);
        break;
      case 'setLeadingMoveText':
        state.leading = typeof second === 'number' ? -second : 0;
        move(number, -state.leading);
        break;
      case 'nextLine':
        move(0, -state.leading);
        break;
      case 'showText':
        show(first, order);
        break;
      default:
        if (PICTURES.some((picture) => picture === name)) {
          const box = intersection(boxUnder(state.matrix, UNIT_SQUARE), state.clip);
          if (box) {
            pictures.push(box);
            surfaces.push({ box, color: null, order });
          }
        }
    }
  });

  return { ...sorted(glyphs, surfaces, pictures), isCut };
}

function widestOf(items: readonly unknown[]): number {
  return items.reduce((most: number, item) => (isPdfGlyph(item) ? Math.max(most, item.width) : most), 0);
}

function isPdfGlyph(item: unknown): item is { unicode: string; width: number; isSpace: boolean } {
  return isRecord(item) && typeof item['unicode'] === 'string' && typeof item['width'] === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
