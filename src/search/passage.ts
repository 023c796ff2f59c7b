import { type Language, otherLanguage, type Pair, type Passage } from '../corpus/document.js';
import type { Index } from '../index/snapshot.js';
import type { Readable } from '../models/reader.js';

/** The passage of a pair in a language when it has one, else in the other. */
export function sideOf(pair: Pair, language: Language): Passage | null {
  return pair[language] ?? pair[otherLanguage(language)];
}

/** A passage as it is read: its title, what stands over it and its date stand before it, as in training (`training/reader/data.py`). */
export function readableOf(passage: Passage, { documents }: Pick<Index, 'documents'>): Readable {
  const { title, asOf } = documents.get(passage.document)?.source ?? { title: '', asOf: null };
  const path = [...new Set([title, ...passage.path])].filter((part) => part !== '').join(' > ');
  return { context: path !== '' && asOf !== null ? `${path} · ${asOf}` : path, text: passage.text };
}
