import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Language, Passage } from '../corpus/document.js';
import { normalise } from '../models/vector.js';
import { align, type Single } from './alignment.js';

const ALWAYS = { pairs: 0, ofShorter: 0, ofLonger: 0 };

/** A passage whose vector is mostly that of its page, and for the rest that of what it says. */
function single(language: Language, says: number, text = 'x'): Single {
  const passage: Passage = {
    id: `${language}${says}`,
    document: `a.${language}.html`,
    section: '',
    path: [],
    language,
    start: 0,
    end: text.length,
    text,
  };
  const vector = new Float32Array(40);
  vector[language === 'fr' ? 38 : 39] = 1;
  vector[37] = 1;
  vector[says] = 1;
  return { passage, vector: normalise(vector) };
}

const page = (language: Language, says: readonly number[]) => says.map((one) => single(language, one));
const ids = (pairs: readonly [Passage, Passage][]) => pairs.map(([one, two]) => `${one.id}=${two.id}`).sort();

it('pairs what pages say in the same order, whatever one says more', () => {
  const found = align(page('fr', [0, 1, 3, 4, 5, 6]), page('en', [0, 2, 3, 4, 6, 7]), ALWAYS);
  expect(ids(found)).toEqual(['fr0=en0', 'fr3=en3', 'fr4=en4', 'fr6=en6']);
});

it('pairs nothing that is unlike in length, or of other numbers', () => {
  const fr = [single('fr', 0, 'court'), single('fr', 1, 'en 1962'), ...page('fr', [2, 3, 4])];
  const en = [single('en', 0, 'much longer than that'), single('en', 1, 'in 1963'), ...page('en', [2, 3, 4])];
  expect(ids(align(fr, en, ALWAYS))).toEqual(['fr2=en2', 'fr3=en3', 'fr4=en4']);
});

it('tells nothing of pages that have too little in common', () => {
  const [fr, en] = [page('fr', [0, 1, 2, 3]), page('en', [0, 1, 6, 7, 8, 9])];
  expect(align(fr, en, { pairs: 2, ofShorter: 0.5, ofLonger: 0.3 })).toHaveLength(2);
  expect(align(fr, en, { pairs: 3, ofShorter: 0, ofLonger: 0 })).toEqual([]);
  expect(align(fr, en, { pairs: 0, ofShorter: 0.6, ofLonger: 0 })).toEqual([]);
  expect(align(fr, en, { pairs: 0, ofShorter: 0, ofLonger: 0.4 })).toEqual([]);
  expect(align([], en, ALWAYS)).toEqual([]);
});

it('never crosses, nor gives a passage two counterparts', () => {
  const says = fc.array(fc.nat(30), { maxLength: 20 });
  fc.assert(
    fc.property(says, says, (french, english) => {
      const [fr, en] = [page('fr', french), page('en', english)];
      const pairs = align(fr, en, ALWAYS).reverse();
      const places = (singles: readonly Single[], side: 0 | 1) =>
        pairs.map((pair) => singles.findIndex(({ passage }) => passage === pair[side]));
      for (const order of [places(fr, 0), places(en, 1)])
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
    }),
  );
});
