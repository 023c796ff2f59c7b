import { ACCENT, type View, viewOf } from '../view.js';

/** A few words, in paragraphs. */
export function noticeOf(...paragraphs: readonly string[]): View {
  return viewOf(
    ACCENT.none,
    paragraphs.filter((content) => content !== '').map((content) => ({ content })),
  );
}
