import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { TINY_DIMENSION, writeTinyModel } from '../../test/tiny-model.js';
import type { Embedder } from './embedder.js';
import { type ModelSettings, openEncoder } from './encoder.js';
import { POOLINGS } from './families.js';
import { dot } from './vector.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-tiny-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const contextual = join(root, 'contextual');
const table = join(root, 'table');
await writeTinyModel(contextual);
await writeTinyModel(table, { contextual: false });

const open = (settings: Partial<ModelSettings> = {}) =>
  openEncoder({ id: contextual, cacheFolder: root, ...settings });
const embedder = await open();

function expectSame(a: Float32Array | undefined, b: Float32Array): void {
  expect(a).toHaveLength(b.length);
  for (const [i, value] of b.entries()) expect(a?.[i]).toBeCloseTo(value, 5);
}
const cosine = async (a: string, b: string, with_: Embedder) =>
  dot(await with_.embedQuery(a), await with_.embedQuery(b));

describe('a model whose tokens depend on their neighbours', () => {
  it('is told from a table', async () => {
    expect(embedder.tokens).toBeNull();
    expect((await open({ id: table })).tokens).not.toBeNull();
    expect(embedder.dimension).toBe(TINY_DIMENSION);
  });

  it('gives vectors of length 1 that depend on the order of words', async () => {
    const vector = await embedder.embedQuery('the mill grinds wheat');
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(dot(vector, await embedder.embedQuery('wheat grinds the mill'))).toBeLessThan(0.9999);
  });

  it.each(POOLINGS)('embeds a padded batch as it embeds single texts, with %s pooling', async (pooling) => {
    const model = await open({ pooling });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 60 }), { maxLength: 40 }), async (texts) => {
        const together = await model.embedPassages(texts);
        expect(together).toHaveLength(texts.length);
        for (const [i, text] of texts.entries()) {
          const [alone] = await model.embedPassages([text]);
          expectSame(together[i], alone ?? new Float32Array());
        }
      }),
      { numRuns: 10 },
    );
  });

  it('pools as it is told: three ways, three vectors', async () => {
    const [mean, cls, last] = await Promise.all(
      POOLINGS.map(async (pooling) => (await open({ pooling })).embedQuery('the mill grinds wheat')),
    );
    for (const [a, b] of [
      [mean, cls],
      [cls, last],
      [mean, last],
    ]) {
      expect(dot(a ?? new Float32Array(), b ?? new Float32Array())).toBeLessThan(0.999);
    }
  });

  it('gives a zero vector to an empty text, alone and in a batch', async () => {
    const [blank, full] = await embedder.embedPassages([' \n\t\u00a0', 'wheat']);
    expect(blank).toEqual(new Float32Array(TINY_DIMENSION));
    expect(dot(full ?? new Float32Array(), full ?? new Float32Array())).toBeCloseTo(1, 5);
    expect(await embedder.embedQuery('')).toEqual(new Float32Array(TINY_DIMENSION));
    expect(await embedder.embedPassages([])).toEqual([]);
  });

  it('puts the prefixes before questions and passages', async () => {
    const prefixed = await open({ queryPrefix: 'query: ', passagePrefix: 'passage: ' });
    expectSame(await prefixed.embedQuery('wheat'), await embedder.embedQuery('query: wheat'));
    const [passage] = await prefixed.embedPassages(['wheat']);
    expectSame(passage, await embedder.embedQuery('passage: wheat'));
    expect(await prefixed.embedQuery(' ')).toEqual(new Float32Array(TINY_DIMENSION));
  });

  it('reads a long text in windows, to its last word', async () => {
    const model = await open({ maxTokens: 12 });
    const long = 'the mill grinds wheat and rye all day long '.repeat(20);
    expect(await cosine(`${long}in may`, `${long}by six`, model)).toBeLessThan(0.99999);
    const [first] = await model.embedPassages([long]);
    expect(dot(first ?? new Float32Array(), first ?? new Float32Array())).toBeCloseTo(1, 5);
    expectSame(first, await model.embedQuery(long));
  });

  it('reads a word longer than the window, and a prefix that fills it', async () => {
    const model = await open({ maxTokens: 8 });
    expect(await cosine('ab'.repeat(40), `${'ab'.repeat(39)}xy`, model)).toBeLessThan(0.99999);
    const filled = await open({ maxTokens: 4, queryPrefix: 'represent this: ' });
    const vector = await filled.embedQuery('wheat');
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  it('tells how far it has come', async () => {
    const told: (readonly [number, number])[] = [];
    const texts = Array.from({ length: 40 }, (_, i) => `sack ${i}`);
    await embedder.embedPassages([...texts, ''], (done, total) => told.push([done, total]));
    expect(told.at(-1)).toEqual([41, 41]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  });

  it('has another hash when used in another way', async () => {
    const others = await Promise.all([
      open({ pooling: 'cls' }),
      open({ queryPrefix: 'q: ' }),
      open({ maxTokens: 9 }),
      open({ id: table }),
    ]);
    const hashes = [embedder, ...others].map(({ fileHash }) => fileHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect((await open()).fileHash).toBe(embedder.fileHash);
  });
});

describe('a table behind [CLS] and [SEP]', () => {
  it('gives a zero vector to an empty passage, as to an empty question', async () => {
    const model = await open({ id: table });
    const [blank, full] = await model.embedPassages([' \u00a0', 'wheat']);
    expect(blank).toEqual(new Float32Array(TINY_DIMENSION));
    expectSame(full, await model.embedQuery('wheat'));
  });
});

describe('a model folder that cannot be used', () => {
  it.each([
    ['config.json', '{'],
    ['tokenizer.json', '{}'],
    ['onnx/model_quantized.onnx', 'not a graph'],
    ['onnx/model_quantized.onnx', ''],
  ])('is broken when %s holds %j', async (file, content) => {
    const id = await mkdtemp(join(root, 'broken-'));
    await writeTinyModel(id);
    await writeFile(join(id, file), content);
    await expect(open({ id })).rejects.toMatchObject({ code: 'model-broken', details: { model: id } });
  });

  it.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'])(
    'is missing its %s',
    async (file) => {
      const id = await mkdtemp(join(root, 'missing-'));
      await writeTinyModel(id);
      await rm(join(id, file));
      await expect(open({ id })).rejects.toMatchObject({
        code: 'model-missing',
        details: { model: id, file },
      });
    },
  );

  it('takes full weights where there are no quantised ones', async () => {
    const id = join(root, 'full');
    await writeTinyModel(id, { weights: 'onnx/model.onnx' });
    expect((await open({ id })).dimension).toBe(TINY_DIMENSION);
  });
});
