import type { Range } from '../range.js';
import type { Language, Passage } from './document.js';
import { isFurniture } from './furniture.js';
import { detectLanguage, detectMixture, isForeign, tellLanguage } from './language.js';
import { lineCounter } from './lines.js';
import type { Block, Outline, ReadProblem } from './outline.js';
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

/** A run of sentences on its way to be a passage. */
interface Piece extends Range {
  readonly section: Block | null;
  /** Its paragraph; the first of them when several are joined. */
  readonly paragraph: Block;
  readonly language: Language | null;
  /** Sentences in it, fragments (list items of a word or two) not counted. */
  readonly sentences: number;
  readonly words: number;
}

/**
 * Cuts one of our own pages: a passage for each paragraph, named by its section's anchor. A heading
 * with paragraphs but no anchor, and an anchor that stands twice, are told.
 */
export function cutPage(path: string, outline: Outline, page: Page): Cut {
  const passages: Passage[] = [];
  const problems: ReadProblem[] = [];
  const lineAt = lineCounter(outline.text);
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  let heading: Block | null = null;
  let anchor = '';
  outline.blocks.forEach((block, at) => {
    if (block.kind === 'heading') {
      heading = block;
      const text = outline.text.slice(block.start, block.end);
      // Ids stay stable and unlike any real anchor's while the heading waits for one.
      anchor = block.anchor ?? `?${text}`;
      const problem = { severity: 'error', line: lineAt(block.start) } as const;
      if (block.anchor === null && outline.blocks[at + 1]?.kind === 'paragraph') {
        problems.push({ ...problem, code: 'anchor-missing', details: { heading: text } });
      }
      if (block.anchor !== null && anchors.has(anchor)) {
        problems.push({ ...problem, code: 'anchor-duplicate', details: { anchor } });
      }
      anchors.add(anchor);
      return;
    }
    const paragraph = (counts.get(anchor) ?? 0) + 1;
    counts.set(anchor, paragraph);
    const id = pagePassageId(page, { anchor, paragraph });
    passages.push(passageOf(outline.text, path, id, heading, page.language, block));
  });
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
  const pieces = joinFragments(text, cutParagraphs(outline));
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
    passages.push(passageOf(text, path, `${path}#${passages.length + 1}`, piece.section, language, piece));
  }
  return { passages, problems };
}

function passageOf(
  text: string,
  document: string,
  id: string,
  heading: Block | null,
  language: Language,
  { start, end }: Range,
): Passage {
  const section = heading ? text.slice(heading.start, heading.end) : '';
  return { id, document, section, language, start, end, text: text.slice(start, end) };
}

function cutParagraphs({ text, blocks }: Outline): Piece[] {
  let section: Block | null = null;
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') section = block;
    const isText = block.kind === 'paragraph' && !isFurniture(text.slice(block.start, block.end));
    return isText ? cutParagraph(text, block, section) : [];
  });
}

function cutParagraph(text: string, block: Block, section: Block | null): Piece[] {
  const paragraph = text.slice(block.start, block.end);
  const { language, mixed } = detectMixture(paragraph);
  const sentences = splitSentences(paragraph, language ?? 'fr').map(({ start, end }) => {
    const words = countWords(paragraph.slice(start, end));
    return { start: block.start + start, end: block.start + end, words };
  });
  const runs = mixed ? runsOfOneLanguage(text, sentences, language) : [{ language, sentences }];
  return runs.flatMap((run) =>
    balance(run.sentences).map((part) => pieceOf(part, block, section, run.language)),
  );
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
function balance(sentences: readonly Sentence[]): Sentence[][] {
  const fewest = Math.ceil(Math.max(sentences.length / MAX_SENTENCES, wordsIn(sentences) / MAX_WORDS, 1));
  for (let parts = fewest; parts < sentences.length; parts += 1) {
    const cut = cutEvenly(sentences, parts);
    if (
      cut.every((part) => part.length === 1 || (part.length <= MAX_SENTENCES && wordsIn(part) <= MAX_WORDS))
    ) {
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

function pieceOf(
  part: readonly Sentence[],
  paragraph: Block,
  section: Block | null,
  language: Language | null,
): Piece {
  const start = part[0]?.start ?? paragraph.start;
  const end = part.at(-1)?.end ?? paragraph.end;
  return { start, end, section, paragraph, language, sentences: part.length, words: wordsIn(part) };
}

/** Joins fragments to the piece before them, else to the one after; a lone single word says nothing. */
function joinFragments(text: string, pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const whole =
      last && (isFragment(text, piece) || isFragment(text, last)) ? join(text, last, piece) : null;
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
    (one.paragraph === two.paragraph || (sentences <= MAX_SENTENCES && words <= MAX_WORDS)) &&
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
  return text.match(/\S+/gu)?.filter((word) => /[\p{L}\p{N}]/u.test(word)).length ?? 0;
}
