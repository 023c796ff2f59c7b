import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../../test/damage.js';
import { LANGUAGES } from '../corpus/document.js';
import { customIdOf, MOST_KEYS, type Press, pressOf, type ReplyState } from './custom-id.js';

const snowflake = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
const digit = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const key = fc.string({ unit: digit, minLength: 7, maxLength: 7 });
const number = fc.nat(36 ** 3 - 1);
const language = fc.constantFrom(...LANGUAGES);
const common = {
  verdict: fc.constantFrom('answered', 'unsure'),
  asker: snowflake,
  language,
  show: fc.constantFrom('both', 'one'),
  hidden: fc.boolean(),
} as const;
const answerState = fc.array(key, { minLength: 1, maxLength: MOST_KEYS }).chain((keys) =>
  fc.record({
    ...common,
    kind: fc.constant('answer'),
    page: fc.nat(keys.length - 1),
    keys: fc.constant(keys),
  } as const),
);
const topicState = fc.record({
  ...common,
  kind: fc.constant('topic'),
  page: number,
  keys: key.map((only) => [only]),
} as const);
const state: fc.Arbitrary<ReplyState> = fc.oneof(answerState, topicState);
const press: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ action: fc.constantFrom('page', 'show', 'share', 'topic'), state } as const),
  fc.record({ action: fc.constant('delete'), asker: snowflake } as const),
  fc.record({ action: fc.constant('rest'), key, language, part: number, isReading: fc.boolean() } as const),
  fc.record({
    action: fc.constant('sources'),
    asker: snowflake,
    hidden: fc.boolean(),
    page: number,
  } as const),
);

describe('custom ids', () => {
  it('carry any press there and back, in at most 100 characters', () => {
    fc.assert(
      fc.property(press, (pressed) => {
        const id = customIdOf(pressed);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(id).toMatch(/^v1\|[\x21-\x7e]+$/);
        expect(pressOf(id)).toEqual(pressed);
      }),
      fuzzRuns(2000),
    );
  });

  it('are told apart from anything else', () => {
    fc.assert(
      fc.property(press, fc.nat(100), fc.string({ maxLength: 2 }), fc.nat(2), (pressed, at, put, taken) => {
        const id = customIdOf(pressed);
        const changed = id.slice(0, at) + put + id.slice(at + taken);
        const read = pressOf(changed);
        // Whatever is read at all is what that id stands for, and nothing else.
        if (read !== null) expect(customIdOf(read)).toBe(changed);
      }),
      fuzzRuns(5000),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pressOf(text)).toBeNull();
      }),
    );
  });

  const asker = '80351110224678912';
  it.each([
    ['another version', 'v2|d|m0dhhkzb8v4'],
    ['no version', 'd|m0dhhkzb8v4'],
    ['an unknown action', 'v1|z|m0dhhkzb8v4'],
    ['a name of every object', 'v1|constructor|0|0|1|aaaaaaa'],
    ['no asker', 'v1|d|'],
    ['a leading zero', 'v1|d|0m0dhhkzb8v4'],
    ['an asker beyond 64 bits', 'v1|d|zzzzzzzzzzzzz'],
    ['a capital', 'v1|d|M0DHHKZB8V4'],
    ['a key too short', 'v1|p|0|0|1|aaaaaa'],
    ['a key and a half', 'v1|p|0|0|1|aaaaaaaaaa'],
    ['eleven keys', `v1|p|0|0|1|${'a'.repeat(77)}`],
    ['a page beyond the keys', 'v1|p|0|1|1|aaaaaaa'],
    ['a topic of two', 'v1|t|1|0|1|aaaaaaabbbbbbb'],
    ['a field too many', 'v1|d|1|2'],
    ['a page too long', 'v1|o|0|1000|1'],
    ['a third language', 'v1|r|0|de|0|aaaaaaa'],
  ])('are outdated with %s', (_, id) => {
    expect(pressOf(id)).toBeNull();
  });

  it('stay as they are, since messages carry them for years', () => {
    const keys = ['AbC-_12', 'zzzzzzz'];
    const shown = {
      kind: 'answer',
      verdict: 'unsure',
      asker,
      language: 'en',
      show: 'one',
      hidden: true,
    } as const;
    expect(customIdOf({ action: 'page', state: { ...shown, page: 1, keys } })).toBe(
      'v1|p|u|1|lz63ag7l4ao|AbC-_12zzzzzzz',
    );
    expect(customIdOf({ action: 'delete', asker })).toBe('v1|d|lz63ag7l4ao');
    expect(customIdOf({ action: 'rest', key: 'AbC-_12', language: 'fr', part: 12, isReading: true })).toBe(
      'v1|r|1|fr|c|AbC-_12',
    );
    expect(customIdOf({ action: 'sources', asker, hidden: true, page: 3 })).toBe('v1|o|1|3|lz63ag7l4ao');
  });
});
