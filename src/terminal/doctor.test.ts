import { describe, expect, it } from 'vitest';
import { misspelt, strayLines } from './doctor.js';

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

describe('misspelt', () => {
  it.each([
    ['CORPUSS', 'CORPUS'],
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['reader_model', 'READER_MODEL'],
  ])('takes %s for %s', (name, meant) => {
    expect(misspelt(['INDEX', name])).toEqual([[name, meant]]);
  });

  it('says nothing of settings of others', () => {
    expect(misspelt(['HTTPS_PROXY', 'NODE_OPTIONS', 'CORPUS'])).toEqual([]);
  });
});
