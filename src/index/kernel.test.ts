import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dotProducts, LANES } from './kernel.js';

it('gives the dot products that a loop gives, of any numbers and any number of rows', () => {
  const size = fc.record({ lanes: fc.integer({ min: 1, max: 60 }), rows: fc.integer({ min: 0, max: 500 }) });
  fc.assert(
    fc.property(size, fc.integer(), ({ lanes, rows }, seed) => {
      const length = lanes * LANES;
      let state = seed;
      const random = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
        return state >> 8;
      };
      // The largest products that 32 bits hold at this length, or nearly.
      const most = Math.min(32_767, Math.floor((2 ** 31 - 1) / (128 * length)));
      const vector = Int16Array.from({ length }, () => random() % (most + 1));
      const table = Int8Array.from({ length: rows * length }, random);
      const products = new Int32Array(rows);
      dotProducts(vector, table, products);
      const expected = Int32Array.from(products, (_, row) =>
        vector.reduce((sum, value, i) => sum + value * (table[row * length + i] ?? 0), 0),
      );
      expect(products).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it.each([1, -1])('keeps the largest of numbers', (sign) => {
  const vector = new Int16Array(512).fill(sign * 32_767);
  const products = new Int32Array(3);
  dotProducts(vector, new Int8Array(3 * 512).fill(-127), products);
  expect([...products]).toEqual(new Array(3).fill(-sign * 127 * 32_767 * 512));
});
