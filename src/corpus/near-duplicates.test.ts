import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Language, Passage } from './document.js';
import { findRepetitions } from './near-duplicates.js';

function passagesOf(texts: readonly string[], language: Language = 'en'): Passage[] {
  return texts.map((text, at) => {
    return {
      id: `${at}`,
      document: 'a.txt',
      section: '',
      path: [],
      language,
      start: 0,
      end: text.length,
      text,
    };
  });
}

it('tells exact repetitions whatever the capitals and stops', () => {
  const [one, two] = passagesOf(['The well is dry.', 'The WELL is dry']);
  expect(findRepetitions(passagesOf(['The well is dry.', 'The WELL is dry']))).toEqual([
    { passage: two, earlier: one, exact: true },
  ]);
});

it('never compares two languages', () => {
  expect(findRepetitions([...passagesOf(['Paris 2019']), ...passagesOf(['Paris 2019'], 'fr')])).toEqual([]);
});

/** The definition, without the filter. */
function similar(one: string, two: string): boolean {
  const shingles = (text: string) => {
    const words = text.split(' ');
    return new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')));
  };
  const [a, b] = [shingles(one), shingles(two)];
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared > 0 && shared / (a.size + b.size - shared) >= 0.8;
}

it('misses no near repetition of two and invents none', () => {
  const words = fc.array(fc.constantFrom(...'abcdefghijkl'), { minLength: 5, maxLength: 40 });
  const edits = fc.array(fc.tuple(fc.nat(39), fc.constantFrom(...'abcxyz')), { maxLength: 2 });
  fc.assert(
    fc.property(words, edits, (list, changes) => {
      const changed = [...list];
      for (const [at, word] of changes) if (at < changed.length) changed[at] = word;
      const [one, two] = [list.join(' '), changed.join(' ')];
      const [found] = findRepetitions(passagesOf([one, two]));
      expect(found?.exact ?? null).toBe(one === two ? true : similar(one, two) ? false : null);
    }),
    { numRuns: 500 },
  );
});
