import type { Language, Passage } from '../corpus/document.js';
import { keyOf, pairsByKey } from '../index/keys.js';
import type { Index } from '../index/snapshot.js';
import type { Section } from './answer.js';

/** The section that the passage of a key stands in, as written in a language when it is; null without one. */
export function sectionOf(key: string, language: Language, index: Index): Section | null {
  const { passages, pairs } = index;
  const pair = pairsByKey(index).get(key);
  const members = pair === undefined ? [] : index.membersOf(pair);
  const position = members.find((member) => passages[member]?.language === language) ?? members[0];
  const passage = position === undefined ? undefined : passages[position];
  if (position === undefined || passage === undefined) return null;
  const isBeside = (other: Passage | undefined) =>
    other?.document === passage.document && other.section === passage.section;
  let first = position;
  while (isBeside(passages[first - 1])) first--;
  const keys = new Set<string>();
  for (let each = first; isBeside(passages[each]); each++) {
    const found = pairs[index.pairOf(each)];
    if (found !== undefined) keys.add(keyOf(found));
  }
  const documentTitle = index.documents.get(passage.document)?.source.title ?? '';
  return { title: passage.section || documentTitle, documentTitle, keys: [...keys] };
}
