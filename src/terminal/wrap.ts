import type { Range } from '../range.js';
import { columnsOf } from './display.js';

/**
 * A run without a place to break: no-break spaces (U+00A0, U+202F, U+2007) belong to it, and so does
 * French punctuation after a plain space, which must not start a line.
 */
const WORD =
  /(?:« )?[^\t-\r \u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+(?: [?!:;»]+(?=\s|$))*/g;
const OWN_LINE = /[^\n\r\u2028\u2029]+/g;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Lines of a text as ranges of it, none wider than `columns`. A text whose own lines all fit keeps them
 * (an address, a list); any other is filled anew. A word wider than a line is cut between graphemes.
 */
export function wrap(text: string, columns: number): Range[] {
  const own = rangesOf(OWN_LINE, text, 0);
  if (own.every((line) => columnsOf(text.slice(line.start, line.end)) <= columns)) return own;
  return fill(
    text,
    rangesOf(WORD, text, 0).flatMap((word) => cut(text, word, columns)),
    columns,
  );
}

function rangesOf(pattern: RegExp, text: string, from: number): Range[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}

/** Widths add up, since ranges meet between graphemes: no line is measured again for every word it gains. */
function fill(text: string, words: readonly Range[], columns: number): Range[] {
  const lines: Range[] = [];
  let used = 0;
  for (const word of words) {
    const width = columnsOf(text.slice(word.start, word.end));
    const line = lines.at(-1);
    const gap = line === undefined ? 0 : columnsOf(text.slice(line.end, word.start));
    if (line !== undefined && used + gap + width <= columns) {
      lines[lines.length - 1] = { start: line.start, end: word.end };
      used += gap + width;
    } else {
      lines.push(word);
      used = width;
    }
  }
  return lines;
}

/** The parts of a word that is wider than a line; the word itself when it is not. */
function cut(text: string, word: Range, columns: number): Range[] {
  const whole = text.slice(word.start, word.end);
  if (columnsOf(whole) <= columns) return [word];
  const parts = [...graphemes.segment(whole)].map(({ index, segment }) => ({
    start: word.start + index,
    end: word.start + index + segment.length,
  }));
  return fill(text, parts, columns);
}
