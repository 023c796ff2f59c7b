import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsIn, datesIn, isMonth, numberOf, periodsIn } from './amounts.js';

/** What is written at each place found, and its value. */
function read(text: string, found: readonly { start: number; end: number; value: number | string }[]) {
  return found.map(({ start, end, value }) => [text.slice(start, end), value]);
}

describe('amountsIn', () => {
  it.each([
    ['14 000 salariés', '14 000', 14_000],
    ['14\u00a0000 salariés', '14\u00a0000', 14_000],
    ['14\u202f000 salariés', '14\u202f000', 14_000],
    ['14,000 employees', '14,000', 14_000],
    ['some 14.000', '14.000', 14_000],
    ['12 345 678 grains', '12 345 678', 12_345_678],
    ['1,5 million de sacs', '1,5 million', 1_500_000],
    ['1.5 million sacks', '1.5 million', 1_500_000],
    ['2 milliards', '2 milliards', 2e9],
    ['vingt-huit ans', 'vingt-huit', 28],
    ['twenty-eight years', 'twenty-eight', 28],
    ['vingt et un meuniers', 'vingt et un', 21],
    ['soixante et onze meuniers', 'soixante et onze', 71],
    ['soixante-dix meuniers', 'soixante-dix', 70],
    ['quatre-vingts meuniers', 'quatre-vingts', 80],
    ['quatre-vingt-dix-sept meuniers', 'quatre-vingt-dix-sept', 97],
    ['une centaine de sacs', 'une centaine', 100],
    ['a dozen sacks', 'dozen', 12],
    ['deux cents sacs', 'deux cents', 200],
    ['deux cent mille sacs', 'deux cent mille', 200_000],
    ['trois mille cinq cents sacs', 'trois mille cinq cents', 3_500],
    ['two hundred and fifty sacks', 'two hundred and fifty', 250],
    ['two hundred thousand sacks', 'two hundred thousand', 200_000],
    ['more than a million sacks', 'million', 1_000_000],
    ['(35 pays)', '35', 35],
    ['in 35 countries.', '35', 35],
  ])('reads %j', (text, written, value) => {
    expect(read(text, amountsIn(text))).toEqual([[written, value]]);
    expect(amountsIn(text)[0]?.hasUnit).toBe(false);
  });

  it.each([
    ['155 M€ en 2009', '155 M€', 155e6],
    ['155 millions d’euros', '155 millions d’euros', 155e6],
    ['€155 million', '€155 million', 155e6],
    ['300 k€', '300 k€', 300_000],
    ['95 % des sacs', '95 %', 95],
    ['95\u00a0% des sacs', '95\u00a0%', 95],
    ['95% of sacks', '95%', 95],
    ['12 euros', '12 euros', 12],
  ])('takes the unit of %j with it', (text, written, value) => {
    expect(read(text, amountsIn(text))).toEqual([[written, value]]);
    expect(amountsIn(text)[0]?.hasUnit).toBe(true);
  });

  it.each(['en 1984', 'un moulin', 'one mill', 'the 2019 page', 'cent fois', 'A4', 'B2B'])(
    'finds no amount in %j',
    (text) => expect(amountsIn(text)).toEqual([]),
  );

  it('tells years and amounts of one sentence apart', () => {
    const text = 'En 2012, 10 000 salariés et 560 M€.';
    expect(read(text, amountsIn(text))).toEqual([
      ['10 000', 10_000],
      ['560 M€', 560e6],
    ]);
  });
});

describe('datesIn', () => {
  it.each([
    ['en février 2010', 'février 2010', '2010-02'],
    ['in February 2010', 'February 2010', '2010-02'],
    ['le 12 août 1998', '12 août 1998', '1998-08'],
    ['on March 12, 1998', 'March 12, 1998', '1998-03'],
    ['le 1er janvier 2001', '1er janvier 2001', '2001-01'],
    ['since 1984', '1984', '1984'],
    ['in the 1980s', '1980s', '1980s'],
    ['in the 3rd century BC', '3rd century BC', '3rd century bc'],
    ['au IIIe siècle avant J.-C.', 'IIIe siècle avant J.-C.', 'iiie siecle avant j.-c.'],
    ['au XIXe siècle', 'XIXe siècle', 'xixe siecle'],
  ])('reads %j', (text, written, value) => {
    expect(read(text, datesIn(text))).toEqual([[written, value]]);
  });

  it.each(['14 000 salariés', '2010 € par mois', 'may be', 'en mars', 'n° 19845'])(
    'finds no date in %j',
    (text) => {
      expect(datesIn(text)).toEqual([]);
    },
  );
});

describe('periodsIn', () => {
  it.each([
    ['entre 1984 et 1986', '1984 et 1986', '1984/1986'],
    ['between 1984 and 1986', '1984 and 1986', '1984/1986'],
    ['de 1999 à 2003', '1999 à 2003', '1999/2003'],
    ['from 1999 to 2003', '1999 to 2003', '1999/2003'],
    ['du 3 mai 2004 au 5 juin 2006', '3 mai 2004 au 5 juin 2006', '2004-05/2006-06'],
    ['1984–1986', '1984–1986', '1984/1986'],
    ['de mai 1984 à juin 1986', 'mai 1984 à juin 1986', '1984-05/1986-06'],
  ])('reads %j as one', (text, written, value) => {
    expect(read(text, periodsIn(text))).toEqual([[written, value]]);
  });

  it('keeps two dates that are no period apart', () => {
    expect(periodsIn('en 1984 et 1986').map(({ value }) => value)).toEqual(['1984', '1986']);
  });
});

it('knows the months of both languages by their folded names', () => {
  expect(['fevrier', 'august', 'may', 'decembre'].every(isMonth)).toBe(true);
  expect(['moulin', 'ma', ''].some(isMonth)).toBe(false);
});

it('finds only places inside the text, in order and apart, in any text', () => {
  const bits = fc.constantFrom(
    ' ',
    '-',
    '14',
    '000',
    '2010',
    'deux',
    'cent',
    '%',
    '€',
    ',',
    'mai',
    'et',
    'é',
    's',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(bits).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const found of [amountsIn(text), datesIn(text), periodsIn(text)]) {
        let last = 0;
        for (const { start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }
    }),
  );
});

it('reads what looks like the numeral of a century and never ends in one go', () => {
  // Once, the square of its length: this took a quarter of an hour.
  expect(periodsIn(`${'x'.repeat(500_000)}e, au XIXe siècle`)).toMatchObject([{ end: 500_017 }]);
});

it.each([
  ['5', 5],
  ['cinq', 5],
  ['twelve', 12],
  ['1.5', 1.5],
  ['moulin', null],
  ['constructor', null],
])('takes %j for %j', (word, number) => expect(numberOf(word)).toBe(number));
