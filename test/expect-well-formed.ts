import { expect } from 'vitest';
import type { Outline } from '../src/corpus/outline.js';

/** What holds of every outline: blocks in order and apart, each trimmed and not blank. */
export function expectWellFormed({ text, blocks }: Outline): void {
  let last = 0;
  for (const { start, end } of blocks) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    const slice = text.slice(start, end);
    expect(slice).toBe(slice.trim());
    last = end;
  }
}
