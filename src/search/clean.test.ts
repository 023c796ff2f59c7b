import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanQuestion, hasWords, plain } from './clean.js';

it.each([
  ['no-break spaces and width', 'Ｑｕｉ\u00a0est\u202fOdile\u3000?', 'Qui est Odile ?'],
  ['mentions', '<@123456789> <@!12> <@&9> <#42> </ask:77> <:flour:12> <t:1700000000:R> Qui ?', 'Qui ?'],
  ['mark-up', '> **Qui** __est__ ~~pas~~ ||Odile|| `?`', 'Qui est pas Odile ?'],
  ['a heading', '# Qui ?', 'Qui ?'],
  ['controls and direction marks', 'Qui\u0000 est\u200b\u202e Odile\u0007', 'Qui est Odile'],
  ['colours of a terminal', '\u001b[31mQui\u001b[0m est \u001b[1;4mOdile', 'Qui est Odile'],
  ['stacked marks', 'Z\u0337\u0327a\u0338l\u0336g\u0337o\u0335', 'Zalgo'],
  ['accents in two characters', 'fonde\u0301', 'fondé'],
  ['ligatures', 'ﬁn', 'fin'],
  ['lines', '  Qui \n\t est-ce  ', 'Qui est-ce'],
  ['lone surrogates', '\ud800Qui', 'Qui'],
])('reads through %s', (_, raw, clean) => {
  expect(
    cleanQuestion(raw)
      .normalize('NFD')
      .replace(/[\u0327\u0301]+$/, ''),
  ).toBe(clean.normalize('NFD').replace(/[\u0327\u0301]+$/, ''));
});

it.each(['n° 4', 'C++ et C#', '5 < 6 > 3', 'snake_case', 'مَرْحَبًا', 'שלום', '你好', 'L’été à Aix-en-Provence'])(
  'leaves %j as it is',
  (text) => expect(cleanQuestion(text)).toBe(text),
);

it('makes one line of any text, with nothing invisible in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const clean = cleanQuestion(raw);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cf}]|\s\s|^\s|\s$/u);
    }),
  );
});

it('knows words from signs', () => {
  expect(['Odile', '42', '你'].every(hasWords)).toBe(true);
  expect(['', '?!', '😀', '—'].some(hasWords)).toBe(false);
});

it('makes plain forms for matching', () => {
  expect(plain('L’Œuvre d‘Été, Ça')).toBe("l'oeuvre d'ete, ca");
});
