import type { Language } from '../corpus/document.js';
import { keyOf } from '../index/keys.js';
import type { Quote } from './answer.js';
import { shuffled } from './choices.js';
import type { Engine } from './engine.js';
import { quoteOf } from './quote.js';
import { standaloneSentences } from './standalone.js';

/** Pairs that a fact is looked for in: enough of a large corpus, where most have one. */
const MOST_PAIRS = 2_000;

/**
 * A sentence of the corpus that can be understood alone, and has a date: the highlight of its passage. Null when there is none that
 * was not shown.
 *
 * @param seed decides which
 * @param shown keys of passages
 */
export async function factOf(
  engine: Engine,
  language: Language,
  seed: string,
  shown: ReadonlySet<string>,
): Promise<Quote | null> {
  const { pairs: count } = engine.counts;
  const wanted = Math.min(count, MOST_PAIRS);
  const positions = Array.from({ length: wanted }, (_, i) => Math.floor((i * count) / wanted));
  for (const position of shuffled(positions, seed, String)) {
    const [pair] = await engine.index.pairs([position]);
    const side = pair?.[language];
    if (pair === undefined || !side || side.source.asOf === null || shown.has(keyOf(pair))) continue;
    const [sentence] = shuffled(standaloneSentences(side.text, language), seed, ({ start }) => String(start));
    const quote = sentence === undefined ? null : await quoteOf(pair, language, null, engine);
    if (quote !== null && sentence !== undefined) return { ...quote, highlight: sentence };
  }
  return null;
}
