/** Discord's mentions of people, roles, channels and commands, its emoji and its time stamps. */
const MENTION = /<(?:@[!&]?|#|\/[^:>]{1,100}:|a?:\w{1,40}:|t:)-?\d{1,20}(?::\w)?>/g;
/** A terminal's colours and cursor moves, that come with pasted text. */
const ESCAPE_SEQUENCE = /\p{Cc}\[[\d;?]{0,20}[A-Za-z]/gu;
/** Marks that lay a text out and are no part of what is asked. */
const MARKUP = /[*_~`|]{2,}|^[>#\s]+|`/gm;
/** Controls, direction marks, zero-width characters, lone surrogates, private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu;
/** After NFKC an accent that belongs to its letter has been composed with it: stacked marks are decoration. */
const STACKED_MARKS = /(?<=[\p{Script=Latin}\p{Script=Common}\p{M}])\p{M}+/gu;

/**
 * A question as it is understood: NFKC, without mentions, mark-up, control characters and decoration,
 * on one line. Empty when nothing is left.
 */
export function cleanQuestion(raw: string): string {
  return raw
    .replace(MENTION, ' ')
    .replace(ESCAPE_SEQUENCE, ' ')
    .normalize('NFKC')
    .replace(MARKUP, ' ')
    .replace(INVISIBLE, ' ')
    .replace(STACKED_MARKS, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a cleaned question holds a letter or a figure at all. */
export function hasWords(question: string): boolean {
  return /[\p{L}\p{N}]/u.test(question);
}

/** Lower case, without accents, with plain apostrophes: for matching patterns, never for showing. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
