import { html } from 'hono/html';
import type { Range } from '../range.js';

/** A piece of a page, in which all that is not ours is escaped. */
export type Html = ReturnType<typeof html>;

/** Nothing of a page. */
export const NOTHING = html``;

/** Characters that a page cannot hold, or that would reorder what stands beside them. */
const HOSTILE = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** A text as a page can show it: the same, with U+FFFD for what would break or reorder it, and as long. */
export function shown(text: string): string {
  return text.replace(HOSTILE, '\ufffd');
}

/** A text with the sentence that answers marked, and the words in it that do. */
export function marked(text: string, sentence: Range | null, span: Range | null): Html {
  const words = shown(text);
  if (sentence === null) return html`${words}`;
  const { start, end } = sentence;
  const inner = span === null || span.start < start || span.end > end ? null : span;
  const within =
    inner === null
      ? html`${words.slice(start, end)}`
      : html`${words.slice(start, inner.start)}<strong>${words.slice(inner.start, inner.end)}</strong>${words.slice(inner.end, end)}`;
  return html`${words.slice(0, start)}<mark>${within}</mark>${words.slice(end)}`;
}

/** The address at which the page answers a question. */
export function askAddress(question: string): string {
  return `/?q=${encodeURIComponent(shown(question))}`;
}
