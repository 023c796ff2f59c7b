import { createRequire } from 'node:module';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Source } from '../corpus/document.js';
import { Failure, reasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import type { Card, Fact } from '../search/card.js';
import { drawable, isRightToLeft, type Measure, type Setting, wrapped } from './layout.js';

/** A card as a picture to share. */
export interface Picture {
  /** PNG, 1200 × 630 pixels: what social networks show whole. */
  readonly png: Buffer;
  /** All that it says, in full. */
  readonly alt: string;
}

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 72;
const ROOM = WIDTH - 2 * MARGIN;
/** Where the last line may end: below stands what the picture is. */
const BOTTOM = HEIGHT - 92;
const INK = { paper: '#fbf9f4', edge: '#1f5f5b', title: '#16302e', text: '#22282a', small: '#5c6668' };
const LINE_HEIGHT = 1.32;
/** UTF-16 code units of a sentence that are set: no picture has room for more. */
const MOST_SET = 1_200;
/** Sizes of all text, against the largest, in the order in which they are tried. */
const SCALES = [1, 0.92, 0.84] as const;
/** A title is set smaller until it takes at most two lines. */
const TITLE_SIZES = [64, 56, 48, 42];

/** The typefaces, each by its package and the part of a file's name; what the first lacks is looked for in the next. */
const TYPEFACES = [
  ['Atkinson', 'atkinson-hyperlegible', 'latin', [400, 700]],
  ['Atkinson Extended', 'atkinson-hyperlegible', 'latin-ext', [400, 700]],
  ['Hebrew', 'noto-sans-hebrew', 'hebrew', [400, 700]],
  ['Arabic', 'noto-sans-arabic', 'arabic', [400, 700]],
] as const;
const FAMILIES = TYPEFACES.map(([family]) => `"${family}"`).join(', ');

/** A text with its lines. */
interface Block {
  readonly lines: readonly string[];
  readonly setting: Setting;
  readonly ink: string;
  /** Pixels above it, and left of it. */
  readonly above: number;
  readonly indent: number;
}

/**
 * Draws a card: its title, its definition, and as many of its facts as there is room for, with their sources. Long titles are set smaller
 * and cut; nothing is fetched.
 *
 * @throws Failure `picture-unavailable` where the library that draws does not load: it has no build for every system.
 */
export async function drawCard(card: Card, phrases: Phrases): Promise<Picture> {
  const { createCanvas } = await library();
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  const measure: Measure = (text, { size, isBold }) => {
    context.font = fontOf({ size, isBold });
    return context.measureText(text).width;
  };
  context.fillStyle = INK.paper;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = INK.edge;
  context.fillRect(0, 0, 16, HEIGHT);
  context.textBaseline = 'alphabetic';
  let y = 60;
  const { blocks, told } = layoutOf(card, phrases, measure);
  for (const block of blocks) y = drawBlock(block, y, context);
  const foot = { size: 22, isBold: false, lines: 1 };
  const [line = ''] = wrapped(drawable(phrases.about.picture), ROOM, foot, measure);
  drawLine(line, { setting: foot, ink: INK.small, indent: 0 }, HEIGHT - 40, context);
  return { png: await canvas.encode('png'), alt: altOf(card, told, phrases) };
}

/** What there is room for in a picture, and how it is set. */
interface Layout {
  readonly blocks: readonly Block[];
  readonly told: readonly Fact[];
}

function layoutOf({ subject, definition, facts }: Card, phrases: Phrases, measure: Measure): Layout {
  const title = titleOf(drawable(subject.name), measure);
  const heightOf = (blocks: readonly Block[]) =>
    blocks.reduce(
      (sum, { lines, setting, above }) => sum + above + lines.length * setting.size * LINE_HEIGHT,
      60,
    );
  const block = (text: string, size: number, lines: number, more: Partial<Block> = {}): Block => {
    const setting = { size, isBold: false, lines, ...more.setting };
    const indent = more.indent ?? 0;
    return {
      ink: INK.text,
      above: 0,
      indent,
      ...more,
      setting,
      lines: wrapped(drawable(text.slice(0, MOST_SET)), ROOM - indent, setting, measure),
    };
  };
  const withFacts = (count: number, scale: number, most: number): Layout => {
    const told = [...(definition === null ? [] : [definition]), ...facts.slice(0, count)];
    const sources = told.map((fact) => sourceOf(fact, phrases));
    const blocks = [
      title,
      ...told.flatMap((fact, i): Block[] => {
        const isFirst = fact === definition;
        const [size, above, indent] = isFirst ? [34, 18, 0] : [27, 20, 28];
        const sentence = block(fact.sentence, Math.round(size * scale), most, {
          above: Math.round(above * scale),
          indent,
        });
        // Sentences of one source and date that stand together have it once.
        if (sources[i] === sources[i + 1]) return [sentence];
        return [
          sentence,
          block(sources[i] ?? '', Math.round(19 * scale), 1, { above: 2, indent, ink: INK.small }),
        ];
      }),
    ];
    return { blocks, told };
  };
  for (let count = Math.min(3, facts.length); count >= 0; count--) {
    for (const scale of SCALES) {
      const layout = withFacts(count, scale, 9);
      if (heightOf(layout.blocks) <= BOTTOM) return filled(layout, count, scale);
    }
  }
  return withFacts(0, 0.84, 7);

  /** More facts yet, where they fit beside those at the same size. */
  function filled(layout: Layout, count: number, scale: number): Layout {
    const more = withFacts(count + 1, scale, 9);
    return count < facts.length && heightOf(more.blocks) <= BOTTOM ? filled(more, count + 1, scale) : layout;
  }
}

/** The title in the largest size in which two lines hold it; cut where none does. */
function titleOf(name: string, measure: Measure): Block {
  const settings = TITLE_SIZES.map((size): Setting => ({ size, isBold: true, lines: 2 }));
  const sets = settings.map((setting) => ({ setting, lines: wrapped(name, ROOM, setting, measure) }));
  const whole = sets.find(
    ({ lines }) => lines.join('').length >= name.replace(/ /g, '').length && !lines.at(-1)?.endsWith('…'),
  );
  const { setting, lines } = whole ??
    sets.at(-1) ?? { setting: { size: 42, isBold: true, lines: 2 }, lines: [] };
  return { setting, lines, ink: INK.title, above: 0, indent: 0 };
}

function drawBlock({ lines, above, ...block }: Block, from: number, context: SKRSContext2D): number {
  let y = from + above;
  if (block.indent > 0 && block.ink === INK.text) {
    context.fillStyle = INK.edge;
    context.fillRect(
      MARGIN,
      y + block.setting.size * 0.3,
      6,
      (lines.length - 0.35) * block.setting.size * LINE_HEIGHT,
    );
  }
  for (const line of lines) {
    drawLine(line, block, y + block.setting.size, context);
    y += block.setting.size * LINE_HEIGHT;
  }
  return y;
}

function drawLine(
  line: string,
  { setting, ink, indent }: Pick<Block, 'setting' | 'ink' | 'indent'>,
  y: number,
  context: SKRSContext2D,
): void {
  context.font = fontOf(setting);
  context.fillStyle = ink;
  context.direction = isRightToLeft(line) ? 'rtl' : 'ltr';
  context.textAlign = isRightToLeft(line) ? 'right' : 'left';
  context.fillText(line, isRightToLeft(line) ? WIDTH - MARGIN : MARGIN + indent, y);
}

function fontOf({ size, isBold }: Pick<Setting, 'size' | 'isBold'>): string {
  return `${isBold ? 'bold ' : ''}${size}px ${FAMILIES}`;
}

/** Whose words, and of when. */
function sourceOf({ source }: { readonly source: Source }, { answer }: Phrases): string {
  const { publisher, title, asOf } = source;
  const named = publisher === null ? title : answer.attribution(publisher, { ...source, read: null });
  return `${named} · ${asOf === null ? answer.undated : answer.asOf(asOf)}`;
}

/** The full wording of a picture, a line each. */
function altOf({ subject }: Card, told: readonly Fact[], phrases: Phrases): string {
  const line = (fact: Fact) => `${fact.sentence.replace(/\s*\n\s*/g, ' ')} (${sourceOf(fact, phrases)})`;
  return [subject.name, ...told.map(line)].join('\n');
}

/** The library that draws, with the typefaces: loaded when the first picture is drawn. */
let loaded: Promise<typeof import('@napi-rs/canvas')> | null = null;
function library(): Promise<typeof import('@napi-rs/canvas')> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<typeof import('@napi-rs/canvas')> {
  try {
    const canvas = await import('@napi-rs/canvas');
    const { resolve } = createRequire(import.meta.url);
    for (const [family, name, part, weights] of TYPEFACES) {
      for (const weight of weights) {
        const file = resolve(`@fontsource/${name}/files/${name}-${part}-${weight}-normal.woff2`);
        canvas.GlobalFonts.registerFromPath(file, family);
      }
    }
    return canvas;
  } catch (error) {
    throw new Failure(
      'picture-unavailable',
      { reason: reasonOf(error).split('\n', 1).join('') },
      { cause: error },
    );
  }
}
