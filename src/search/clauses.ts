import type { Language } from '../corpus/document.js';
import { fold } from '../index/terms.js';
import type { Range } from './answer.js';
import { coverage } from './match.js';
import { opensSentence } from './names.js';
import type { Question } from './question.js';
import type { Sentence } from './sentences.js';
import type { TokenSimilarity } from './similarity.js';

/** Coverage from which a word of the question is met in a sentence. */
const MET = 0.6;

/** Longest word that an acronym may leave out, in characters. */
const SMALL = 3;
/** Longest name that an acronym is looked for in, in characters. */
const LONGEST_NAME = 200;

/** What parts clauses: punctuation outside of brackets, and words that open a clause of their own. */
const BOUNDARY: Readonly<Record<Language, RegExp>> = {
  fr: /[,;:]\s|\s[–—]\s|\s(?:que|qu[’'])(?=\s|\p{L})/gu,
  en: /[,;:]\s|\s[–—]\s|\sthat\s/gu,
};

/** What opens a clause and is no part of what it says. */
const OPENER: Readonly<Record<Language, RegExp>> = {
  fr: /^\s*(?:qu(?:e\s|[’']))?/iu,
  en: /^\s*(?:that\s)?/iu,
};

/** What follows a verb that says what something is, but does not: participles ("was launched"), places, times. */
const NO_COMPLEMENT: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:\p{L}*[éè](?:e|s|es)?(?!\p{L})|(?:à|au|aux|dans|en|chez|pour|par|sur|avec)\s)/iu,
  en: /^(?:\p{L}+ed(?!\p{L})|born\s|set\s|(?:at|in|on|by|for|with|to|from)\s)/iu,
};
const INDEFINITE = /^(?:une?|an?)\s/iu;

/** Verbs that say what somebody or something is, with the adverbs and dates that may follow them. */
const IS: Readonly<Record<Language, RegExp>> = {
  fr: /(?<![\p{L}’'])(?:est|sont|était|étaient|fut|furent|a(?: aussi)? été|ont été)(?:\s(?:aussi|également|alors|encore|désormais|toujours|bien))?,?\s/iu,
  en: /(?<!\p{L})(?:is|are|was|were|has been|have been)(?:\s(?:also|then|still|now|already|indeed))?,?\s/iu,
};

/** Says that something is not so, with what it is said of. */
const NEGATION: Readonly<Record<Language, RegExp>> = {
  fr: /(?:(?:personne|rien|aucune?\s\p{L}+)\s)?(?<!\p{L})n(?:e\s|[’'])\p{L}+(?:[’'-]\p{L}+)*(?:\s(?:pas|plus|jamais|aucune?))?[^,;:.]*/iu,
  en: /(?:nobody|no one|none)\s[^,;:.]*|(?:is|are|was|were|do|does|did|has|have|had|can|could)(?:\snot|n[’']t)\s[^,;:.]*/iu,
};

/** The clauses of a sentence, its full stop left out. */
export function clausesOf({ text, language }: Pick<Sentence, 'text' | 'language'>): Range[] {
  const end = endOf(text);
  const clauses: Range[] = [];
  let start = 0;
  let seen = 0;
  let isBracketed = false;
  const add = (to: number) => {
    const clause = text.slice(start, to);
    const from = start + (OPENER[language].exec(clause)?.[0].length ?? 0);
    const until = start + clause.trimEnd().length;
    if (until > from) clauses.push({ start: from, end: until });
  };
  for (const { 0: mark, index } of text.matchAll(BOUNDARY[language])) {
    for (; seen < index; seen++) isBracketed = text[seen] === '(' || (isBracketed && text[seen] !== ')');
    if (index >= end || isBracketed) continue;
    add(index);
    start = index + mark.length;
  }
  add(end);
  return clauses;
}

/** Where a text ends but for its full stop, closing quotes and white space. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && /[\s.!?…»”"]/u.test(text[end - 1] ?? '')) end--;
  return end;
}

/** For a yes-no question: the clause that settles it; of "X is Y", only Y. */
export function settling(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Range | null {
  const clauses = clausesOf(sentence);
  const weights = clauses.map(() => 0);
  for (const { at, weight } of hits(question, sentence, similarity)) {
    const i = clauses.findIndex(({ start, end }) => at.start >= start && at.end <= end);
    weights[i] = (weights[i] ?? 0) + weight;
  }
  const most = Math.max(...weights);
  const clause = most > 0 ? clauses[weights.indexOf(most)] : undefined;
  return clause === undefined ? null : (complementIn(sentence, clause) ?? clause);
}

/** What a sentence says that the subject of a question is: Y of "X is Y"; null of any other sentence. */
export function complement(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Range | null {
  const met = hits(question, sentence, similarity);
  for (const clause of clausesOf(sentence)) {
    const found = complementIn(sentence, clause);
    if (found === null || NO_COMPLEMENT[sentence.language].test(sentence.text.slice(found.start))) continue;
    if (met.some(({ at }) => at.start < found.start)) return found;
  }
  return null;
}

/** The name that a sentence opens with, where what is asked for stands beside it: "ARCAT, the first association, …". */
export function named(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Range | null {
  const [whole, name = ''] = /^(\p{Lu}[^,;:]*),\s[^,;:]+(?=,)/u.exec(sentence.text) ?? [];
  const opening = /^\p{L}+/u.exec(name)?.[0] ?? '';
  if (whole === undefined || opensSentence(fold(opening))) return null;
  const plain = hits(question, sentence, similarity).filter(({ isPlain }) => isPlain);
  const isBeside = ({ at }: { at: Range }) => at.start > name.length && at.end <= whole.length;
  return plain.length > 0 && plain.every(isBeside) ? { start: 0, end: name.length } : null;
}

function complementIn({ text, language }: Sentence, { start, end }: Range): Range | null {
  const verb = IS[language].exec(text.slice(start, end));
  if (verb === null) return null;
  const verbEnd = start + verb.index + verb[0].length;
  const after = verbEnd + (INDEFINITE.exec(text.slice(verbEnd, end))?.[0].length ?? 0);
  return after < end ? { start: after, end } : null;
}

/** How a sentence opens that goes on about what the one before it named. */
const GOES_ON: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:ils?|elles?|celle-ci|celui-ci|ce|cela|cette?\s\p{L}+|ces\s\p{L}+)\s/iu,
  en: /^(?:it|they|he|she|(?:this|that|these|those)(?:\s\p{L}+)?)\s/iu,
};

/** What a sentence that goes on about something says of it: its first clauses without their subject; null of others. */
export function goingOn({ text, language }: Pick<Sentence, 'text' | 'language'>): Range | null {
  const subject = GOES_ON[language].exec(text)?.[0] ?? '';
  const end = endOf(/^[^;:]*/u.exec(text)?.[0] ?? '');
  return subject !== '' && end > subject.length ? { start: subject.length, end } : null;
}

/** What a sentence lists: what stands after its colon and has a comma, and an "and", "et", "or" or "ou". */
export function enumeration({ text }: Pick<Sentence, 'text'>): Range | null {
  const start = text.search(/:\s/u) + 2;
  const end = endOf(text);
  const list = text.slice(start, end);
  const isList = start > 1 && list.includes(',') && /\s(?:et|and|ou|or)\s/iu.test(list);
  return isList ? { start, end } : null;
}

/** What stands beside a name to explain it: "MILDT, the mission that fights drugs". */
export function apposition(question: Question, { text }: Sentence): Range | null {
  for (const { isName, folded } of question.words) {
    if (!isName) continue;
    for (const { index, 0: found } of text.matchAll(
      /[\p{L}\p{N}]+(?=,\s(?:la|le|l[’']|les|une?|des|the|an?)\b)/giu,
    )) {
      if (fold(found) !== folded) continue;
      const start = index + found.length + 2;
      const end = start + endOf(/^[^,;:]*/u.exec(text.slice(start))?.[0] ?? '');
      if (end > start) return { start, end };
    }
  }
  return null;
}

/** The words that an acronym of the question stands for, where a sentence writes them out. */
export function writtenOut(question: Pick<Question, 'text'>, { text }: Pick<Sentence, 'text'>): Range | null {
  const acronyms = question.text.match(/(?<!\p{L})\p{Lu}{3,12}(?!\p{L})/gu) ?? [];
  for (const acronym of acronyms) {
    for (const { index, 0: first } of text.matchAll(/\p{Lu}[\p{L}\p{M}]*(?!\p{L})/gu)) {
      if (first === acronym || fold(first[0] ?? '') !== fold(acronym[0] ?? '')) continue;
      const end = spelling(acronym, text, index);
      if (end !== null) return { start: index, end };
    }
  }
  return null;
}

/** Where the words end whose first letters, one or more of each, spell an acronym; null when they do not. */
function spelling(acronym: string, text: string, from: number): number | null {
  const near = text.slice(from, from + LONGEST_NAME);
  const words = [...near.matchAll(/[\p{L}\p{M}]+|[.;:!?(),]/gu)];
  const failed = new Set<string>();
  function ending(letters: string, i: number): number | null {
    const word = words[i];
    const state = `${letters.length} ${i}`;
    if (word === undefined || /^\P{L}/u.test(word[0]) || failed.has(state)) return null;
    // Each way on is tried once, however many lead to it.
    failed.add(state);
    const folded = fold(word[0]);
    for (let taken = 1; taken <= letters.length && folded.startsWith(letters.slice(0, taken)); taken++) {
      const rest = letters.slice(taken);
      const end = rest === '' ? from + word.index + word[0].length : ending(rest, i + 1);
      if (end !== null) return end;
    }
    // Small words may be left out of an acronym.
    return i > 0 && folded.length <= SMALL ? ending(letters, i + 1) : null;
  }
  return ending(fold(acronym), 0);
}

/** Where a sentence says that what is asked about is not so: "does not have any shareholders". */
export function negation(
  question: Question,
  sentence: Sentence,
  similarity: TokenSimilarity | null,
): Range | null {
  const found = NEGATION[sentence.language].exec(sentence.text);
  if (found === null) return null;
  const start = found.index;
  const end = start + found[0].trimEnd().length;
  const isMet = hits(question, sentence, similarity).some(({ at }) => at.start >= start && at.end <= end);
  return isMet ? { start, end } : null;
}

/** Where in a sentence the words of a question are met, with their weights. */
function hits(question: Question, sentence: Sentence, similarity: TokenSimilarity | null) {
  return coverage(question, sentence, similarity).flatMap(({ score, at }, i) => {
    const word = question.words[i];
    if (at === null || word === undefined || score < MET) return [];
    const range = { start: at.start - sentence.start, end: at.end - sentence.start };
    // Names say whom a sentence is about, not what it says: they only count where nothing else does.
    const isPlain = !word.isName && !word.isNumber;
    return [{ at: range, isPlain, weight: isPlain ? word.weight * score : 0.01 }];
  });
}
