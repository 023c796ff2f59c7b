import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Document, Pair, Passage } from '../corpus/document.js';
import { decodeDocuments, decodePairs, encodeDocuments, encodePairs, valuesOf } from './codec.js';

/** Texts with what is hard to keep: unpaired surrogates, no-break spaces, emoji, control characters. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\ud83d', '\udc1a', '🐚', '\u00a0', '\u202f', '\u0000', '\\', '"', '\n', 'é'),
  }),
);

const textsOf = ({ whole, section, cut }: { whole: string[]; section: string; cut: number }) => {
  const documents = whole.map((each, i): Document => {
    const source = { title: each, publisher: null, url: null, asOf: null, quoted: i % 2 === 0, read: null };
    const subject = i % 2 === 0 ? null : { name: each, aliases: whole, kind: 'place' as const, isMain: true };
    return { path: `${i}.txt`, text: each, source, questions: whole.slice(0, i), subject };
  });
  const passages = documents.flatMap((document, i) => {
    const middle = Math.min(cut, document.text.length);
    return [
      { start: 0, end: middle },
      { start: middle, end: document.text.length },
    ].map(
      ({ start, end }, part): Passage => ({
        id: `${document.path}#${part}`,
        document: document.path,
        section: i % 2 === 0 ? '' : section,
        path: i % 2 === 0 ? [] : [section, ...whole.slice(0, i)],
        language: part === 0 ? 'fr' : 'en',
        start,
        end,
        text: document.text.slice(start, end),
      }),
    );
  });
  const pairs = documents.map(
    (_, i): Pair => ({
      id: `${i}`,
      fr: passages[2 * i] ?? null,
      en: i % 3 === 0 ? null : (passages[2 * i + 1] ?? null),
    }),
  );
  return { documents, passages, pairs };
};

/** Lines as they are read: through bytes, as on disk. */
const linesOf = (lines: Iterable<string>, change = (text: string) => text) =>
  valuesOf(Buffer.from(change([...lines].join(''))));

// A cut may part the two halves of a surrogate pair, as a broken file may.
const anyTexts = fc
  .record({ whole: fc.array(text, { maxLength: 6 }), section: text, cut: fc.nat(12) })
  .map(textsOf);

it('reads any text as it was written, to the letter', () => {
  fc.assert(
    fc.property(anyTexts, (texts) => {
      const { documents, passages } = texts;
      expect(decodeDocuments(linesOf(encodeDocuments(texts)))).toEqual({ documents, passages });
      expect(decodePairs(linesOf(encodePairs(texts)), passages)).toEqual(texts.pairs);
    }),
  );
});

it('refuses passages that are not what stands in their document', () => {
  const texts = textsOf({ whole: ['Le phare brille.'], section: '', cut: 8 });
  const written = [...encodeDocuments(texts)];
  expect(decodeDocuments(linesOf(written))).not.toBeNull();
  const change = (text: string) => text.replace('"Le phare brille.","source"', '"Le phare brûle.","source"');
  expect(change(written.join(''))).not.toBe(written.join(''));
  expect(decodeDocuments(linesOf(written, change))).toBeNull();
});
