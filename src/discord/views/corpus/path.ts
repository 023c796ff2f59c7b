import { oneLine } from '../../markdown.js';

/** UTF-16 code units of a path that are shown. */
const PATH = 120;

/** A path as it stands between two backticks, where Markdown means nothing and a backtick would end it; a long one without its beginning. */
export function pathShown(path: string): string {
  const shown = oneLine(path).replaceAll('`', '\u02cb');
  return shown.length > PATH ? `…${shown.slice(1 - PATH)}` : shown;
}
