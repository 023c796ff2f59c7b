import type { ReadResult } from '../src/corpus/outline.js';
import { expectWellFormed } from './expect-well-formed.js';

/** The blocks of what was read, each as its kind (of a heading, its rank) and its words. */
export function blocksIn({ outline }: ReadResult): string[] {
  if (outline === null) return [];
  expectWellFormed(outline);
  return outline.blocks.map(({ kind, level, start, end }) => {
    const words = outline.text.slice(start, end);
    return kind === 'heading' ? `h${level} ${words}` : kind === 'paragraph' ? words : `${kind} ${words}`;
  });
}

/** What was told of it: codes and details. */
export function toldIn({ problems }: ReadResult): object[] {
  return problems.map(({ code, details }) => ({ code, ...details }));
}
