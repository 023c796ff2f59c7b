import { type Language, otherLanguage } from '../corpus/document.js';
import type { IndexedPair, Side } from '../index/snapshot.js';
import type { Readable } from '../models/reader.js';

/** The passage of a pair in a language when it has one, else in the other. */
export function sideOf(pair: IndexedPair, language: Language): Side | null {
  return pair[language] ?? pair[otherLanguage(language)];
}

/** A passage as it is read: its title, what stands over it and its date stand before it, as in training (`training/reader/data.py`). */
export function readableOf({ source: { title, asOf }, path: over, text }: Side): Readable {
  const path = [...new Set([title, ...over])].filter((part) => part !== '').join(' > ');
  const date = asOf?.replace('~', '') ?? '';
  return { context: path !== '' && date !== '' ? `${path} · ${date}` : path, text };
}
