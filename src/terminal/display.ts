import stringWidth from 'string-width';

/** Characters that would break, hide or reorder a line: C0, DEL, C1, and the controls of bidirectional text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const HOSTILE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Characters of a question repeated above its answer: a long one fills the screen and says no more. */
const MOST_SHOWN = 200;

/**
 * The text with every character that a terminal would obey replaced by one it shows: control pictures
 * (␛) for C0 and DEL, U+FFFD for the rest. Lengths and offsets stay; line feeds and tabs are kept.
 */
export function visible(text: string): string {
  return text.replace(HOSTILE, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x0d) return ' ';
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** The text, made visible, on one line. */
export function inline(text: string): string {
  return visible(text.replace(/\r\n|[\t\n\r\v\f\u0085\u2028\u2029]/g, ' '));
}

/** The text on one line, for a reminder of it: the beginning of what is longer than 200 characters. */
export function excerpt(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MOST_SHOWN));
  const shown = characters.slice(0, MOST_SHOWN).join('');
  return inline(shown.length < text.length ? `${shown}…` : text);
}

/** JSON whose characters a terminal would obey are escaped: the same value, safe to look at. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    HOSTILE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** How many columns a terminal gives to a text shown on one line. */
export function columnsOf(text: string): number {
  return stringWidth(inline(text));
}

/** The text on one line, filled up with spaces to that many columns. */
export function padTo(painted: string, used: number, columns: number): string {
  return painted + ' '.repeat(Math.max(0, columns - used));
}
