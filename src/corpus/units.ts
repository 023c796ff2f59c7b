import type { Range } from '../range.js';
import { type Block, isLeadIn, type Outline } from './outline.js';

/** A paragraph, a list with what introduces it, or another block, and what stands over it. */
export interface Unit extends Range {
  readonly kind: Block['kind'];
  readonly section: Block | null;
  readonly path: readonly string[];
  /** The items of a list, what introduces them first; else the block alone. */
  readonly blocks: readonly Block[];
}

/** The paragraphs, lists, rows and code of an outline. Items of one list are a unit with the paragraph that introduces them, as is code. */
export function unitsOf({ text, blocks }: Outline): Unit[] {
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

/**
 * Headings with nothing under them are text: one before a higher one or the end, and in a format that knows no ranks three and more in
 * a row but the last, which are the lines of a list or a table rather than titles.
 */
export function withoutEmptyHeadings(blocks: readonly Block[]): Block[] {
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
