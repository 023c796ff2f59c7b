/** What all text displays of a message may take together, as `sizeOf` measures it. */
export const MESSAGE_TEXT = 4000;
/**
 * Bytes of UTF-8 that one of these may hold. Discord takes 4,000 characters, and answers 500 all the same when
 * their bytes, with 12 more for each text display, are more than 10,170 (seen 2026-08, nowhere documented): at
 * 2.5 bytes for each, a message of up to 14 text displays is below that.
 */
const BYTES = 2.5;
/** Buttons in a row. */
export const ROW_BUTTONS = 5;
/** UTF-16 code units of a button's label. */
export const LABEL = 80;
/** UTF-16 code units of the name of a choice, and of the description of one or of a field. */
export const CHOICE = 100;
/** Choices that an autocomplete answers with. */
export const CHOICES = 25;

/** How far back, in UTF-16 code units, a place between two words is looked for. */
const WORD_LOOK = 80;
/** How far around, in UTF-16 code units, a place between two characters as people see them is looked for. */
const CHARACTER_LOOK = 64;

const characters = new Intl.Segmenter();

/**
 * What a text takes of the room that Discord gives to a message: its UTF-16 code units, or more when most of it
 * takes three bytes a character, as Chinese does. A text never takes more than its pieces together.
 */
export function sizeOf(text: string): number {
  return Math.max(text.length, Math.ceil(Buffer.byteLength(text) / BYTES));
}

/**
 * The text, cut when it is longer than `most` UTF-16 code units (at least 1), `…` included. Discord counts
 * code points, of which there are never more.
 */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, cutAt(text, most - 1)).trimEnd()}…`;
}

/**
 * Where to cut a text so that at most `most` UTF-16 code units stay: between two words when there is such
 * a place near, else between two characters as people see them, never inside a surrogate pair.
 */
export function cutAt(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const from = Math.max(Math.ceil(most / 2), most - WORD_LOOK);
  for (let at = most; at > from; at--) if (/\s/.test(text.charAt(at))) return at;
  const start = Math.max(0, most - CHARACTER_LOOK);
  const near = characters.segment(text.slice(start, most + CHARACTER_LOOK)).containing(most - start);
  if (near !== undefined && near.index > 0) return start + near.index;
  return characterStart(text, most);
}

/** The offset, or the one before it when it lies inside a surrogate pair. */
export function characterStart(text: string, offset: number): number {
  const isInside = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(offset - 1, 0), offset + 1));
  return isInside ? offset - 1 : offset;
}

/** The largest whole number up to `most` that fits, where all below one that fits do. 0 is taken to fit. */
export function largest(most: number, fits: (n: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
