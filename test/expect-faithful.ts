import { expect } from 'vitest';
import type { Document } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import type { Range } from '../src/range.js';
import type { Answer, QuoteSide } from '../src/search/answer.js';

/** The documents of a corpus folder, by path. */
export async function documentsIn(corpusFolder: string): Promise<ReadonlyMap<string, Document>> {
  const { documents } = await readCorpus(corpusFolder);
  return new Map(documents.map((document) => [document.path, document]));
}

/** What holds of every answer: each quote is, to the letter, in its document, and its marks are in it. */
export function expectFaithful(
  { quotes }: Pick<Answer, 'quotes'>,
  documents: ReadonlyMap<string, Document>,
): void {
  for (const quote of quotes) {
    for (const side of [quote, quote.counterpart]) {
      if (side === null) continue;
      expect(side.text).not.toBe('');
      expect(documents.get(side.document)?.text).toContain(side.text);
      expectMarks(side);
    }
    expect(quote.counterpart?.language).not.toBe(quote.language);
  }
}

/** The sentence lies in the passage, and the words in bold in the sentence. */
function expectMarks({ text, highlight, span }: QuoteSide): void {
  const whole = { start: 0, end: text.length };
  if (highlight !== null) expectInside(highlight, whole);
  if (span !== null) expectInside(span, highlight ?? whole);
}

function expectInside(inner: Range, outer: Range): void {
  expect(inner.start).toBeGreaterThanOrEqual(outer.start);
  expect(inner.end).toBeGreaterThan(inner.start);
  expect(inner.end).toBeLessThanOrEqual(outer.end);
}
