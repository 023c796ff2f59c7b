const RAISED: ReadonlyMap<string, string> = new Map(zip('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'));
const LOWERED: ReadonlyMap<string, string> = new Map(zip('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'));

/** Endings of ordinals and of abbreviated titles, which are read on with what they are raised behind: `1er`, `XXe`, `2nd`, `Mme`. */
const ENDING = /^(?:er|re|ère|e|è|ème|d|de|nd|nde|th|st|rd|o|os|me|mes|lle|lles|gr|r|s|t|bis|ter)$/iu;
/** Units and letters of formulas, which are raised to a power: `km²`, `mc²`. */
const SHORT = /(?:^|[^\p{L}])\p{L}{1,2}$/u;
/** A year: a figure raised behind it marks a note. */
const YEAR = /(?:^|\D)(?:1[5-9]|20)\d\d$/;

/**
 * What is read of raised text, given what stands before it: a power or the cents of a price as raised figures (`10⁶`, `km²`), the
 * ending of an ordinal as it is, and nothing of the mark of a note.
 */
export function raised(text: string, before: string): string {
  const words = text.trim();
  if (ENDING.test(words) && /[\p{L}\p{N}]$/u.test(before)) return words;
  const figures = inFigures(words, RAISED);
  if (figures === null) return words.length > 3 ? words : '';
  const isBehindWord = /\p{L}[.!?,;:»”"')\]]*$/u.test(before) && !SHORT.test(before);
  const isNote = words.startsWith('(') || (/^\d{1,3}$/.test(words) && (YEAR.test(before) || isBehindWord));
  return isNote ? '' : figures;
}

/** What is read of lowered text: figures as lowered ones (`H₂O`), anything else as it is. */
export function lowered(text: string): string {
  return inFigures(text.trim(), LOWERED) ?? text;
}

function inFigures(text: string, figures: ReadonlyMap<string, string>): string | null {
  const found = [...text].map((sign) => figures.get(sign));
  return found.length > 0 && found.every((sign) => sign !== undefined) ? found.join('') : null;
}

function zip(from: string, to: string): [string, string][] {
  const signs = [...to];
  return [...from].map((sign, i) => [sign, signs[i] ?? sign]);
}
