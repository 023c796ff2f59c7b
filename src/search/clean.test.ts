import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanQuestion,
  hasWords,
  isChatter,
  isCut,
  LONGEST_READ,
  plain,
  questionsIn,
  withoutFrame,
} from './clean.js';

it.each([
  ['no-break spaces and width', 'Ｑｕｉ\u00a0est\u202fOdile\u3000?', 'Qui est Odile ?'],
  ['mentions', '<@123456789> <@!12> <@&9> <#42> </ask:77> <:flour:12> <t:1700000000:R> Qui ?', 'Qui ?'],
  ['mark-up', '**Qui** __est__ ~~pas~~ ||Odile|| `?`', 'Qui est pas Odile ?'],
  ['a heading', '# Qui ?', 'Qui ?'],
  ['a quoted line', '> Odile est née en 1884\nOù ça ?', 'Où ça ?'],
  ['a question that is all quoted', '> Qui est Odile ?', 'Qui est Odile ?'],
  ['an address', 'Qui est Odile ? https://mill.example/a?b=c', 'Qui est Odile ?'],
  ['a masked link', 'Qui est [Odile](https://mill.example/odile) ?', 'Qui est Odile ?'],
  ['emoji', 'Qui est Odile 😀 :wave: ?', 'Qui est Odile ?'],
  ['somebody addressed', '@Verbatim-bot qui est Odile ?', 'qui est Odile ?'],
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

it.each([
  'n° 4',
  'C++ et C#',
  '5 < 6 > 3',
  'snake_case',
  'مَرْحَبًا',
  'שלום',
  '你好',
  'L’été à Aix-en-Provence',
  'da Gama',
  '14 av Foch',
  '15 g',
  'orvelle.org',
  'a@orvelle.org',
  'à 10:30:45',
])('leaves %j as it is', (text) => expect(cleanQuestion(text)).toBe(text));

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

it('reads no more than a page, and knows of what', () => {
  const page = 'mot '.repeat(1_000);
  expect(cleanQuestion(page)).toHaveLength(LONGEST_READ - 1);
  expect([page, 'mot', `> ${'cité '.repeat(1_000)}\nmot ?`].map(isCut)).toEqual([true, false, false]);
});

describe('withoutFrame', () => {
  it.each([
    ['Bonjour, qui a fondé le moulin ?', 'qui a fondé le moulin ?'],
    ['Good evening! Who runs it?', 'Who runs it?'],
    ['hi who is Odile', 'who is Odile'],
    ["hi! quick question: what's the mill? thanks", "what's the mill?"],
    ['Who founded it? Thank you!', 'Who founded it?'],
    ['Who founded it? Answer briefly please', 'Who founded it?'],
    ['c’est qui Odile stp merci d’avance !', 'c’est qui Odile'],
    ['Petite question : où est le moulin, svp ?', 'où est le moulin, svp ?'],
    ['Can you tell me who runs the mill?', 'who runs the mill?'],
    ['Tell me about the mill', 'Tell me about the mill'],
    ['Salut tout le monde ! où est le moulin', 'où est le moulin'],
    ['Historique du moulin', 'Historique du moulin'],
    ['Hillary Trocmé, qui est-ce ?', 'Hillary Trocmé, qui est-ce ?'],
    ['Who is Ty', 'Who is Ty'],
    ['Salut', 'Salut'],
    ['merci', 'merci'],
  ])('%j is %j', (text, rest) => expect(withoutFrame(text)).toBe(rest));
});

describe('questionsIn', () => {
  it.each([
    ['Who founded it? When was it founded?', ['Who founded it?', 'When was it founded?']],
    ['Où vit Odile ? Et pourquoi ?', ['Où vit Odile ? Et pourquoi ?']],
    ['Odile founded it in 1911. When was she born?', ['Odile founded it in 1911. When was she born?']],
    ['Who is she?', ['Who is she?']],
    ['Who founded it? '.repeat(40).trim(), ['Who founded it?']],
  ])('%j', (text, questions) => expect(questionsIn(text)).toEqual(questions));
});

describe('isChatter', () => {
  it.each([
    'Bonjour',
    'bonjour !',
    'Salut, ça va ?',
    'hello there',
    'Merci beaucoup !',
    'thanks a lot',
    'bonne journée',
    'Comment ça va ?',
    'how are you doing?',
    'Qui es-tu ?',
    'who are you?',
    'what can you do?',
    'Que sais-tu faire ?',
    'es-tu un robot ?',
    'Comment ça marche ?',
    '/help',
    '!start',
    'help',
    'ok',
    'mdr',
    '👋 hello',
    'Non merci',
    'Quel temps fait-il aujourd’hui ?',
    "what's the weather like today?",
    'Raconte-moi une blague',
  ])('%j', (text) => expect(isChatter(text)).toBe(true));

  it.each([
    'Bonjour, qui a fondé le moulin ?',
    'hi who is Odile',
    'historique',
    'testament',
    'research',
    'no way out',
    'Who are you working for?',
    'the mill',
    '1911',
    'et maintenant ?',
    'Quel temps faisait-il à Aubérac en 1911 ?',
  ])('%j is a question', (text) => expect(isChatter(text)).toBe(false));
});
