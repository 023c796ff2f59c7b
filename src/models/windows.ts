/**
 * Token sequences that together cover a text, none longer than `maxTokens`: a text that is too long is
 * halved at the white space nearest its middle until every part fits, so that nothing is cut silently.
 */
export function windowsOf(text: string, encode: (part: string) => number[], maxTokens: number): number[][] {
  const ids = encode(text);
  if (ids.length <= maxTokens) return [ids];
  const middle = cutNear(text, Math.floor(text.length / 2));
  // One character that is still too long: the prefix alone fills the model. Nothing better than a cut.
  if (middle === null) return [ids.slice(0, maxTokens)];
  return [
    ...windowsOf(text.slice(0, middle), encode, maxTokens),
    ...windowsOf(text.slice(middle), encode, maxTokens),
  ];
}

/** White space nearest to `middle`; without any, `middle` itself; null when there is nothing to cut. */
function cutNear(text: string, middle: number): number | null {
  if (text.length < 2) return null;
  for (let away = 0; away < middle; away++) {
    if (isInnerSpace(text, middle - away)) return middle - away;
    if (isInnerSpace(text, middle + away)) return middle + away;
  }
  return middle;
}

function isInnerSpace(text: string, at: number): boolean {
  return at > 0 && at < text.length - 1 && /\s/.test(text.charAt(at));
}
