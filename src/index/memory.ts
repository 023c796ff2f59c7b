import type { Pair, Passage } from '../corpus/document.js';
import type { Contents } from './contents.js';
import { keyOf } from './keys.js';
import { documentsListing, listingOf } from './listing.js';
import { sectionAt } from './section.js';
import type { Index, IndexedPair, Manifest, Side } from './snapshot.js';
import { sourceDocuments, sourceFiles } from './sources.js';
import { createSuggestions } from './suggestions.js';
import { dot, nearestByGraph, nearestExactly, rowOf } from './vectors.js';

/** An index over the contents of a snapshot, all in memory. */
export function indexOver(contents: Contents, manifest: Manifest): Index {
  const { passages, pairs, vectors, words, graph } = contents;
  const documents = new Map(contents.documents.map((document) => [document.path, document]));
  const pairOf = pairOfPassages(passages, pairs);
  const members: number[][] = pairs.map(() => []);
  for (const [position, pair] of pairOf.entries()) members[pair]?.push(position);
  // Made when first asked for: of a large corpus each takes a while.
  const positions = once(() => positionsByKey(pairs));
  const listing = once(() => listingOf(contents.documents));
  const suggest = once(() =>
    createSuggestions({ documents, passages, pairs, pairOf: (passage) => pairOf[passage] ?? 0 }),
  );

  function pairAt(position: number): IndexedPair | null {
    const pair = pairs[position];
    return pair === undefined ? null : { position, id: pair.id, fr: sideOf(pair.fr), en: sideOf(pair.en) };
  }

  function sideOf(passage: Passage | null): Side | null {
    const document = passage === null ? undefined : documents.get(passage.document);
    if (passage === null || document === undefined) return null;
    const { source, text } = document;
    return { ...passage, source, original: text.slice(passage.start, passage.end) };
  }

  return {
    manifest,
    nearest: async (vector, count) =>
      graph === null
        ? nearestExactly(vector, vectors, pairOf, count)
        : nearestByGraph(vector, graph, pairOf, count),
    words: async (...given) => words.words(...given),
    cosines: async (vector, wanted) =>
      wanted.map((pair) =>
        Math.max(...(members[pair] ?? []).map((member) => dot(vector, rowOf(vectors, member)))),
      ),
    frequencies: async (wanted, language) => wanted.map((word) => words.pairsWith(word, language)),
    corrections: async (wanted, language) => wanted.map((word) => words.correct(word, language)),
    pairs: async (wanted) => wanted.flatMap((position) => pairAt(position) ?? []),
    async find(key) {
      const position = positions().get(key);
      return position === undefined ? null : pairAt(position);
    },
    async listed(question) {
      const pages = documentsListing(question, listing());
      if (pages.size === 0) return [];
      const found = [...passages.keys()].filter((each) => pages.has(passages[each]?.document ?? ''));
      return [...new Set(found.map((each) => pairOf[each] ?? 0))];
    },
    async section(key, language) {
      const of = members[positions().get(key) ?? -1] ?? [];
      const position = of.find((member) => passages[member]?.language === language) ?? of[0];
      return position === undefined ? null : sectionAt(position, { documents, passages, pairs, pairOf });
    },
    suggest: async (...given) => suggest()(...given),
    async sample(count) {
      const step = Math.max(1, passages.length / count);
      const wanted = Math.min(count, passages.length);
      return Array.from({ length: wanted }, (_, i) => passages[Math.floor(i * step)]).filter(
        (passage) => passage !== undefined,
      );
    },
    files: async () => sourceFiles({ documents, passages }),
    documents: async (reader) => sourceDocuments({ documents, passages, pairs }, reader),
  };
}

/** Position in `pairs` of every passage's pair. */
function pairOfPassages(passages: readonly Passage[], pairs: readonly Pair[]): Uint32Array {
  const positions = new Map(passages.map((passage, position) => [passage.id, position]));
  const pairOf = new Uint32Array(passages.length);
  for (const [number, pair] of pairs.entries()) {
    for (const passage of [pair.fr, pair.en]) {
      const position = passage && positions.get(passage.id);
      if (typeof position === 'number') pairOf[position] = number;
    }
  }
  return pairOf;
}

/** Position of every key; of pairs with the same words, that of the first. */
function positionsByKey(pairs: readonly Pair[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const [position, pair] of pairs.entries()) {
    const key = keyOf(pair);
    if (!positions.has(key)) positions.set(key, position);
  }
  return positions;
}

/** Makes a value when it is first asked for, and remembers it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
