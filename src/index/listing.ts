import type { Document } from '../corpus/document.js';
import { fold } from './terms.js';

/** By the words of a question, the paths of the documents that list it as theirs. */
export type Listing = ReadonlyMap<string, ReadonlySet<string>>;

/** Makes the listing of documents. */
export function listingOf(documents: Iterable<Document>): Listing {
  const made = new Map<string, Set<string>>();
  for (const { path, questions } of documents) {
    for (const question of questions) {
      const words = wordsAlone(question);
      made.set(words, (made.get(words) ?? new Set()).add(path));
    }
  }
  return made;
}

/** Whether a document lists a question, word for word; the paths of those that do. */
export function documentsListing(question: string, listing: Listing): ReadonlySet<string> {
  return listing.get(wordsAlone(question)) ?? new Set();
}

function wordsAlone(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
