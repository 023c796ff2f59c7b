import { expect, it } from 'vitest';
import { lineCounter } from './lines.js';

it('counts lines from 1, whatever ends them', () => {
  const lineAt = lineCounter('a\nb\r\nc\rd\n\nf');
  expect([0, 1, 2, 3, 5, 7, 9, 10].map(lineAt)).toEqual([1, 1, 2, 2, 3, 4, 5, 6]);
});
