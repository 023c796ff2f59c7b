import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../environment.js';
import { openEncoder } from './encoder.js';
import { dot, normalise } from './vector.js';

const id = join(PROJECT_ROOT, 'models', 'verbatim-fr-en');
const embedder = await openEncoder({ id, cacheFolder: id });
const { tokens } = embedder;
if (tokens === null) throw new Error('the shipped model is a table');

const sentence = z.object({ text: z.string(), ids: z.array(z.number()), vector: z.string() });

const cosine = async (a: string, b: string) =>
  dot(await embedder.embedQuery(a), await embedder.embedQuery(b));

const DIMENSION = 768;

it(`has ${DIMENSION} dimensions`, () => {
  expect(embedder.dimension).toBe(DIMENSION);
});

/** Written by `python -m training.sample`, a sentence a line. */
const sample = (await readFile(fileURLToPath(new URL('shipped.sample.jsonl', import.meta.url)), 'utf8'))
  .trim()
  .split('\n')
  .map((line) => sentence.parse(JSON.parse(line)));

it.each(sample)('reads as training does: $text', async ({ text, ids, vector }) => {
  expect([...tokens.encode(text)]).toEqual([...new Set(ids)]);
  // Tests below say that a text without a token has a zero vector.
  if (ids.length === 0) return;
  const trained = normalise(Float32Array.from(new Int8Array(Buffer.from(vector, 'base64'))));
  expect(dot(trained, await embedder.embedQuery(text))).toBeGreaterThan(0.999);
});

it('gives any text a vector of length 1, or a zero one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const vector = await embedder.embedQuery(text);
      const norm = dot(vector, vector);
      expect(norm === 0 || Math.abs(norm - 1) < 1e-5).toBe(true);
      if (/[a-z]/i.test(text)) expect(norm).toBeGreaterThan(0);
    }),
  );
  for (const blank of ['', ' \n\t', '\u00a0\u202f']) {
    expect(await embedder.embedQuery(blank)).toEqual(new Float32Array(DIMENSION));
    expect(await embedder.embedPassages([blank])).toEqual([new Float32Array(DIMENSION)]);
  }
});

it.each([
  ['no-break spaces', '14\u00a0000 salariés\u202f!', '14 000 salariés !'],
  ['accents', 'où est né le créateur ?', 'ou est ne le createur ?'],
  ['accents in two characters', 'cre\u0301ateur', 'créateur'],
  ['case', 'LE MOULIN DE VALBRUNE', 'le moulin de valbrune'],
  ['ligatures', 'la sœur et l’œuvre', 'la soeur et l’oeuvre'],
])('reads through %s', async (_, a, b) => {
  expect(await cosine(a, b)).toBeCloseTo(1, 4);
});

it.each([
  ['Qui a fondé cette association ?', 'Who founded this association?'],
  ['Combien de salariés y travaillent ?', 'How many employees work there?'],
  ['Où est-il né ?', 'Where was he born?'],
  ['Quand la crèche a-t-elle ouvert ?', 'When did the nursery open?'],
])('holds "%s" nearer to its translation than to other questions', async (french, english) => {
  const near = await cosine(french, english);
  for (const other of ['What does the weather look like?', 'Le pain est vendu au marché.']) {
    expect(near).toBeGreaterThan(await cosine(french, other));
  }
});

it('embeds a batch as it embeds single texts', async () => {
  const texts = Array.from({ length: 300 }, (_, i) =>
    i % 7 === 0 ? '' : `Le moulin numéro ${i} moud ${i}.`,
  );
  const together = await embedder.embedPassages(texts);
  for (const [i, text] of texts.entries()) {
    expect(together[i]).toEqual((await embedder.embedPassages([text]))[0]);
    expect(together[i]).toEqual(await embedder.embedQuery(text));
  }
});

it('embeds texts asked for at once as it embeds them one by one', async () => {
  const texts = sample.map(({ text }) => text);
  // A new one has no token at hand yet: each call loads its own, those of others among them.
  const { embedQuery } = await openEncoder({ id, cacheFolder: id });
  const together = await Promise.all(texts.map((text) => embedQuery(text)));
  for (const [i, text] of texts.entries()) expect(together[i]).toEqual(await embedder.embedQuery(text));
});

it('reads a long text to its last word', async () => {
  const long = 'Le moulin de Valbrune moud du seigle et du blé. '.repeat(200);
  expect(await cosine(`${long}Marseille`, `${long}Londres`)).toBeLessThan(0.999999);
});

it('is the mean of its tokens', async () => {
  const words = ['Odile', 'Ferrand', 'founded', 'the', 'mill'];
  const sum = new Float32Array(embedder.dimension);
  for (const word of words) {
    const ids = tokens.encode(word);
    await tokens.load(ids);
    const length = Math.sqrt(
      [...ids].reduce((all, a) => all + [...ids].reduce((of, b) => of + tokens.dot(a, b), 0), 0),
    );
    for (const [i, value] of (await embedder.embedQuery(word)).entries())
      sum[i] = (sum[i] ?? 0) + length * value;
  }
  const vector = await embedder.embedQuery(words.join(' '));
  expect(dot(sum, vector) / Math.sqrt(dot(sum, sum))).toBeCloseTo(1, 5);
});

it('gives the distinct tokens of a text, in order, and the weight of each', async () => {
  const ids = tokens.encode('le blé, le seigle, le blé');
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids]).toEqual([...tokens.encode('le blé, seigle')]);
  await tokens.load(ids);
  for (const token of ids) {
    expect(tokens.weight(token)).toBeCloseTo(Math.sqrt(tokens.dot(token, token)), 6);
  }
  // Function words say little, and training has found it out.
  const [le = 0] = tokens.encode('le');
  const [seigle = 0] = tokens.encode('seigle');
  expect(tokens.weight(le)).toBeLessThan(tokens.weight(seigle));
});

it('refuses a token that was not loaded', () => {
  expect(() => tokens.dot(31_999, 31_999)).toThrow('was not loaded');
});
