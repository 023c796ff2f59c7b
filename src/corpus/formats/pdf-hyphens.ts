import { ENGLISH_WORDS, FRENCH_WORDS } from '../language-words.js';

/** What is set before another word with a hyphen, in French and in English, and hardly ever is a part of one. */
const BEFORE_HYPHEN = new Set(
  (
    'abat aide amuse arc après arrière avant bas basse beau belle brise casse cent chasse chef compte coupe couvre ' +
    'demi demie deux dix essuie faux garde gagne grand grande gratte haut haute hors huit lave libre moins monte ' +
    'neuf non nord nouveau nouvelle onze ouest outre ouvre pare perce petit petite pèse porte presque presse quasi ' +
    'quatre quinze rendez sans savoir sept soi soixante sous sud tourne treize trente trois vice vingt quarante ' +
    'cinquante cinq douze seize celui celle ceux franco anglo italo germano hispano gréco gallo indo euro socio ' +
    'all eight eighty fifty five forty four full half ill mid nine ninety self seven seventy sixty ten thirty three ' +
    'twenty two well'
  ).split(' '),
);

/** What follows a hyphen as a word of its own: `est-il`, `celui-ci`. */
const AFTER_HYPHEN = new Set(
  'il ils elle elles on je tu nous vous moi toi lui leur ci même mêmes old based'.split(' '),
);

const WORD = /\p{L}+(?:[-‐]\p{L}+)*/gu;

/**
 * Joins the lines of a text into running text, by a space or over a hyphen. One that parts a word at
 * the end of a line is taken away; one that is written within a line too, or joins two words, stays.
 */
export function lineJoiner(all: readonly string[]): (lines: readonly string[]) => string {
  const words = new Set(all.flatMap(wordsWithin));
  const isWord = (word: string) => words.has(word) || FRENCH_WORDS.has(word) || ENGLISH_WORDS.has(word);

  const isSplit = (head: string, tail: string): boolean => {
    const [before, after] = [head.toLowerCase(), tail.toLowerCase()];
    if (words.has(before + after)) return !words.has(`${before}-${after}`);
    if (words.has(`${before}-${after}`)) return false;
    // `Saint-Denis`
    if (/^\p{Lu}/u.test(tail) && !/\p{Lu}$/u.test(head)) return false;
    if (BEFORE_HYPHEN.has(before) || AFTER_HYPHEN.has(after)) return false;
    return !isWord(before) || !isWord(after);
  };
  const join = (before: string, after: string): string => {
    if (before.endsWith('\u00AD')) return before.slice(0, -1) + after;
    if (!/[-–‐]$/u.test(before.slice(-1))) return `${before} ${after}`;
    // `1914-` and `1918`
    if (/\d[-–‐]$/u.test(before) && /^\d/.test(after)) return before + after;
    const head = /([\p{L}-]*\p{L})[-‐]$/u.exec(before)?.[1];
    const tail = /^\p{L}+/u.exec(after)?.[0];
    if (head === undefined || tail === undefined) return `${before} ${after}`;
    // Of `va-t-` and `il` too, the last part alone is what may be a part of a word.
    const last = head.slice(head.lastIndexOf('-') + 1);
    return (isSplit(last, tail) ? before.slice(0, -1) : before) + after;
  };
  return ([first = '', ...others]) => others.reduce(join, first).replaceAll('\u00AD', '');
}

/** The words of a line that are whole: neither the one before a hyphen at its end nor what it may go on with. */
function wordsWithin(line: string, at: number, lines: readonly string[]): string[] {
  const isCut = /\p{L}[-‐\u00AD]$/u.test(line);
  const goesOn = /\p{L}[-‐\u00AD]$/u.test(lines[at - 1] ?? '');
  const words = line.toLowerCase().replaceAll('\u00AD', '').match(WORD) ?? [];
  return words.slice(goesOn ? 1 : 0, isCut ? -1 : undefined);
}
