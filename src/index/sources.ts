import { type Document, type Language, otherLanguage, type Pair, type Passage } from '../corpus/document.js';
import type { SourceDocument, SourceFile } from './snapshot.js';

interface Corpus {
  /** By path. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly passages: readonly Passage[];
  readonly pairs: readonly Pair[];
}

/** The files of an index, in its order. */
export function sourceFiles({ documents, passages }: Omit<Corpus, 'pairs'>): SourceFile[] {
  const counts = new Map<string, number>();
  for (const { document } of passages) counts.set(document, (counts.get(document) ?? 0) + 1);
  return [...documents.values()].map(({ path, source }) => ({
    path,
    source,
    passages: counts.get(path) ?? 0,
  }));
}

/**
 * The documents of an index, in its order, each with its number of passages. A document whose every passage
 * has its counterpart in one document of the reader's language, of the same address and date, is counted
 * with that one.
 */
export function sourceDocuments({ documents, passages, pairs }: Corpus, reader: Language): SourceDocument[] {
  const foreign = otherLanguage(reader);
  /** By document in the other language: those that its passages have their counterparts in. */
  const counterparts = new Map<string, Set<string | null>>();
  for (const pair of pairs) {
    const path = pair[foreign]?.document;
    if (path === undefined) continue;
    counterparts.set(path, (counterparts.get(path) ?? new Set()).add(pair[reader]?.document ?? null));
  }
  const twinOf = (path: string): string | null => {
    const [twin = null, ...more] = counterparts.get(path) ?? [];
    if (twin === null || more.length > 0) return null;
    const [a, b] = [documents.get(path)?.source, documents.get(twin)?.source];
    return a?.url === b?.url && a?.asOf === b?.asOf && a?.quoted === b?.quoted ? twin : null;
  };
  const twins = new Map([...documents.keys()].map((path) => [path, twinOf(path)]));
  const inBoth = new Set(twins.values());
  return sourceFiles({ documents, passages })
    .filter(({ path }) => twins.get(path) === null)
    .map(({ path, ...file }) => ({ ...file, isInBoth: inBoth.has(path) }));
}
