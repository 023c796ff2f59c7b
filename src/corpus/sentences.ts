import type { Range } from '../range.js';
import type { Language } from './document.js';

/** Abbreviations of a language, without their last stop, by what a stop after them means. */
interface Abbreviations {
  /** Always goes on: titles before a name, `e.g.`, `cf.`. */
  readonly always: ReadonlySet<string>;
  /** Goes on before a figure: `p. 3`, `art. 5`, `sept. 2010`. */
  readonly beforeFigure: ReadonlySet<string>;
}

const words = (list: string) => new Set(list.split(' '));

const ABBREVIATIONS: Readonly<Record<Language, Abbreviations>> = {
  fr: {
    always: words(
      'M MM Mme Mmes Mlle Mlles Dr Drs Pr Prs Me Mes Mgr Mr Mrs Ms St Ste Sté Ets cf Cf ex c.-à-d e.g i.e E.g I.e vs p.ex ' +
        'av bd bld pl rte',
    ),
    beforeFigure: words(
      'p pp P art Art arts al n no No nos fig Fig vol Vol t chap Chap éd ed tél Tél Tel tel ch sect ' +
        'janv févr fév avr juil sept oct nov déc h min env',
    ),
  },
  en: {
    always: words(
      'M Mr Mrs Ms Mme Mlle Dr Drs Prof St Rev Hon Gen Col Capt Lt Sgt Gov Sen Rep Pres Messrs Mt cf Cf ' +
        'e.g i.e E.g I.e eg ie vs viz approx deg',
    ),
    beforeFigure: words(
      'p pp P art Art no No nos Nos fig Fig figs vol Vol ch chap Ch sec Sec sect Sect ed para Tel tel ext ' +
        'Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec c ca',
    ),
  },
};

/** `J`, `J.-M`, `U.S`: initials and dotted acronyms, and what may stand at the end of a name or of a time, or of a sentence. */
const INITIALS = /^\p{Lu}(?:(?:\.-|[.-])\p{Lu}\p{Ll}?)*$/u;
const LONE_INITIAL = /^\p{Lu}$/u;
const NAME_ENDINGS = words('Inc Ltd Co Corp Bros Jr Sr Cie a.m p.m');

/** Words that open a sentence and hardly ever follow an initial inside a name. */
const STARTERS = words(
  'Il Elle Ils Elles On Un Une Ce Cette Ces Cet Son Sa Ses En Dans Pour Par Avec Depuis Après Avant Mais Nous Vous Je ' +
    'Au Aux Leur Leurs Qui Que Comme Si Et The It He She They We You This That These Those In At An But And For From ' +
    'With After Before Since His Her Its Their As When While There However',
);
/** Also name particles: they open a sentence after `U.S.`, not after `J.` (J. Le Goff). */
const STARTERS_OR_PARTICLES = words('Le La Les Du Des De');

/** Where a sentence may end: after a stop with its closing quotes, brackets and note marks; at a line's end. */
const CANDIDATE = /(?<![.!?…])([.!?…]+)(?:[)\]"'”’*]|\[\d{1,3}\]|\s?[»›])*\s+|\n\s*/gu;

const LIST_MARKER = /^(?:[-•*–▪‣·◦]|\d{1,2}[.)])\s/u;
/** What numbers a list item or a heading: `1.`, `iv)`, `B.`. */
const ENUMERATOR = /^(?:\d{1,3}|\p{L}|[IVXivx]+)[.)]$/u;
/** How far around a stop, in UTF-16 code units, its neighbours are looked at. */
const LOOK = 40;
/** Next text that goes on with the same sentence: lower case, perhaps in a bracket. */
const CONTINUATION = /^[([]?\p{Ll}/u;

/**
 * The sentences of a text, in order: trimmed of white space, without overlap, holding together every
 * character that is not white space. Line breaks inside a paragraph are white space; empty lines,
 * list items and a `:` at a line's end close a sentence.
 *
 * `Intl.Segmenter` is not used: it ends a sentence at every wrapped line, before « » » and after
 * « ? » whatever follows, and most of these rules would be spent on undoing it.
 */
export function splitSentences(text: string, language: Language): Range[] {
  const sentences: Range[] = [];
  let start = 0;
  let firstWord = findWord(text, 0);
  for (const match of text.matchAll(CANDIDATE)) {
    const next = match.index + match[0].length;
    // Without a word it is no sentence yet: `[…]`, an ellipsis at the beginning.
    if (firstWord > match.index || next >= text.length) continue;
    if (!endsSentence(text, start, match, next, language)) continue;
    sentences.push(trimmed(text, start, next));
    start = next;
    firstWord = findWord(text, next);
  }
  const rest = trimmed(text, start, text.length);
  const last = sentences.at(-1);
  // A rest without a word (`[…]`, `* * *`) belongs to the sentence before it.
  if (last && firstWord === text.length) sentences.splice(-1, 1, trimmed(text, last.start, text.length));
  else if (rest.end > rest.start) sentences.push(rest);
  return sentences;
}

function endsSentence(
  text: string,
  start: number,
  match: RegExpExecArray,
  next: number,
  language: Language,
): boolean {
  const [matched, stops = ''] = match;
  const before = text.slice(Math.max(start, match.index - LOOK), match.index + stops.length).trim();
  if (ENUMERATOR.test(before)) return false;
  const after = text.slice(next, next + LOOK);
  const lines = matched.split('\n').length - 1;
  if (lines > 1 || (lines === 1 && (LIST_MARKER.test(after) || before.endsWith(':')))) return true;
  if (stops === '' || CONTINUATION.test(after)) return false;
  const previous = text[match.index - 1];
  if (previous === '[' || previous === '(') return false;
  if (/[!?]/.test(stops)) return true;
  if (stops !== '.') return !/^\d/.test(after);
  return stopEndsSentence(lastWord(before), after, language);
}

/** Whether a single stop after this word ends a sentence or only an abbreviation. */
function stopEndsSentence(word: string, after: string, language: Language): boolean {
  const { always, beforeFigure } = ABBREVIATIONS[language];
  if (always.has(word)) return false;
  if (beforeFigure.has(word) && /^(?:\d|[IVXLC]+\b|\p{Lu}\.? ?\d)/u.test(after)) return false;
  if (!INITIALS.test(word) && !NAME_ENDINGS.has(word)) return true;
  const nextWord = /^[\p{L}]+(?=[\s,])/u.exec(after)?.[0] ?? '';
  return STARTERS.has(nextWord) || (!LONE_INITIAL.test(word) && STARTERS_OR_PARTICLES.has(nextWord));
}

/** The last word of a text that ends with a stop, without that stop or what opens before it (`(p.`, `l'art.`). */
function lastWord(before: string): string {
  const word = /\S+$/u.exec(before.slice(0, -1))?.[0] ?? '';
  return word.replace(/^(?:[^\p{L}\p{N}]+|[ldLD]['’])+/u, '');
}

/** Where the next letter or figure stands; the length of the text when there is none. */
function findWord(text: string, from: number): number {
  const word = /[\p{L}\p{N}]/gu;
  word.lastIndex = from;
  return word.exec(text)?.index ?? text.length;
}

function trimmed(text: string, start: number, end: number): Range {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: from + part.trim().length };
}
