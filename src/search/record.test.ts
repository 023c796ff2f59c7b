import { describe, expect, it } from 'vitest';
import { answer, quote } from '../../test/answers.js';
import { answerRecord } from './record.js';

const keysOf = (value: object) => Object.keys(value);

describe('answerRecord', () => {
  it('has exactly the keys of the contract, in order', () => {
    const record = answerRecord(answer);
    expect(keysOf(record)).toEqual([
      'question',
      'language',
      'verdict',
      'confidence',
      'understoodAs',
      'quotes',
      'timings',
    ]);
    const [first] = record.quotes;
    expect(keysOf(first ?? {})).toEqual([
      'pair',
      'passage',
      'language',
      'text',
      'highlight',
      'span',
      'counterpart',
      'document',
      'section',
      'source',
      'score',
    ]);
    expect(keysOf(first?.counterpart ?? {})).toEqual(['passage', 'language', 'text']);
    expect(keysOf(first?.source ?? {})).toEqual(['title', 'publisher', 'url', 'asOf', 'quoted', 'read']);
    expect(keysOf(record.timings)).toEqual(['embedMs', 'searchMs', 'totalMs']);
  });

  it('carries the text to the letter, and ranges that point into it', () => {
    const [first] = answerRecord(answer).quotes;
    expect(first?.text).toBe(quote.text);
    expect(first?.text.slice(first.span?.start, first.span?.end)).toBe('Odile Ferrand');
  });

  it('says null where there is nothing', () => {
    const bare = { ...quote, counterpart: null, span: null, highlight: null };
    const [first] = answerRecord({ ...answer, quotes: [bare] }).quotes;
    expect(first).toMatchObject({ counterpart: null, span: null, highlight: null });
  });
});
