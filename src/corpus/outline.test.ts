import { expect, it } from 'vitest';
import { layOut } from './outline.js';

it('lays blocks out a blank line apart', () => {
  const blocks = ['un', '  ', ' deux '].map((text) => ({ kind: 'paragraph' as const, text, anchor: null }));
  expect(layOut(blocks)).toEqual({
    text: 'un\n\ndeux',
    blocks: [
      { kind: 'paragraph', start: 0, end: 2, anchor: null },
      { kind: 'paragraph', start: 4, end: 8, anchor: null },
    ],
  });
});
