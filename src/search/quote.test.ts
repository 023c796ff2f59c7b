import { expect, it } from 'vitest';
import { agree } from './quote.js';

it.each([
  ['22,000', '22\u202f000 salariés', true],
  ['1.5 million', '1,5 million', true],
  ['10 March 1884', 'le 10 mars 1884', true],
  ['Odile Ferrand', 'Odile Ferrand', true],
  ['in 1997', 'cette année-là', true],
  ['22,000', '650', false],
  ['in 1884', 'en 1911', false],
])('%j and %j: %j', (one, other, expected) => {
  expect(agree(one, other)).toBe(expected);
  expect(agree(other, one)).toBe(expected);
});
