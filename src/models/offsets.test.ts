import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../environment.js';
import { locateModel } from './hub.js';
import { tokensBy } from './offsets.js';
import { openSession } from './session.js';

const id = join(PROJECT_ROOT, 'models', 'verbatim-reader');
const session = await openSession(id, await locateModel(id, { cacheFolder: id }));
const tokensOf = tokensBy(session);

const Line = z.object({
  text: z.string(),
  ids: z.array(z.number()),
  places: z.array(z.tuple([z.number(), z.number()])),
});

/** Written by `python3 -m training.reader.sample`, a text a line. */
const sample = (await readFile(fileURLToPath(new URL('reader.sample.jsonl', import.meta.url)), 'utf8'))
  .trim()
  .split('\n')
  .map((line) => Line.parse(JSON.parse(line)));

it.each(sample)('counts as training does: $text', ({ text, ids, places }) => {
  const tokens = tokensOf(text);
  expect(tokens.ids).toEqual(ids);
  expect(tokens.places.map(({ start, end }) => [start, end])).toEqual(places);
});

it('places the tokens of any text in order, inside it, over all that is no white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      let at = 0;
      for (const { start, end } of tokensOf(text).places) {
        // One character that NFKC takes apart belongs to each of the tokens made of it.
        expect(start).toBeGreaterThanOrEqual(Math.max(0, at - 1));
        expect(end).toBeGreaterThanOrEqual(start);
        at = Math.max(at, end);
      }
      expect(at).toBeLessThanOrEqual(text.length);
      if (/[a-z]$/.test(text)) expect(at).toBe(text.length);
    }),
  );
});
