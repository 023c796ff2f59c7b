import fc from 'fast-check';
import MiniSearch from 'minisearch';
import SearchableMap from 'minisearch/SearchableMap';
import { expect, it } from 'vitest';
import {
  collectPostings,
  frequenciesOf,
  type Postings,
  pairsWithTerm,
  readPostings,
  scoresOf,
} from './postings.js';

/** Words of few letters, so that many begin with one another and are spelt nearly alike. */
const term = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
const terms = fc.array(term, { minLength: 1, maxLength: 9 });
const passages = fc.array(fc.record({ text: terms, over: terms }), { minLength: 1, maxLength: 12 });
const wanted = fc.record({ term, prefix: fc.boolean(), edits: fc.integer({ min: 0, max: 2 }) });

function postingsOf(all: readonly { text: string[]; over: string[] }[]): Postings {
  const builder = collectPostings(all.length);
  for (const [pair, { text, over }] of all.entries()) builder.add(pair, text, over);
  return builder.build();
}

it('scores as MiniSearch does', () => {
  fc.assert(
    fc.property(
      passages,
      fc.uniqueArray(wanted, { selector: (each) => each.term, minLength: 1, maxLength: 4 }),
      (all, words) => {
        const search = new MiniSearch<{ id: number; text: string; over: string }>({
          fields: ['text', 'over'],
          tokenize: (text) => text.split(' '),
          processTerm: (each) => each,
        });
        search.addAll(all.map(({ text, over }, id) => ({ id, text: text.join(' '), over: over.join(' ') })));
        const optionsOf = new Map(words.map((each) => [each.term, each]));
        const expected = search.search(words.map((each) => each.term).join(' '), {
          boost: { over: 0.5 },
          prefix: (each) => optionsOf.get(each)?.prefix ?? false,
          // From one on, a number of letters.
          fuzzy: (each) => optionsOf.get(each)?.edits ?? 0,
        });
        const postings = postingsOf(all);
        const scores = scoresOf(postings, words, () => SearchableMap.from([...postings.rows]));
        expect(scores.size).toBe(expected.length);
        for (const { id, score } of expected) expect(scores.get(id)).toBeCloseTo(score, 9);
      },
    ),
  );
});

it('counts the pairs of every term, and is read as it was written', () => {
  fc.assert(
    fc.property(passages, (all) => {
      const postings = postingsOf(all);
      for (const each of new Set(all.flatMap(({ text, over }) => [...text, ...over]))) {
        const having = all.filter(({ text, over }) => text.includes(each) || over.includes(each));
        expect(pairsWithTerm(postings, each)).toBe(having.length);
      }
      const frequencies = [...frequenciesOf(postings)];
      expect(readPostings(frequencies, postings.entries, postings.lengths)).toEqual(postings);
      expect(readPostings(frequencies, postings.entries.subarray(1), postings.lengths)).toBeNull();
      expect(readPostings([...frequencies, ...frequencies], postings.entries, postings.lengths)).toBeNull();
    }),
  );
});

it('keeps apart pairs without a passage, and counts a word as often as it saturates', () => {
  const builder = collectPostings(3);
  builder.add(2, new Array<string>(40).fill('phare'), ['port']);
  const postings = builder.build();
  expect([
    ...scoresOf(postings, [{ term: 'phare', prefix: false, edits: 0 }], () => SearchableMap.from([])),
  ]).toEqual([[2, expect.closeTo(Math.log(1 + 2.5 / 1.5) * (0.5 + (15 * 2.2) / 16.2), 9)]]);
  expect([...postings.lengths]).toEqual([0, 0, 0, 0, 1, 1]);
});
