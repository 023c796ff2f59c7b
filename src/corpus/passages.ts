import type { Range } from '../range.js';
import type { Language, Passage } from './document.js';
import { isFurniture } from './furniture.js';
import { detectLanguage, detectMixture, isForeign, tellLanguage } from './language.js';
import { lineCounter } from './lines.js';
import { type Block, isLeadIn, type Outline, type ReadProblem } from './outline.js';
import { type Page, pagePassageId } from './pages.js';
import { splitSentences } from './sentences.js';

/** Most sentences in a passage. */
export const MAX_SENTENCES = 4;
/** Words from which a paragraph of several sentences is cut. */
const MAX_WORDS = 90;
/** Fewer words than this, without a figure, are a fragment. */
const FRAGMENT_WORDS = 3;
/** Fewest words of a sentence whose language may differ from its paragraph's. */
const SURE_WORDS = 4;
/** Characters of a document that tell its language when no passage does. */
const SAMPLE = 2000;

/** What an outline is cut into. */
export interface Cut {
  readonly passages: readonly Passage[];
  readonly problems: readonly ReadProblem[];
}

/** A paragraph, a list with what introduces it, or another block, and what stands over it. */
interface Unit extends Range {
  readonly kind: Block['kind'];
  readonly section: Block | null;
  readonly path: readonly string[];
  /** The items of a list, what introduces them first; else the block alone. */
  readonly blocks: readonly Block[];
}

/** A run of sentences or of items on its way to be a passage. */
interface Piece extends Range {
  readonly section: Block | null;
  readonly path: readonly string[];
  /** Its paragraph; the first of them when several are joined. */
  readonly unit: Unit;
  readonly language: Language | null;
  /** Sentences in it, fragments (list items of a word or two) not counted. */
  readonly sentences: number;
  readonly words: number;
}

/**
 * Cuts one of our own pages: a passage for each paragraph, list and row of a table, named by its section's anchor. A heading
 * with paragraphs but no anchor, and an anchor that stands twice, are told.
 */
export function cutPage(path: string, outline: Outline, page: Page): Cut {
  const passages: Passage[] = [];
  const problems: ReadProblem[] = [];
  const lineAt = lineCounter(outline.text);
  const anchors = new Map<Block, string>();
  const seen = new Set<string>();
  const units = unitsOf(outline);
  const headed = new Set(units.map(({ section }) => section));
  for (const block of outline.blocks) {
    if (block.kind !== 'heading') continue;
    const heading = outline.text.slice(block.start, block.end);
    // Ids stay stable and unlike any real anchor's while the heading waits for one.
    const anchor = block.anchor ?? `?${heading}`;
    const problem = { severity: 'error', line: lineAt(block.start) } as const;
    if (block.anchor === null && headed.has(block)) {
      problems.push({ ...problem, code: 'anchor-missing', details: { heading } });
    }
    if (block.anchor !== null && seen.has(anchor)) {
      problems.push({ ...problem, code: 'anchor-duplicate', details: { anchor } });
    }
    anchors.set(block, anchor);
    seen.add(anchor);
  }
  const counts = new Map<string, number>();
  for (const unit of units) {
    const anchor = (unit.section && anchors.get(unit.section)) ?? '';
    const paragraph = (counts.get(anchor) ?? 0) + 1;
    counts.set(anchor, paragraph);
    passages.push(
      passageOf(outline.text, path, pagePassageId(page, { anchor, paragraph }), page.language, unit),
    );
  }
  return { passages, problems };
}

/**
 * Cuts a plain document: passages of one to four sentences and about 90 words, of one section and one
 * language. Longer paragraphs are cut at sentence ends into parts of like length; a sentence is never
 * cut; fragments of a word or two join their neighbour; page furniture and passages in a third
 * language are left out, the latter told.
 */
export async function cutDocument(path: string, outline: Outline): Promise<Cut> {
  const { text } = outline;
  const pieces = joinFragments(text, cutUnits({ ...outline, blocks: withoutEmptyHeadings(outline.blocks) }));
  const passages: Passage[] = [];
  const problems: ReadProblem[] = [];
  const lineAt = lineCounter(text);
  let fallback: Language | null = null;
  let previous: Language | null = null;
  for (const piece of pieces) {
    let { language } = piece;
    if (language === null && (await isForeign(text.slice(piece.start, piece.end)))) {
      const line = lineAt(piece.start);
      problems.push({ code: 'unknown-language', severity: 'warning', line, details: {} });
      continue;
    }
    if (language === null && previous === null) {
      fallback ??=
        pieces.find((other) => other.language)?.language ?? (await tellLanguage(text.slice(0, SAMPLE), 'fr'));
    }
    language ??= previous ?? fallback ?? 'fr';
    previous = language;
    passages.push(passageOf(text, path, `${path}#${passages.length + 1}`, language, piece));
  }
  return { passages, problems };
}

function passageOf(
  text: string,
  document: string,
  id: string,
  language: Language,
  { start, end, section: heading, path }: Pick<Piece, 'start' | 'end' | 'section' | 'path'>,
): Passage {
  const section = heading ? text.slice(heading.start, heading.end) : '';
  return { id, document, section, path, language, start, end, text: text.slice(start, end) };
}

/**
 * Headings with nothing under them are text: one before a higher one or the end, and in a format that knows no ranks three and more in
 * a row but the last, which are the lines of a list or a table rather than titles.
 */
function withoutEmptyHeadings(blocks: readonly Block[]): Block[] {
  const isHeading = (at: number) => blocks[at]?.kind === 'heading';
  return blocks.map((block, at) => {
    const next = blocks[at + 1];
    if (!isHeading(at) || (next !== undefined && !isHeading(at + 1))) return block;
    const isRun = (isHeading(at - 1) || isHeading(at + 2)) && next?.level === block.level;
    const isEmpty =
      next === undefined || next.level < block.level || (block.level > 0 && next.level === block.level);
    return isRun || isEmpty ? { ...block, kind: 'paragraph', level: 0 } : block;
  });
}

/** The paragraphs, lists, rows and code of an outline. Items of one list are a unit with the paragraph that introduces them, as is code. */
function unitsOf({ text, blocks }: Outline): Unit[] {
  const units: Unit[] = [];
  let headings: Block[] = [];
  let path: string[] = [];
  let lead = '';
  const wordsOf = ({ start, end }: Range) => text.slice(start, end);
  for (const block of blocks) {
    if (block.kind === 'heading') {
      headings = [...headings.filter(({ level }) => level < block.level), block];
      path = headings.map(wordsOf).filter((part) => part !== '');
      lead = '';
      continue;
    }
    const section = headings.at(-1) ?? null;
    const { kind, start, end } = block;
    const led = kind === 'row' ? block.lead || lead : '';
    const unit = { kind, start, end, section, path: led === '' ? path : [...path, led], blocks: [block] };
    const last = units.at(-1);
    const isListed = kind === 'item' && last?.kind === 'item';
    const isIntroduced = last?.kind === 'paragraph' && lead !== '' && (kind === 'item' || kind === 'code');
    if (last?.section === section && (isListed || isIntroduced)) {
      units[units.length - 1] = {
        ...last,
        kind,
        end,
        blocks: [...last.blocks, block],
      };
    } else units.push(unit);
    if (kind !== 'row') {
      const words = kind === 'paragraph' ? wordsOf(block) : '';
      lead = isLeadIn(words) ? words : '';
    }
  }
  return units;
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
