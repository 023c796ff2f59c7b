import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shippedModels } from '../../test/shipped-models.js';
import { writeTinyModel } from '../../test/tiny-model.js';
import { openEncoder } from './encoder.js';
import { openReader } from './reader.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-reader-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const { model, reader: settings } = shippedModels(root);
if (settings === null) throw new Error('a reader is shipped');
// Opened at once, as the engine may: neither is given the files of the other.
const [encoder, reader] = await Promise.all([openEncoder(model), openReader(settings)]);

/** Written by `python3 -m training.reader.logits`, a pair a line. */
const exact = (await readFile(fileURLToPath(new URL('reader.logits.jsonl', import.meta.url)), 'utf8'))
  .trim()
  .split('\n')
  .map((line) =>
    z
      .object({ question: z.string(), context: z.string(), text: z.string(), logit: z.number() })
      .parse(JSON.parse(line)),
  );

const MILL = {
  context: 'Le moulin de Valbrune > Histoire · 1911',
  text: 'Le moulin de Valbrune a été fondé en 1911 par Odile Ferrand. Il emploie 140 ouvriers.',
};

/** The words that a reader marks in a passage. */
async function marked(question: string, passage = MILL): Promise<string> {
  const { span } = await reader.read(question, passage);
  return span === null ? '' : passage.text.slice(span.start, span.end);
}

it('stands beside an encoder opened at the same time', async () => {
  expect(encoder.dimension).toBe(768);
  expect((await encoder.embedQuery('le moulin')).length).toBe(768);
});

describe('the shipped reader', () => {
  it.each([
    ['Qui a fondé le moulin ?', 'Odile Ferrand'],
    ['Who founded the mill?', 'Odile Ferrand'],
    ['combien d’ouvriers', '140'],
  ])('marks the words that answer %j', async (question, words) =>
    expect(await marked(question)).toContain(words),
  );

  it('tells a question that a passage answers from one that it does not', async () => {
    const yes = await reader.read('Qui a fondé le moulin de Valbrune ?', MILL);
    const no = await reader.read('Quel est le prix d’un litre d’essence à Lisbonne ?', MILL);
    expect(yes.logit).toBeGreaterThan(no.logit + 2);
  });

  it('says the same of a passage whatever was read before or is read at once', async () => {
    const alone = await reader.read('Who founded the mill?', MILL);
    const others = ['', 'x', 'Où ?', 'Who?'].map((question) => reader.read(question, MILL));
    const [again] = await Promise.all([reader.read('Who founded the mill?', MILL), ...others]);
    expect(again).toEqual(alone);
  });

  it('lets the event loop turn while it reads', async () => {
    let turns = 0;
    let isReading = true;
    const turn = () => {
      turns++;
      if (isReading) setImmediate(turn);
    };
    setImmediate(turn);
    for (let i = 0; i < 3; i++) await reader.read('Who founded the mill?', MILL);
    isReading = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('reads a long passage to its end', async () => {
    const filler = 'On y moud chaque matin le blé des fermes voisines. '.repeat(60);
    const passage = { ...MILL, text: `${filler}${MILL.text}` };
    const { span, logit } = await reader.read('Qui a fondé le moulin de Valbrune ?', passage);
    expect(span?.start).toBeGreaterThan(filler.length);
    expect(passage.text.slice(span?.start, span?.end)).toContain('Odile Ferrand');
    const without = await reader.read('Qui a fondé le moulin de Valbrune ?', { ...MILL, text: filler });
    expect(logit).toBeGreaterThan(without.logit);
  });

  it('marks whole words, inside the text, whatever it is given', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (question, context, passage) => {
        const { logit, span } = await reader.read(question, { context, text: passage });
        expect(Number.isFinite(logit)).toBe(true);
        if (span === null) return;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(passage.length);
        expect(span.start).toBeLessThanOrEqual(span.end);
        const cuts = [span.start, span.end].filter((at) => /^\p{L}{2}$/u.test(passage.slice(at - 1, at + 1)));
        expect(cuts).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['Combien de meuniers ?', 'Une douzaine de meuniers y travaillent depuis 1911.', 'douzaine'],
    ['How many millstones are there?', 'The mill has two dozen millstones and three wheels.', 'two dozen'],
    [
      'What is the turnover of the mill?',
      'With a turnover of €1.2bn the mill is the largest in the valley.',
      '€1.2bn',
    ],
  ])('marks figures however they are written: %s', async (question, text, words) => {
    expect(await marked(question, { context: 'Le moulin de Valbrune', text })).toContain(words);
  });

  it('says nearly what it says in full precision', async () => {
    const differences: number[] = [];
    for (const { question, context, text, logit } of exact) {
      differences.push(Math.abs((await reader.read(question, { context, text })).logit - logit));
    }
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
    expect(mean).toBeLessThan(0.3);
    expect(Math.max(...differences)).toBeLessThan(1.5);
  });

  it('has a calibration of its own', () => {
    const { scale, answered, unsure } = reader.calibration;
    expect(scale).toBeGreaterThan(0);
    expect(answered).toBeGreaterThan(unsure);
    expect(answered).toBeLessThan(1);
  });
});

describe('a reranker of the hub’s layout', () => {
  it('gives a logit, marks nothing, and is calibrated as any logit is', async () => {
    const id = join(root, 'reranker');
    await writeTinyModel(id, { reranker: true, words: ['mill', 'who'] });
    const tiny = await openReader({ id, cacheFolder: root });
    const { logit, span } = await tiny.read('who', { context: '', text: 'the mill' });
    expect(Number.isFinite(logit)).toBe(true);
    expect(span).toBeNull();
    expect(tiny.calibration).toMatchObject({ scale: 1, bias: 0 });
    const other = await tiny.read('who', { context: '', text: 'who who who' });
    expect(other.logit).not.toBe(logit);
  });

  it.each(['model_quantized.onnx', 'config.json'])('is broken when %s is no such thing', async (file) => {
    const id = join(root, `broken-${file}`);
    await writeTinyModel(id, { reranker: true });
    await writeFile(join(id, file === 'config.json' ? file : `onnx/${file}`), 'not that');
    await expect(openReader({ id, cacheFolder: root })).rejects.toMatchObject({ code: 'model-broken' });
  });

  it('is none when it is an encoder', async () => {
    await expect(openReader({ ...model, cacheFolder: root })).rejects.toMatchObject({
      code: 'model-broken',
      details: { reason: expect.stringContaining('last_hidden_state') },
    });
  });
});
