import { describe, expect, it } from 'vitest';
import { strayLines } from './doctor.js';

describe('strayLines', () => {
  it('finds the lines that are no setting, and no others', () => {
    const env = [
      '# comment',
      '',
      'A=1',
      'export B = 2',
      'C: 3',
      'nonsense',
      "D='two",
      "lines'",
      '=5',
      'E="a\\"b"',
    ].join('\n');
    expect(strayLines(env)).toEqual([6, 9]);
    expect(strayLines('A=1\r\n\r\nB=2\r\n')).toEqual([]);
  });
});
