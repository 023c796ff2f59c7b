import { expect, it } from 'vitest';
import { atLeast, under } from '../bench/report.js';
import { type Measured, renderTable } from './report.js';
import { piecesOf } from './speed.js';

const measured = (model: string, first: number, bytes: number): Measured => ({
  model,
  lines: [
    {
      set: 'mills',
      by: 'dense',
      unit: '%',
      values: [
        { label: 'R@1', value: first, target: atLeast(50) },
        { label: 'R@5', value: 71.26 },
      ],
    },
    { set: 'folder', by: '', unit: 'bytes', values: [{ label: 'size', value: bytes, target: under(2_000) }] },
    { set: 'question', by: '', unit: 'ms', values: [{ label: 'p50', value: 0.0456 }] },
  ],
});

it('puts models side by side, with what each meets', () => {
  const rows = renderTable([measured('one', 49.96, 1_234), measured('two', 50, 5_000_000)])
    .split('\n')
    .map((row) =>
      row
        .slice(2, -2)
        .split('|')
        .map((cell) => cell.trim()),
    );
  expect(rows[0]).toEqual(['set', 'by', 'measure', 'target', 'one', 'met', 'two', 'met']);
  const [, , recalls, size, time] = rows;
  expect(recalls?.slice(2)).toEqual([
    'R@1 / R@5, %',
    '≥ 50 / –',
    '50.0 / 71.3',
    '**no** / –',
    '50.0 / 71.3',
    'yes / –',
  ]);
  expect(size?.slice(3)).toEqual(['< 2,000', '1,234', 'yes', '5,000,000', '**no**']);
  expect(time?.slice(3)).toEqual(['', '0.046', '', '0.046', '']);
});

it('cuts texts into pieces of as many words, across their ends', () => {
  expect(piecesOf(['un deux  trois', 'quatre\ncinq'], 2)).toEqual(['un deux', 'trois quatre']);
});
