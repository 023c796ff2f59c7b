import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './pdf-columns.js';
import type { Run } from './pdf-figures.js';

const run = (text: string, left: number, baseline: number): Run => ({
  text,
  left,
  right: left + text.length * 5,
  baseline,
  size: 10,
  isSpacedBefore: false,
  isSpacedAfter: false,
  isNote: false,
  isAlone: false,
});
/** Lines of running text: each fills its column, and none begins a sentence. */
const line = fc.stringMatching(/^[a-z]{5,6}(?: [a-z]{5,6}){4}$/);
const textOf = (runs: readonly Run[]) => columnsOf(runs).flatMap((lines) => lines.map(({ text }) => text));

describe('columnsOf', () => {
  it('reads a column before the next, in whatever order they are drawn', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 4, maxLength: 12 }),
        fc.array(line, { minLength: 4, maxLength: 12 }),
        fc.integer({ min: 0, max: 11 }),
        fc.infiniteStream(fc.integer()),
        (left, right, offset, order) => {
          const runs = [
            ...left.map((text, i) => run(text, 50, 700 - 12 * i)),
            ...right.map((text, i) => run(text, 300, 700 - offset - 12 * i)),
          ];
          const shuffled = runs
            .map((each) => ({ each, at: order.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ each }) => each);
          expect(textOf(shuffled)).toEqual([...left, ...right]);
        },
      ),
    );
  });

  it('reads lines that run over the page as they stand', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        expect(textOf(lines.map((text, i) => run(text, 50, 700 - 12 * i)))).toEqual(lines);
      }),
    );
  });
});
