import { describe, expect, it } from 'vitest';
import { exactMatch, tokenF1 } from './spans.js';

describe('marked spans', () => {
  it.each([
    ['155 millions d’euros', ['155 million euros', "155 millions d'euros"], 1],
    ['À 19 ans,', ['a 19 ans'], 1],
    ['in 1984', ['1984'], 0],
    ['', [''], 0],
    ['1984', [], 0],
  ])('%s is one of %j: %i', (marked, accepted, expected) => {
    expect(exactMatch(marked, accepted)).toBe(expected);
  });

  it.each([
    ['in 1984', ['1984'], 2 / 3],
    ['the the cat', ['the cat'], 4 / 5],
    ['dog', ['the cat', 'the dog'], 2 / 3],
    ['', ['1984'], 0],
    ['1984', [], 0],
  ])('%s against %j has an F1 of %f', (marked, accepted, expected) => {
    expect(tokenF1(marked, accepted)).toBeCloseTo(expected);
  });
});
