import type { Document, Pair, Passage } from '../corpus/document.js';
import { keyOf } from './keys.js';
import type { Section } from './snapshot.js';

interface Corpus {
  readonly documents: ReadonlyMap<string, Document>;
  readonly passages: readonly Passage[];
  readonly pairs: readonly Pair[];
  /** Position of the pair of every passage. */
  readonly pairOf: Uint32Array;
}

/** The section that the passage at a position stands in; null without one. */
export function sectionAt(position: number, { documents, passages, pairs, pairOf }: Corpus): Section | null {
  const passage = passages[position];
  if (passage === undefined) return null;
  const isBeside = (other: Passage | undefined) =>
    other?.document === passage.document && other.section === passage.section;
  let first = position;
  while (isBeside(passages[first - 1])) first--;
  const keys = new Set<string>();
  for (let each = first; isBeside(passages[each]); each++) {
    const found = pairs[pairOf[each] ?? -1];
    if (found !== undefined) keys.add(keyOf(found));
  }
  const documentTitle = documents.get(passage.document)?.source.title ?? '';
  return { title: passage.section || documentTitle, documentTitle, keys: [...keys] };
}
