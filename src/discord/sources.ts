import type { Index } from '../index/snapshot.js';
import type { SourceDocument } from './views/sources.js';

/** The documents of an index, in its order, each with its number of passages. */
export function sourceDocuments(index: Pick<Index, 'documents' | 'passages'>): SourceDocument[] {
  const passages = new Map<string, number>();
  for (const { document } of index.passages) passages.set(document, (passages.get(document) ?? 0) + 1);
  return [...index.documents.values()].map(({ path, source }) => ({
    source,
    passages: passages.get(path) ?? 0,
  }));
}
