import { LETTER_GAP, type Run, withFigures } from './pdf-figures.js';
import type { Glyph } from './pdf-seen.js';

/** Widest gap that words of one run may have: what is wider may part two columns. */
export const WORD_GAP = 0.8;
/** Widest gap beside a letter whose accent is drawn by itself, where spaces are characters. */
const LOOSE_GAP = 1.5;
/** Share of the characters of a text that are spaces, where it draws them. */
const SPACES = 0.05;
/** Widest overlap of two letters that follow one another. */
const OVERLAP = 0.4;
/** Share of the upright text of a page that text turned another way must have to be more than a margin's. */
const TURNED_SHARE = 0.25;
/** How far apart, in the size of the text, the two strokes of a letter drawn twice lie at the most. */
const TWICE = 0.12;

/** Accents that are drawn as a character of their own, and the combining ones that they stand for. */
const ACCENTS: Readonly<Record<string, string>> = {
  '´': '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  ˆ: '\u0302',
  '¨': '\u0308',
  '¸': '\u0327',
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  ˉ: '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '˚': '\u030A',
  '˝': '\u030B',
  ˇ: '\u030C',
  '˛': '\u0328',
};
/** A letter with its accent, if that was drawn by itself. */
type Letter = Glyph & { readonly isAccented?: true };

const DOTLESS: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' };

/**
 * The runs of a page, those of each direction that text is written in by themselves and as if it were
 * upright. Little text that is turned or aslant beside much that is upright is a margin's or a watermark.
 */
export function runsOf(glyphs: readonly Glyph[]): Run[][] {
  const directions = new Map<number, Glyph[]>([[0, []]]);
  for (const glyph of glyphs) {
    const direction = directionOf(glyph.angle);
    const same = directions.get(direction) ?? [];
    directions.set(direction, same);
    same.push(turned(glyph, direction));
  }
  const upright = lettersIn(directions.get(0) ?? []);
  return [...directions]
    .filter(([direction, same]) => direction === 0 || lettersIn(same) > upright * TURNED_SHARE)
    .map(([, same]) => withFigures(joinGlyphs(withAccents(withoutDoubles(same)))));
}

/** A quarter turn or none where it is near to one: scans lie a little aslant. */
function directionOf(angle: number): number {
  const quarter = Math.round(angle / 90) * 90;
  const direction = Math.abs(angle - quarter) <= 10 ? quarter : Math.round(angle / 15) * 15;
  return (direction + 360) % 360;
}

function turned(glyph: Glyph, direction: number): Glyph {
  if (direction === 0) return glyph;
  const cos = Math.cos((direction * Math.PI) / 180);
  const sin = Math.sin((direction * Math.PI) / 180);
  return { ...glyph, x: glyph.x * cos + glyph.y * sin, y: glyph.y * cos - glyph.x * sin };
}

function lettersIn(glyphs: readonly Glyph[]): number {
  return glyphs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;
}

/** Bold letters may be made by drawing them twice. */
function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const drawn = new Map<string, Glyph[]>();
  return glyphs.filter((glyph) => {
    const place = `${Math.round(glyph.y)} ${glyph.text}`;
    const same = drawn.get(place) ?? [];
    drawn.set(place, same);
    const reach = glyph.size * TWICE;
    const isTwice = same.some(({ x, y }) => Math.abs(x - glyph.x) < reach && Math.abs(y - glyph.y) < reach);
    if (!isTwice) same.push(glyph);
    return !isTwice;
  });
}

/** Makes one letter of a letter and an accent drawn over it, before or after it. */
function withAccents(glyphs: readonly Glyph[]): Letter[] {
  const letters: Letter[] = [];
  let pending: Glyph | null = null;
  for (const glyph of glyphs) {
    const last = letters.at(-1);
    if (pending && overlies(pending, glyph)) letters.push(accented(glyph, pending));
    else {
      if (pending) letters.push(pending);
      if (accentOf(glyph) !== null && !(last && overlies(glyph, last))) {
        pending = glyph;
        continue;
      }
      if (last && overlies(glyph, last)) letters.splice(-1, 1, accented(last, glyph));
      else letters.push(glyph);
    }
    pending = null;
  }
  return pending ? [...letters, pending] : letters;
}

function accentOf({ text }: Glyph): string | null {
  return ACCENTS[text] ?? (/^\p{Mn}$/u.test(text) ? text : null);
}

function overlies(accent: Glyph, letter: Glyph): boolean {
  if (accentOf(accent) === null || !/^\p{L}$/u.test(letter.text)) return false;
  const middle = accent.x + accent.width / 2;
  const isOver = middle > letter.x && middle < letter.x + letter.width;
  return isOver && Math.abs(accent.y - letter.y) < letter.size * 0.6;
}

function accented(letter: Glyph, accent: Glyph): Letter {
  const bare = DOTLESS[letter.text] ?? letter.text;
  return { ...letter, text: `${bare}${accentOf(accent) ?? ''}`.normalize('NFC'), isAccented: true };
}

/** Joins letters that follow one another on a baseline. */
function joinGlyphs(glyphs: readonly Letter[]): Run[] {
  const runs: { -readonly [K in keyof Run]: Run[K] }[] = [];
  const drawsSpaces = glyphs.filter(({ text }) => text === ' ').length > glyphs.length * SPACES;
  let isSpaced = false;
  let wasAccented = false;
  for (const { text: drawn, x, y, width, size, isAccented = false } of glyphs) {
    const text = plain(drawn);
    if (text.trim() === '') {
      isSpaced ||= text !== '';
      continue;
    }
    const last = runs.at(-1);
    const gap = last ? (x - last.right) / size : 0;
    // Accents are set by moving about: where spaces are drawn, a gap there is none.
    const isLoose = drawsSpaces && (wasAccented || isAccented);
    const isSame =
      last &&
      Math.abs(last.baseline - y) < size * 0.05 &&
      Math.abs(last.size - size) < size * 0.05 &&
      gap > -OVERLAP &&
      gap < (isLoose ? LOOSE_GAP : WORD_GAP);
    if (isSame) {
      last.text += isSpaced || (gap > LETTER_GAP && !isLoose) ? ` ${text}` : text;
      last.right = x + width;
    } else {
      if (last) last.isSpacedAfter = isSpaced;
      const place = { left: x, right: x + width, baseline: y, size };
      runs.push({
        text,
        ...place,
        isSpacedBefore: isSpaced,
        isSpacedAfter: false,
        isNote: false,
        isAlone: false,
      });
    }
    isSpaced = false;
    wasAccented = isAccented;
  }
  return runs;
}

/** Ligatures as letters, and every white space as a space; what controls a printer is nothing. */
function plain(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06]/gu, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\s\u00A0]+/gu, ' ')
    .replace(/\p{Cc}/gu, '');
}
