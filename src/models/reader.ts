import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '../failure.js';
import type { Range } from '../range.js';
import { type DownloadProgress, type HubSettings, locateModel, type ModelFiles } from './hub.js';
import { type Tokens, tokensBy } from './offsets.js';
import { type Output, openSession } from './session.js';

/** Which reader. */
export interface ReaderSettings extends HubSettings {
  /** A hub id of a text-classification reranker, or a local folder in the hub's layout. */
  readonly id: string;
}

/** A passage to be read. */
export interface Readable {
  /** What stands before it: title, headings, date; may be empty. */
  readonly context: string;
  readonly text: string;
}

/** What a reader says of a passage. */
export interface Reading {
  /** That the passage answers; comparable across passages and questions. */
  readonly logit: number;
  /** The words of the passage that answer best; null from a reader that marks none. */
  readonly span: Range | null;
}

/** How logits become probabilities, and from which on an answer is said to be one: measured outside training. */
export interface Calibration {
  /** Probability = 1 / (1 + exp(−(scale × logit + bias))), Platt (1999). */
  readonly scale: number;
  readonly bias: number;
  /** Least probabilities of `answered` and of `unsure`. */
  readonly answered: number;
  readonly unsure: number;
}

/** A cross-encoder: it reads a question and a passage together. */
export interface Reader {
  /** Hub id or local folder, as the user named it. */
  readonly id: string;
  readonly calibration: Calibration;
  read(question: string, passage: Readable): Promise<Reading>;
}

/** Longest question and context in tokens, as in training (`training/reader/encoding.py`). */
const LONGEST_QUESTION = 48;
const LONGEST_CONTEXT = 40;
/** Longest sequence in tokens, as in training. */
const LONGEST = 224;
/** Tokens that two windows of one long passage share. */
const OVERLAP = 48;
/** Windows read of one passage: of more, those that share most tokens with the question. */
const MOST_WINDOWS = 6;
/** Longest answer in tokens. */
const LONGEST_SPAN = 64;

/** Of rerankers that carry no calibration of their own: their logit is a logit of relevance. */
const UNCALIBRATED: Calibration = { scale: 1, bias: 0, answered: 0.7, unsure: 0.3 };

const Config = z.object({
  calibration: z
    .object({ scale: z.number(), bias: z.number(), answered: z.number(), unsure: z.number() })
    .optional(),
});

/**
 * Opens a reader, downloading it first when it is a hub model that the cache does not hold. A model with outputs `answers`, `start`
 * and `end` marks the answering words; one with `logits` (BGE, Jina, mMARCO, GTE rerankers) only says whether a passage answers.
 *
 * @throws Failure one of the `model-*` codes.
 */
export async function openReader(settings: ReaderSettings, onProgress?: DownloadProgress): Promise<Reader> {
  const files = await locateModel(settings.id, settings, onProgress);
  const session = await openSession(settings.id, files);
  const calibration = await calibrationOf(files);
  const tokensOf = tokensBy(session);
  const opening = session.idOf('<s>') ?? session.idOf('[CLS]') ?? 0;
  const closing = session.idOf('</s>') ?? session.idOf('[SEP]') ?? 0;
  // RoBERTa's way of joining two texts closes the first twice; BERT's tells them apart by their segment.
  const isRoberta = session.idOf('</s>') !== undefined;
  const between = isRoberta ? [closing, closing] : [closing];
  const longest = Math.min(LONGEST, session.longestInput);
  const outputs = Object.keys(await session.run([[opening, closing]]));
  if (!outputs.includes('answers') && !outputs.includes('logits')) {
    throw new Failure('model-broken', { model: settings.id, reason: `outputs: ${outputs.join(', ')}` });
  }

  async function read(question: string, { context, text }: Readable): Promise<Reading> {
    const asked = tokensOf(question).ids.slice(0, LONGEST_QUESTION);
    const around = context === '' ? [] : tokensOf(`${context} :`).ids.slice(-LONGEST_CONTEXT);
    const tokens = tokensOf(text);
    const before = [opening, ...asked, ...between, ...around];
    let best: Reading | null = null;
    for (const window of nearest(asked, windowsOf(tokens, longest - before.length - 1))) {
      const ids = [...before, ...window.ids, closing];
      const types = isRoberta ? undefined : [ids.map((_, i) => (i < asked.length + 2 ? 0 : 1))];
      // The library runs a model on this thread: between two runs timers and sockets have their turn.
      await yieldToEvents();
      const outputs = await session.run([ids], types);
      const logit = (outputs['answers'] ?? outputs['logits'])?.data[0] ?? Number.NEGATIVE_INFINITY;
      if (best !== null && logit <= best.logit) continue;
      best = { logit, span: spanOf(outputs, before.length, window, text) };
    }
    return best ?? { logit: Number.NEGATIVE_INFINITY, span: null };
  }

  return { id: settings.id, calibration, read };
}

async function calibrationOf({ root, name }: ModelFiles): Promise<Calibration> {
  const config = Config.safeParse(JSON.parse(await readFile(join(root, name, 'config.json'), 'utf8')));
  return config.data?.calibration ?? UNCALIBRATED;
}

/** Tokens in windows that overlap, none longer than `longest`: a long passage is read whole. */
function windowsOf({ ids, places }: Tokens, longest: number): Tokens[] {
  const windows: Tokens[] = [];
  const step = Math.max(1, longest - OVERLAP);
  for (let from = 0; windows.length === 0 || from + OVERLAP < ids.length; from += step) {
    windows.push({ ids: ids.slice(from, from + longest), places: places.slice(from, from + longest) });
  }
  return windows;
}

function nearest(asked: readonly number[], windows: readonly Tokens[]): readonly Tokens[] {
  if (windows.length <= MOST_WINDOWS) return windows;
  const shared = ({ ids }: Tokens) => {
    const inside = new Set(ids);
    return new Set(asked.filter((id) => inside.has(id))).size;
  };
  return windows
    .map((window) => ({ window, shared: shared(window) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_WINDOWS)
    .map(({ window }) => window);
}

/** The best start and end together, the end not before the start nor too far behind it; whole words. */
function spanOf(
  outputs: Readonly<Record<string, Output>>,
  before: number,
  { places }: Tokens,
  text: string,
): Range | null {
  const [starts, ends] = [outputs['start']?.data, outputs['end']?.data];
  if (starts === undefined || ends === undefined) return null;
  let best: { start: number; end: number; score: number } | null = null;
  for (let start = 0; start < places.length; start++) {
    for (let end = start; end < Math.min(places.length, start + LONGEST_SPAN); end++) {
      const score = (starts[before + start] ?? 0) + (ends[before + end] ?? 0);
      if (best === null || score > best.score) best = { start, end, score };
    }
  }
  const [first, last] = best === null ? [] : [places[best.start], places[best.end]];
  return first === undefined || last === undefined ? null : wholeWords(text, first.start, last.end);
}

const IN_WORD = /[\p{L}\p{M}\p{N}]/u;

function wholeWords(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  const isInside = (at: number) => IN_WORD.test(text[at - 1] ?? '') && IN_WORD.test(text[at] ?? '');
  while (start > 0 && isInside(start)) start--;
  while (end < text.length && isInside(end)) end++;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  // The stop of a sentence is none of its last word's; that of an initial or of "Inc." is.
  const bare = text.slice(start, end).replace(/[\s,;:]+$|(?<=\p{L}{4}|\p{N})[.!?…]+$/u, '');
  end = start + bare.length;
  return { start, end };
}
