import type { Language } from '../corpus/document.js';
import { en, type Phrases } from './en.js';
import { fr } from './fr.js';

const phrases: Readonly<Record<Language, Phrases>> = { fr, en };

/** Everything Verbatim says of its own accord, in one language. */
export function phrasesFor(language: Language): Phrases {
  return phrases[language];
}
