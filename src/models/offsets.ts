import type { Range } from '../range.js';
import type { Session } from './session.js';
import { LONGEST_REMEMBERED, unshared } from './word-memory.js';

/** The tokens of a text, and where in it each stands. */
export interface Tokens {
  readonly ids: readonly number[];
  readonly places: readonly Range[];
}

/** The tokens of a word, each with the number of UTF-16 code units that it stands for. */
type WordTokens = readonly { readonly id: number; readonly length: number }[];

/** Words remembered before the memory of them starts afresh. */
const KEPT = 100_000;
/** Longer words are tokenised in parts: the library's time grows with the square of a word's length. */
const WORD = /\S{1,256}/gu;
/** A character with the marks that compose with it: what NFKC may change as a whole. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu;

/**
 * Makes a tokeniser that says where every token stands. For tokenizers that read a text word by word, in NFKC, and whose tokens
 * are the word's own characters (SentencePiece's ones, such as XLM-R's; WordPiece's, but for case and accents).
 */
export function tokensBy(session: Pick<Session, 'pieces'>): (text: string) => Tokens {
  const memory = new Map<string, WordTokens>();

  function tokensOf(word: string): WordTokens {
    const known = memory.get(word);
    if (known !== undefined) return known;
    const tokens = measured(word, session.pieces(word));
    if (memory.size >= KEPT) memory.clear();
    if (word.length <= LONGEST_REMEMBERED) memory.set(unshared(word), tokens);
    return tokens;
  }

  return (text) => {
    const { normal, origins } = normalised(text);
    const ids: number[] = [];
    const places: Range[] = [];
    for (const match of normal.matchAll(WORD)) {
      let at = match.index;
      for (const { id, length } of tokensOf(match[0])) {
        ids.push(id);
        places.push({ start: origins[at] ?? text.length, end: origins[at + length] ?? text.length });
        at += length;
      }
    }
    return { ids, places };
  };
}

/** A text in NFKC; for each of its code units, and for its end, where in the text it comes from. */
function normalised(text: string): { normal: string; origins: readonly number[] } {
  const whole = text.normalize('NFKC');
  const origins: number[] = [];
  if (whole === text) {
    for (let i = 0; i <= text.length; i++) origins.push(i);
    return { normal: text, origins };
  }
  let normal = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const changed = cluster.normalize('NFKC');
    const isSame = changed === cluster;
    for (let i = 0; i < changed.length; i++) origins.push(isSame ? index + i : index);
    normal += changed;
  }
  origins.push(text.length);
  return { normal, origins };
}

/** How much of a word each of its tokens stands for; an unknown one, what lies before the next known. */
function measured(word: string, { ids, pieces }: ReturnType<Session['pieces']>): WordTokens {
  const tokens: { id: number; length: number }[] = [];
  let at = 0;
  for (const [i, id] of ids.entries()) {
    const piece = (pieces[i] ?? '').replace(/^(?:▁|##)/u, '');
    const found = word.startsWith(piece, at) ? at : word.indexOf(piece, at);
    if (found > at) {
      const before = tokens.at(-1);
      if (before !== undefined) before.length += found - at;
    }
    const length = found < 0 ? 0 : piece.length;
    tokens.push({ id, length });
    at = found < 0 ? at : found + length;
  }
  const last = tokens.at(-1);
  if (last !== undefined) last.length += word.length - at;
  return tokens;
}
