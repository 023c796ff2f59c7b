import type { Language } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import type { Range } from '../range.js';

/** Shortest and longest sentence that is shown alone, in UTF-16 code units: one glance. */
const SHORTEST = 25;
const LONGEST = 260;

/** Words that point at what stood before, where they open a sentence or come before any name in it. */
const POINTING: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:mais|or|donc|puis|ensuite|ainsi|car|et|ou|cependant|toutefois|pourtant|c[’']est|c[’']était|parmi (?:eux|elles)|là|voici|voilà|y compris|ces derni[eè]re?s)(?!\p{L})|(?<!\p{L})(?:ils?|elles?|ce|cet|cette|ces|cela|ceci|celle|celui|ceux|celles|son|sa|ses|leurs?|lui|y|l[’']a|l[’']avait|l[’']ont|en effet|dernier|dernière|suivants?|suivantes?|ci-dessus|ci-dessous|nous|je|vous)(?!\p{L})|(?<!\p{L})j[’']/iu,
  en: /^(?:but|so|then|and|or|thus|therefore|however|also|there|here|instead|moreover|both|neither)(?!\p{L})|(?<!\p{L})(?:he|she|it|they|this|that|these|those|his|her|hers|its|their|theirs|him|them|former|latter|following|above|below|such|one|we|our|i|you|your)(?!\p{L})/iu,
};

/** A capitalised word that does not owe its capital to the head of the sentence, or stands there as part of a longer name. */
const NAMING =
  /(?<=[\p{Ll}\p{M}\d,;:)»] |[’'«(] ?)\p{Lu}[\p{L}\p{M}]+|^\p{Lu}[\p{L}\p{M}’'-]* \p{Lu}[\p{L}\p{M}]+/u;

/** A row of a table, as it is read: `Place: Lyon; Year: 1990`. */
const ROW = /^[^;:]{1,40}:.*;[^;:]{1,40}:/u;

/** Where a clause ends, or another begins. */
const CLAUSE =
  /[,;:–—]|(?<!\p{L})(?:qui|que|quand|lorsqu[’'e]|où|and|et|who|that|which|when|where)(?!\p{L})/iu;

/** Where the sentences of a text stand that can be understood without those around them. */
export function standaloneSentences(text: string, language: Language): Range[] {
  return splitSentences(text, language)
    .map((sentence) => withoutEdges(text, sentence))
    .filter(({ start, end }) => isStandalone(text.slice(start, end), language));
}

/** Whether a sentence is whole, names something, and points at nothing that stood before it. */
export function isStandalone(sentence: string, language: Language): boolean {
  if (sentence.length < SHORTEST || sentence.length > LONGEST || /\n/.test(sentence)) return false;
  if (!/^[\p{Lu}\d«“"].*[.!…»”"]$/u.test(sentence) || ROW.test(sentence)) return false;
  const name = NAMING.exec(sentence)?.index ?? -1;
  const pointer = POINTING[language].exec(sentence)?.index ?? null;
  // A name in a clause before it is what it points at.
  return name >= 0 && (pointer === null || CLAUSE.test(sentence.slice(name, Math.max(name, pointer))));
}

function withoutEdges(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end);
  const first = start + words.length - words.trimStart().length;
  return { start: first, end: Math.max(first, start + words.trimEnd().length) };
}
