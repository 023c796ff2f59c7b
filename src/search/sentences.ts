import type { Language, Passage } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import type { Embedder } from '../embedding/embedder.js';
import type { Index } from '../index/snapshot.js';
import { wordsOf } from '../index/terms.js';
import { type Amount, amountsIn, type DateMention, periodsIn } from './amounts.js';
import type { Range } from './answer.js';
import type { ComparedWord } from './question.js';
import type { TokenSimilarity } from './similarity.js';

/** A word of a sentence, with its place in the passage. */
export interface SentenceWord extends Range, ComparedWord {}

/** A sentence of a passage, ready to be compared with questions. Offsets are in the passage's text. */
export interface Sentence extends Range {
  readonly text: string;
  readonly language: Language;
  readonly words: readonly SentenceWord[];
  readonly tokens: Uint32Array;
  readonly vector: Float32Array;
  /** Figures and dates in it; offsets in the sentence. */
  readonly amounts: readonly Amount[];
  readonly periods: readonly DateMention[];
}

/** Passages whose sentences are kept in memory: those of the answers given lately. */
const KEPT = 4096;

/** A passage split into sentences. */
export interface ReadPassage {
  readonly sentences: readonly Sentence[];
  /** Its heading and its document's title, read as one sentence of their own. */
  readonly heading: Sentence;
}

/** Reads a passage, by its position in the index. */
export type ReadPassageAt = (position: number) => Promise<ReadPassage | null>;

/** Splits and embeds the sentences of a passage when first asked for, and remembers them. */
export function createReader(
  index: Index,
  embedder: Embedder,
  similarity: TokenSimilarity | null,
): ReadPassageAt {
  const known = new Map<number, ReadPassage>();

  async function read(passage: Passage): Promise<ReadPassage> {
    const ranges = splitSentences(passage.text, passage.language);
    const texts = ranges.map(({ start, end }) => passage.text.slice(start, end));
    const title = index.documents.get(passage.document)?.source.title ?? '';
    const around = `${passage.section}\n${title}`.trim();
    const vectors = await embedder.embedPassages([...texts, around]);
    const analyse = (text: string, range: Range, i: number): Sentence => ({
      ...range,
      text,
      language: passage.language,
      words: locateWords(text, range.start, passage.language, similarity),
      tokens: similarity?.encode(text) ?? new Uint32Array(),
      vector: vectors[i] ?? new Float32Array(embedder.dimension),
      amounts: amountsIn(text),
      periods: periodsIn(text),
    });
    const sentences = ranges.map((range, i) => analyse(texts[i] ?? '', range, i));
    const heading = analyse(around, { start: 0, end: around.length }, texts.length);
    const all = [...sentences, heading].flatMap(({ tokens, words }) => [
      tokens,
      ...words.map((word) => word.tokens),
    ]);
    await similarity?.load(all.flatMap((tokens) => [...tokens]));
    return { sentences, heading };
  }

  return async (position) => {
    const passage = index.passages[position];
    if (passage === undefined) return null;
    let found = known.get(position);
    if (found === undefined) {
      found = await read(passage);
      if (known.size >= KEPT) known.clear();
      known.set(position, found);
    }
    return found;
  };
}

/** The words of a sentence, stop words left out, with their places. */
function locateWords(
  text: string,
  offset: number,
  language: Language,
  similarity: TokenSimilarity | null,
): SentenceWord[] {
  const found: SentenceWord[] = [];
  // White space and punctuation split; figures keep their thousands, words their hyphens and apostrophes.
  const runs =
    /\d+(?:[\s.,\u00A0\u202F]\d{3})*(?:[.,]\d+)?|[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu;
  for (const match of text.matchAll(runs)) {
    const start = offset + match.index;
    for (const { folded, term } of wordsOf(match[0], language)) {
      found.push({
        start,
        end: start + match[0].length,
        folded,
        term,
        tokens: similarity?.encode(folded) ?? new Uint32Array(),
      });
    }
  }
  return found;
}
