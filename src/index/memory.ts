import type { Language, Pair, Passage } from '../corpus/document.js';
import { subjectsOf } from '../corpus/subjects.js';
import { dot } from '../models/vector.js';
import { type Contents, listOf } from './contents.js';
import { keyOf } from './keys.js';
import { documentsListing, listingOf } from './listing.js';
import { once } from './once.js';
import { sectionAt } from './section.js';
import type { Index, IndexedPair, Manifest, Side } from './snapshot.js';
import { sourceDocuments, sourceFiles } from './sources.js';
import { createSuggestions } from './suggestions.js';
import { nearestByGraph, nearestExactly, rowOf } from './vectors.js';
import { contentsWithout, manifestOf } from './without.js';

/** An index over the contents of a snapshot, all in memory. */
export function indexOver(contents: Contents, manifest: Manifest): Index {
  const { passages, pairs, vectors, tokens, words, graph } = contents;
  const documents = new Map(contents.documents.map((document) => [document.path, document]));
  const pairOf = pairOfPassages(passages, pairs);
  const members: number[][] = pairs.map(() => []);
  for (const [position, pair] of pairOf.entries()) members[pair]?.push(position);
  // Made when first asked for: of a large corpus each takes a while.
  const occurrences = once(() => countPairs(members, (passage) => listOf(tokens, passage)));
  const positions = once(() => positionsByKey(pairs));
  const listing = once(() => listingOf(contents.documents));
  const suggest = once(() =>
    createSuggestions({ documents, passages, pairs, pairOf: (passage) => pairOf[passage] ?? 0 }),
  );

  function pairAt(position: number): IndexedPair | null {
    const pair = pairs[position];
    if (pair === undefined) return null;
    const sides = (members[position] ?? []).flatMap((member) => sideAt(member) ?? []);
    const sideIn = (language: Language) => sides.find((side) => side.language === language) ?? null;
    return { position, id: pair.id, fr: sideIn('fr'), en: sideIn('en') };
  }

  function sideAt(row: number): Side | null {
    const passage = passages[row];
    const document = documents.get(passage?.document ?? '');
    if (passage === undefined || document === undefined) return null;
    const { source, text } = document;
    const original = text.slice(passage.start, passage.end);
    return { ...passage, source, original, tokens: listOf(tokens, row) };
  }

  return {
    manifest,
    nearest: async (vector, count) =>
      graph === null
        ? nearestExactly(vector, vectors, pairOf, count)
        : nearestByGraph(vector, graph, pairOf, count),
    words: async (...given) => words.words(...given),
    cosines: async (vector, wanted) =>
      wanted.map((pair) => {
        const cosines = { fr: -1, en: -1 };
        for (const row of members[pair] ?? []) {
          const language = passages[row]?.language;
          if (language !== undefined) cosines[language] = dot(vector, rowOf(vectors, row));
        }
        return cosines;
      }),
    frequencies: async (wanted, language) => wanted.map((word) => words.pairsWith(word, language)),
    async tokenFrequencies(ids) {
      return ids.map((id) => occurrences().get(id) ?? 0);
    },
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
    text: async (path) => documents.get(path)?.text ?? '',
    async section(key, language) {
      const of = members[positions().get(key) ?? -1] ?? [];
      const position = of.find((member) => passages[member]?.language === language) ?? of[0];
      return position === undefined ? null : sectionAt(position, { documents, passages, pairs, pairOf });
    },
    subjects: async (language) => subjectsOf({ documents: contents.documents, passages }, language),
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
    async without(folders) {
      const rest = await contentsWithout(contents, folders);
      return indexOver(rest, manifestOf(rest, manifest, folders));
    },
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

/** In how many pairs each token occurs. */
function countPairs(
  members: readonly (readonly number[])[],
  tokensOf: (passage: number) => Uint32Array,
): ReadonlyMap<number, number> {
  const occurrences = new Map<number, number>();
  for (const passages of members) {
    const ids = new Set(passages.flatMap((passage) => [...tokensOf(passage)]));
    for (const id of ids) occurrences.set(id, (occurrences.get(id) ?? 0) + 1);
  }
  return occurrences;
}
