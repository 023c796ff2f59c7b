import type { Range } from '../range.js';
import type { Language } from './document.js';
import { isFurniture } from './furniture.js';
import { detectLanguage, detectMixture } from './language.js';
import type { Block, Outline } from './outline.js';
import { splitSentences } from './sentences.js';
import { type Unit, unitsOf, withoutEmptyHeadings } from './units.js';

/** Most sentences in a passage. */
export const MAX_SENTENCES = 4;
/** Words from which a paragraph of several sentences is cut. */
const MAX_WORDS = 90;
/** Fewer words than this, without a figure, are a fragment. */
const FRAGMENT_WORDS = 3;
/** Fewest words of a sentence whose language may differ from its paragraph's. */
const SURE_WORDS = 4;
/** A run of sentences or of items on its way to be a passage. */
export interface Piece extends Range {
  readonly section: Block | null;
  readonly path: readonly string[];
  /** Its paragraph; the first of them when several are joined. */
  readonly unit: Unit;
  readonly language: Language | null;
  /** Sentences in it, fragments (list items of a word or two) not counted. */
  readonly sentences: number;
  readonly words: number;
}

/** The pieces of a plain document, in order: of one section and one language each, short enough for a passage, no fragments. */
export function piecesOf(outline: Outline): Piece[] {
  const whole = { ...outline, blocks: withoutEmptyHeadings(outline.blocks) };
  return joinFragments(outline.text, cutUnits(whole));
}

function cutUnits(outline: Outline): Piece[] {
  const { text } = outline;
  return unitsOf(outline).flatMap((unit) => {
    if (unit.kind !== 'paragraph') return cutLines(text, unit);
    return isFurniture(text.slice(unit.start, unit.end)) ? [] : cutParagraph(text, unit);
  });
}

/** Cuts a list into parts of like length, whole if it is short; an item of more than a passage's words is cut as a paragraph. Later parts stand under what introduces the list. */
function cutLines(text: string, unit: Unit): Piece[] {
  const [first, second] = unit.blocks;
  const isLed = unit.kind === 'item' && first?.kind === 'paragraph' && second !== undefined;
  const path = isLed ? [...unit.path, text.slice(first.start, first.end)] : unit.path;
  const lines = unit.kind === 'code' ? linesOf(text, unit) : unit.blocks;
  const counted = lines.map(({ start, end }) => ({ start, end, words: countWords(text.slice(start, end)) }));
  const languages = new Set(
    counted.map(({ start, end, words }) =>
      words >= SURE_WORDS ? detectLanguage(text.slice(start, end)) : null,
    ),
  );
  languages.delete(null);
  const isMixed = unit.kind === 'item' && languages.size > 1;
  const parts = isMixed ? counted.map((line) => [line]) : balance(counted, Number.POSITIVE_INFINITY);
  return parts.flatMap((part, i) => {
    const over = i === 0 ? unit.path : path;
    const [only] = part;
    const block = unit.blocks.find(({ start }) => start === only?.start);
    if (
      unit.kind === 'item' &&
      part.length === 1 &&
      only !== undefined &&
      block !== undefined &&
      only.words > MAX_WORDS
    ) {
      return cutParagraph(text, { ...unit, ...only, blocks: [block], path: over });
    }
    const { language } = detectMixture(text.slice(part[0]?.start, part.at(-1)?.end));
    return [pieceOf(part, { ...unit, path: over }, language)];
  });
}

function linesOf(text: string, { start, end }: Range): Range[] {
  return Array.from(text.slice(start, end).matchAll(/[^\n]*\S[^\n]*/g), ({ 0: line, index }) => ({
    start: start + index,
    end: start + index + line.trimEnd().length,
  }));
}

function cutParagraph(text: string, unit: Unit): Piece[] {
  const paragraph = text.slice(unit.start, unit.end);
  const { language, mixed } = detectMixture(paragraph);
  const sentences = splitSentences(paragraph, language ?? 'fr').map(({ start, end }) => {
    const words = countWords(paragraph.slice(start, end));
    return { start: unit.start + start, end: unit.start + end, words };
  });
  const runs = mixed ? runsOfOneLanguage(text, sentences, language) : [{ language, sentences }];
  return runs.flatMap((run) => balance(run.sentences).map((part) => pieceOf(part, unit, run.language)));
}

interface Sentence extends Range {
  readonly words: number;
}

interface Run {
  readonly language: Language | null;
  readonly sentences: Sentence[];
}

/** Cuts a paragraph where its language changes; a sentence that is not sure goes with the one before it. */
function runsOfOneLanguage(text: string, sentences: readonly Sentence[], language: Language | null): Run[] {
  const told = sentences.map(({ start, end, words }) =>
    words >= SURE_WORDS ? detectLanguage(text.slice(start, end)) : null,
  );
  const sure = new Set(told.filter((one) => one !== null));
  if (sure.size < 2) return [{ language: language ?? [...sure][0] ?? null, sentences: [...sentences] }];
  const runs: Run[] = [];
  let current = told.find((one) => one !== null) ?? null;
  sentences.forEach((sentence, at) => {
    current = told[at] ?? current;
    const last = runs.at(-1);
    if (last && last.language === current) last.sentences.push(sentence);
    else runs.push({ language: current, sentences: [sentence] });
  });
  return runs;
}

/** The fewest parts that are short enough, cut where the words are shared most evenly. */
function balance(sentences: readonly Sentence[], most = MAX_SENTENCES): Sentence[][] {
  const fewest = Math.ceil(Math.max(sentences.length / most, wordsIn(sentences) / MAX_WORDS, 1));
  for (let parts = fewest; parts < sentences.length; parts += 1) {
    const cut = cutEvenly(sentences, parts);
    if (cut.every((part) => part.length === 1 || (part.length <= most && wordsIn(part) <= MAX_WORDS))) {
      return cut;
    }
  }
  return sentences.map((sentence) => [sentence]);
}

function cutEvenly(sentences: readonly Sentence[], parts: number): Sentence[][] {
  const share = wordsIn(sentences) / parts;
  const cut: Sentence[][] = [];
  let part = -1;
  let before = 0;
  for (const sentence of sentences) {
    // A sentence belongs to the part in which its middle falls.
    const at = Math.min(parts - 1, Math.floor((before + sentence.words / 2) / share));
    if (at === part) cut.at(-1)?.push(sentence);
    else cut.push([sentence]);
    part = at;
    before += sentence.words;
  }
  return cut;
}

function pieceOf(part: readonly Sentence[], unit: Unit, language: Language | null): Piece {
  const start = part[0]?.start ?? unit.start;
  const end = part.at(-1)?.end ?? unit.end;
  const { section, path } = unit;
  return { start, end, section, path, unit, language, sentences: part.length, words: wordsIn(part) };
}

/** Joins fragments to the piece before them, else to the one after; a lone single word says nothing. */
function joinFragments(text: string, pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const isParagraphs = last?.unit.kind === 'paragraph' && piece.unit.kind === 'paragraph';
    const whole =
      last && isParagraphs && (isFragment(text, piece) || isFragment(text, last))
        ? join(text, last, piece)
        : null;
    if (whole) joined[joined.length - 1] = whole;
    else joined.push(piece);
  }
  return joined.filter((piece) => piece.words > 1 || !isFragment(text, piece));
}

function join(text: string, one: Piece, two: Piece): Piece | null {
  const sentences = countable(text, one) + countable(text, two);
  const words = one.words + two.words;
  const between = text.slice(one.end, two.start);
  const together =
    one.section === two.section &&
    (one.language === two.language || one.language === null || two.language === null) &&
    (one.unit === two.unit || (sentences <= MAX_SENTENCES && words <= MAX_WORDS)) &&
    !/[\p{L}\p{N}]/u.test(between.replace(/\s\d{1,2}[.)]\s*$/u, ''));
  if (!together) return null;
  const language = one.language ?? two.language;
  return { ...one, end: two.end, language, sentences, words };
}

function countable(text: string, piece: Piece): number {
  return isFragment(text, piece) && !/[.!?…]$/.test(text.slice(piece.start, piece.end)) ? 0 : piece.sentences;
}

/** Few words, no figure, in a script that parts its words. */
function isFragment(text: string, { start, end, words }: Piece): boolean {
  return words < FRAGMENT_WORDS && /^(?=.*\p{Script=Latin})\P{N}*$/su.test(text.slice(start, end));
}

function wordsIn(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { words }) => sum + words, 0);
}

/** Words as white space parts them; signs standing alone (« », –, ?) are none. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
