import type { Language, Passage } from './document.js';
import { isForeign, tellLanguage } from './language.js';
import { lineCounter } from './lines.js';
import type { Block, Outline, ReadProblem } from './outline.js';
import { type Page, pagePassageId } from './pages.js';
import { type Piece, piecesOf } from './pieces.js';
import { unitsOf } from './units.js';

/** Characters of a document that tell its language when no passage does. */
const SAMPLE = 2000;

/** What an outline is cut into. */
export interface Cut {
  readonly passages: readonly Passage[];
  readonly problems: readonly ReadProblem[];
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
  const pieces = piecesOf(outline);
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
