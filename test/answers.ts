import type { Answer, Quote, QuoteSide } from '../src/search/answer.js';
import { type Style, styleOf } from '../src/terminal/style.js';

const FRENCH =
  'Le moulin de Valbrune tourne depuis l’hiver 1911. Il fut bâti par Odile Ferrand, meunière, qui disait : « L’eau ne s’arrête pas ! » Ses trois roues donnent encore 14\u202f000 sacs par an.';
const ENGLISH =
  'The Valbrune mill has been turning since the winter of 1911. It was built by Odile Ferrand, a miller, who used to say: “Water does not stop!” Its three wheels still yield 14,000 sacks a year.';

/** A side of a quote, with the sentence and the words in it to mark. */
export function side(language: 'fr' | 'en', text: string, sentence: string, span: string): QuoteSide {
  const rangeOf = (part: string) =>
    part === '' ? null : { start: text.indexOf(part), end: text.indexOf(part) + part.length };
  return {
    passage: `mill.${language}#history/1`,
    language,
    text,
    highlight: rangeOf(sentence),
    span: rangeOf(span),
    document: `mill.${language}.md`,
    section: language === 'fr' ? 'Histoire' : 'History',
    source: {
      title: language === 'fr' ? 'Moulins du pays' : 'Mills of the country',
      publisher: 'Cercle des meuniers',
      url: 'https://mills.example/valbrune',
      asOf: '2010-02',
      quoted: true,
      read: null,
    },
    address: null,
  };
}

const french = side('fr', FRENCH, FRENCH.slice(50, 133), 'Odile Ferrand');
const english = side('en', ENGLISH, ENGLISH.slice(61, 142), 'Odile Ferrand');

export const quote: Quote = {
  ...french,
  pair: 'mill#history/1',
  key: 'mIll-_1',
  counterpart: english,
  score: 0.9,
};

export const answer: Answer = {
  question: 'Qui a bâti le moulin ?',
  language: 'fr',
  intent: 'question',
  verdict: 'answered',
  confidence: 0.93,
  understoodAs: null,
  quotes: [quote],
  topics: [],
  timings: { embedMs: 1, searchMs: 2, totalMs: 3 },
};

/** A style of a width, without colours unless they are forced. */
export function style(columns: number, colours = false): Style {
  return styleOf({ columns }, colours ? { FORCE_COLOR: '1' } : {});
}
