import type { Language, Passage } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import type { Embedder } from '../embedding/embedder.js';
import type { Index } from '../index/snapshot.js';
import { wordsOf } from '../index/terms.js';
import type { Range } from './answer.js';
import type { TokenSimilarity } from './similarity.js';

/** A word of a sentence, with its place in the passage. */
export interface SentenceWord extends Range {
  readonly folded: string;
  readonly term: string;
  readonly tokens: Uint32Array;
}

/** A sentence of a passage, ready to be compared with questions. Offsets are in the passage's text. */
export interface Sentence extends Range {
  readonly text: string;
  readonly language: Language;
  readonly words: readonly SentenceWord[];
  readonly tokens: Uint32Array;
  readonly vector: Float32Array;
}

/** Passages whose sentences are kept in memory: those of the answers given lately. */
const KEPT = 4096;

/** Gives the sentences of a passage, by its position in the index. */
export type Sentences = (passage: number) => Promise<readonly Sentence[]>;

/** Splits and embeds the sentences of a passage when first asked for, and remembers them. */
export function createSentences(
  index: Index,
  embedder: Embedder,
  similarity: TokenSimilarity | null,
): Sentences {
  const known = new Map<number, readonly Sentence[]>();

  async function analyse(passage: Passage): Promise<readonly Sentence[]> {
    const ranges = splitSentences(passage.text, passage.language);
    const texts = ranges.map(({ start, end }) => passage.text.slice(start, end));
    const vectors = await embedder.embedPassages(texts);
    const sentences = ranges.map((range, i): Sentence => {
      const text = texts[i] ?? '';
      return {
        ...range,
        text,
        language: passage.language,
        words: locateWords(text, range.start, passage.language, similarity),
        tokens: similarity?.encode(text) ?? new Uint32Array(),
        vector: vectors[i] ?? new Float32Array(embedder.dimension),
      };
    });
    for (const sentence of sentences) {
      await similarity?.load(sentence.tokens);
      for (const word of sentence.words) await similarity?.load(word.tokens);
    }
    return sentences;
  }

  return async (position) => {
    let sentences = known.get(position);
    if (sentences === undefined) {
      const passage = index.passages[position];
      sentences = passage === undefined ? [] : await analyse(passage);
      if (known.size >= KEPT) known.clear();
      known.set(position, sentences);
    }
    return sentences;
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
