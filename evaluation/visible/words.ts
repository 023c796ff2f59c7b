/** Words with how often each stands in a text. */
export type Words = ReadonlyMap<string, number>;

/** The words of a text: runs of letters and figures, in lower case, raised and lowered figures as ordinary ones. */
export function wordsOf(text: string): Words {
  const words = new Map<string, number>();
  for (const [word] of text
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/** How many words there are, each as often as it stands. */
export function count(words: Words): number {
  return [...words.values()].reduce((sum, each) => sum + each, 0);
}

/** What the one has more of than the other. */
export function minus(one: Words, other: Words): Map<string, number> {
  return new Map(
    [...one]
      .map(([word, each]) => [word, each - (other.get(word) ?? 0)] as const)
      .filter(([, more]) => more > 0),
  );
}

/** What both have. */
export function common(one: Words, other: Words): Words {
  return minus(one, minus(one, other));
}

/** What text is read of what is shown. */
export interface Comparison {
  /** Shown and not read. */
  readonly lost: Words;
  /** Read more often than shown. */
  readonly added: Words;
}

/**
 * Compares what is read with what is shown. A word that stands whole in the one and in two parts in the other (over the end of a
 * line, before a raised ending) is the same.
 */
export function compare(shown: Words, read: Words): Comparison {
  const lost = minus(shown, read);
  const added = minus(read, shown);
  joinParts(lost, added);
  joinParts(added, lost);
  return { lost, added };
}

/** Takes words out of two sets that stand in parts in the one and whole in the other. */
function joinParts(parts: Map<string, number>, whole: Map<string, number>): void {
  for (const word of whole.keys()) {
    for (let at = 1; at < word.length; at++) {
      const pair = [word.slice(0, at), word.slice(at)] as const;
      const isTwice = pair[0] === pair[1];
      const most = Math.min(
        whole.get(word) ?? 0,
        isTwice
          ? Math.floor((parts.get(pair[0]) ?? 0) / 2)
          : Math.min(...pair.map((part) => parts.get(part) ?? 0)),
      );
      if (most === 0) continue;
      for (const part of pair) take(parts, part, most);
      take(whole, word, most);
    }
  }
}

function take(words: Map<string, number>, word: string, times: number): void {
  const left = (words.get(word) ?? 0) - times;
  if (left > 0) words.set(word, left);
  else words.delete(word);
}
