import { fileURLToPath } from 'node:url';
import { AutoTokenizer, env } from '@xenova/transformers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { usedBytes } from '../../test/garbage.js';
import { rememberWords } from './word-memory.js';

env.allowRemoteModels = false;
env.localModelPath = fileURLToPath(new URL('../../models/', import.meta.url));
const tokenizer = await AutoTokenizer.from_pretrained('verbatim-fr-en', { local_files_only: true });
const encode = (text: string): number[] => tokenizer.encode(text);

/** What tokenizers treat in ways of their own: white space, joiners, marks, cases, unpaired surrogates, special tokens. */
const ODD =
  ' |\n|\t|\r|\u00a0|\u202f|\u2003|\u2028|\u0085|\ufeff|\u200b|\u00ad|\u0000|Σ|ς|İ|ﬁ|e\u0301|\u0301|œ|Œ|東|가|🐚|\ud800|\udc00|’|.|-|[PAD]|[UNK]|a|B|é|1'.split(
    '|',
  );

it('gives the ids of the tokenizer itself, whatever the text', () => {
  const remembering = rememberWords(encode);
  expect(remembering).not.toBe(encode);
  const odd = fc.string({ unit: fc.constantFrom(...ODD), maxLength: 16 });
  fc.assert(
    fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (text) => {
      expect(remembering(text)).toEqual(encode(text));
    }),
    { numRuns: 1_000 },
  );
});

it('asks for the ids of a word once', () => {
  const asked: string[] = [];
  const remembering = rememberWords((text) => {
    asked.push(text);
    return encode(text);
  });
  asked.length = 0;
  expect(remembering('phare phare\nphare')).toEqual(encode('phare phare phare'));
  expect(asked).toEqual(['phare']);
});

it('leaves alone a tokenizer that adds something to every text', () => {
  const framed = (text: string) => [1, ...encode(text), 2];
  expect(rememberWords(framed)).toBe(framed);
});

it('remembers of a text no more than its words', () => {
  const remembering = rememberWords(encode);
  const spaces = ' '.repeat(90_000);
  remembering('a');
  const before = usedBytes();
  for (let i = 1; i <= 100; i++) remembering(`anticonstitutionnellement${i}${spaces}`);
  // The texts are 9 MB together.
  expect(usedBytes() - before).toBeLessThan(4e6);
});
