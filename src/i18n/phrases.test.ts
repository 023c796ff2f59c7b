import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { phrasesFor } from './phrases.js';

/** Stands in for any argument of a phrase: text, number, or an object of such. */
const anything: unknown = new Proxy(() => '', {
  get: (_, name) =>
    name === Symbol.toPrimitive ? (hint: string) => (hint === 'number' ? 3 : 'fr') : anything,
});

/** Every phrase, by its path. */
function spoken(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(anything, anything, anything, anything))]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no phrase`);
  return Object.entries(value).flatMap(([key, inner]) => spoken(inner, `${path}.${key}`));
}

const all = (language: Language) => spoken(phrasesFor(language), language);
/** Shell examples are typed with a keyboard, and their languages hold different ones. */
const prose = (language: Language) => all(language).filter(([path]) => !path.includes('.examples.'));

describe('phrases', () => {
  it('say something for every path, the same paths in both languages', () => {
    const paths = (language: Language) => prose(language).map(([path]) => path.slice(language.length));
    expect(paths('fr')).toEqual(paths('en'));
    for (const language of LANGUAGES) {
      for (const [path, phrase] of all(language)) expect(phrase.trim(), path).not.toBe('');
    }
  });

  it('never show a hole', () => {
    for (const language of LANGUAGES) {
      for (const [path, phrase] of all(language)) expect(phrase, path).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('are French by the rules of French typography', () => {
    for (const [path, phrase] of prose('fr')) {
      expect(phrase, `${path}: no-break space before high punctuation`).not.toMatch(
        /[^\u00a0\u202f][;!?»](?=\s|$)/,
      );
      expect(phrase, `${path}: no-break space before a colon`).not.toMatch(
        /(?<!fichier:ligne: gravité|fichier:ligne)(?<![\u00a0\u202f]):(?=\s|$)/,
      );
      expect(phrase, `${path}: no-break space after «`).not.toMatch(/«[^\u00a0\u202f]/);
      expect(phrase, `${path}: typographic apostrophe`).not.toMatch(/\p{L}'\p{L}/u);
      expect(phrase, `${path}: typographic quotes`).not.toMatch(/["“”]/);
    }
  });

  it('are English by the rules of English typography', () => {
    for (const [path, phrase] of prose('en')) {
      expect(phrase, path).not.toMatch(/\p{L}'\p{L}|"/u);
      expect(phrase, path).not.toMatch(/\s[;!?]/);
    }
  });

  it('count by the plural rules of their language', () => {
    expect(phrasesFor('en').chat.passages(0)).toBe('0\u00a0passages');
    expect(phrasesFor('fr').chat.passages(0)).toBe('0\u00a0passage');
    expect(phrasesFor('fr').chat.passages(14_000)).toBe('14\u202f000\u00a0passages');
    expect(phrasesFor('en').chat.passages(14_000)).toBe('14,000\u00a0passages');
  });

  it('write dates out, as exactly as they are known', () => {
    const { asOf } = phrasesFor('fr').answer;
    expect(asOf('2012')).toBe('informations de 2012');
    expect(asOf('2010-02')).toBe('informations de février 2010');
    expect(asOf('2010-08')).toBe('informations d’août 2010');
    expect(asOf('2010-02-01')).toBe('informations du 1er février 2010');
    expect(asOf('2015~')).toBe('informations de 2015 environ');
    expect(asOf('2010-02-01~')).toBe('informations du 1er février 2010 environ');
    const { asOf: asOfEn } = phrasesFor('en').answer;
    expect(asOfEn('2012')).toBe('as of 2012');
    expect(asOfEn('2010-02')).toBe('as of February 2010');
    expect(asOfEn('2010-02-13')).toBe('as of 13 February 2010');
    expect(asOfEn('2010-13')).toBe('as of 2010-13');
    expect(asOfEn('2015~')).toBe('as of about 2015');
  });

  it('say why a file cannot be read', () => {
    const { problems } = phrasesFor('en');
    expect(problems.unreadable({ reason: 'too-large', limit: 100 })).toContain('100 MB');
    expect(problems.unreadable({ reason: 'toString' })).toContain('toString');
    const { failures } = phrasesFor('fr');
    const refused = failures['file-unreadable']({
      file: 'q.txt',
      reason: "EACCES: permission denied, open 'q.txt'",
    });
    expect(refused).toMatch(/q\.txt .* accès refusé$/);
    expect(failures['file-unreadable']({ file: 'q.txt', reason: 'EXOTIC' })).toMatch(/EXOTIC$/);
  });

  it('name a source alone for its own words, and say of others after whom they were written', () => {
    const [french, english] = [phrasesFor('fr').answer.attribution, phrasesFor('en').answer.attribution];
    expect(french('Wikipédia', { quoted: true, read: null })).toBe('Wikipédia');
    expect(french('Wikipédia', { quoted: false, read: '2026-11' })).toBe(
      'd’après Wikipédia, page lue en novembre 2026',
    );
    expect(english('Ashoka', { quoted: false, read: null })).toBe('after Ashoka');
    expect(english('Ashoka', { quoted: true, read: '2026-11-03' })).toBe(
      'Ashoka, page read on 3 November 2026',
    );
  });
});
