import { expect, it } from 'vitest';
import { type ExtractedBlock, isLeadIn, layOut } from './outline.js';

const laidOut = (...blocks: ExtractedBlock[]) => layOut(blocks).text;

it('lays blocks out a blank line apart, blank ones left out', () => {
  const blocks = ['un', '  ', ' deux '].map((text) => ({ kind: 'paragraph' as const, text }));
  const plain = { kind: 'paragraph', anchor: null, level: 0, lead: '' };
  expect(layOut(blocks)).toEqual({
    text: 'un\n\ndeux',
    blocks: [
      { ...plain, start: 0, end: 2 },
      { ...plain, start: 4, end: 8 },
    ],
  });
});

it('keeps a list together with what introduces it', () => {
  const item = (text: string) => ({ kind: 'item' as const, text });
  expect(laidOut({ kind: 'paragraph', text: 'Les membres :' }, item('Ada'), item('Luc'))).toBe(
    'Les membres :\n- Ada\n- Luc',
  );
  expect(laidOut({ kind: 'paragraph', text: 'Bonjour.' }, item('Ada'), item('Luc'))).toBe(
    'Bonjour.\n\nAda\n- Luc',
  );
});

it('puts a block on the line that it has in its file, as far as there is room', () => {
  expect(
    laidOut({ kind: 'paragraph', text: 'un', line: 3 }, { kind: 'paragraph', text: 'deux', line: 7 }),
  ).toBe('\n\nun\n\n\n\ndeux');
  expect(
    laidOut({ kind: 'paragraph', text: 'un', line: 3 }, { kind: 'paragraph', text: 'deux', line: 4 }),
  ).toBe('\n\nun\n\ndeux');
});

it.each(['Les membres sont :', 'Members:', '**Members:**'])(
  'takes “%s” for what introduces a list',
  (text) => {
    expect(isLeadIn(text)).toBe(true);
  },
);
