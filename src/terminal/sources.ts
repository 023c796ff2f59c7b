import type { Phrases } from '../i18n/en.js';
import type { Index } from '../index/snapshot.js';
import { inline } from './display.js';
import type { Style } from './style.js';

/** The documents of an index, each with its date, its number of passages, its link and its path. */
export function renderSources(
  index: Pick<Index, 'documents' | 'passages'>,
  style: Style,
  phrases: Phrases,
): string {
  const passages = new Map<string, number>();
  for (const { document } of index.passages) passages.set(document, (passages.get(document) ?? 0) + 1);
  const entries = [...index.documents.values()].map(({ path, source }) => {
    const title = source.publisher === null ? source.title : `${source.title} — ${source.publisher}`;
    const asOf = source.asOf === null ? phrases.answer.undated : phrases.answer.asOf(source.asOf);
    const small = [asOf, phrases.chat.passages(passages.get(path) ?? 0), source.url ?? '', path];
    const line = small.filter((part) => part !== '').join(' · ');
    return `${style.heading(inline(title))}\n${style.small(`  ${inline(line)}`)}\n`;
  });
  return entries.join('');
}
