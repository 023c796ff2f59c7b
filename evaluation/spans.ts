import { fold } from '../src/index/terms.js';

/** 1 when a marked text is one of those accepted, but for case, accents, spaces and punctuation; else 0. */
export function exactMatch(marked: string, accepted: readonly string[]): number {
  const words = wordsOf(marked).join(' ');
  return words !== '' && accepted.some((each) => wordsOf(each).join(' ') === words) ? 1 : 0;
}

/** Harmonic mean of the precision and recall of a marked text's words, 0–1, against the accepted text it is best for. */
export function tokenF1(marked: string, accepted: readonly string[]): number {
  const found = wordsOf(marked);
  return Math.max(
    0,
    ...accepted.map((each) => {
      const wanted = wordsOf(each);
      const left = [...wanted];
      for (const word of found) {
        const at = left.indexOf(word);
        if (at >= 0) left.splice(at, 1);
      }
      const common = wanted.length - left.length;
      return common === 0 ? 0 : (2 * common) / (found.length + wanted.length);
    }),
  );
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}%€$]+/gu) ?? [];
}
