import type SearchableMap from 'minisearch/SearchableMap';

/*
 * Which pairs have which words, in one language: BM25+ over lists of numbers. MiniSearch keeps a map for every
 * word and an entry in it for every pair, ten times as many bytes and most of the time that an index took to open.
 */

/** BM25+ (Lv & Zhai, "Lower-bounding term frequency normalization", CIKM 2011) with MiniSearch's parameters. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const LEAST = 0.5;
/** Weight of a word in the text, and in what stands over it. */
const WEIGHTS = [1, 0.5] as const;
/** Weight of a word that begins with the one wanted, and of one spelt nearly so: MiniSearch's. */
const PREFIX_WEIGHT = 0.375;
const FUZZY_WEIGHT = 0.45;
/** A posting is a pair's position, then how often the word stands in its text and over it, four bits each. */
const MOST_COUNTED = 15;

/** The words of one language's passages. */
export interface Postings {
  /** Term → its row. */
  readonly rows: ReadonlyMap<string, number>;
  /** The postings of row `i` are the entries from `starts[i]` to `starts[i + 1]`, by pair. */
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Two a pair: different words of its text and over it, 0 where it has no passage of this language. */
  readonly lengths: Uint32Array;
  /** Means of both over the pairs that have a passage. */
  readonly averages: readonly number[];
}

/** A word to look for. */
export interface Wanted {
  readonly term: string;
  /** Whether what begins with it counts too. */
  readonly prefix: boolean;
  /** How many letters may differ. */
  readonly edits: number;
}

export interface PostingsBuilder {
  /** Adds the passage of a pair, the terms of its text and those over it; pairs come in order. */
  add(pair: number, text: readonly string[], over: readonly string[]): void;
  build(): Postings;
}

/** Collects the postings of at most 16 million pairs. */
export function collectPostings(pairs: number): PostingsBuilder {
  const rows = new Map<string, number>();
  const found = { rows: growing(), entries: growing() };
  const lengths = new Uint32Array(2 * pairs);
  return {
    add(pair, text, over) {
      const counts = new Map<string, number>();
      const count = (terms: readonly string[], shift: number) => {
        for (const term of terms) {
          const before = counts.get(term) ?? 0;
          if (((before >> shift) & MOST_COUNTED) < MOST_COUNTED) counts.set(term, before + (1 << shift));
        }
      };
      count(text, 4);
      count(over, 0);
      for (const [term, both] of counts) {
        const row = rows.get(term) ?? rows.size;
        rows.set(term, row);
        found.rows.push(row);
        found.entries.push(pair * 256 + both);
      }
      lengths[2 * pair] = Math.max(1, new Set(text).size);
      lengths[2 * pair + 1] = Math.max(1, new Set(over).size);
    },
    build() {
      const rowOf = found.rows.values();
      const starts = new Uint32Array(rows.size + 1);
      for (const row of rowOf) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
      for (let row = 0; row < rows.size; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
      const next = starts.slice();
      const entries = new Uint32Array(rowOf.length);
      for (const [i, entry] of found.entries.values().entries()) {
        const row = rowOf[i] ?? 0;
        const place = next[row] ?? 0;
        entries[place] = entry;
        next[row] = place + 1;
      }
      return { rows, starts, entries, lengths, averages: averagesOf(lengths) };
    },
  };
}

/** In how many pairs a term occurs. */
export function pairsWithTerm({ rows, starts }: Postings, term: string): number {
  const row = rows.get(term);
  return row === undefined ? 0 : (starts[row + 1] ?? 0) - (starts[row] ?? 0);
}

/** The score of every pair that has one of the words wanted; one that has more of them counts for as many. */
export function scoresOf(
  postings: Postings,
  wanted: readonly Wanted[],
  treeOf: () => SearchableMap<number>,
): Map<number, number> {
  const { rows, starts, entries, lengths, averages } = postings;
  const found = new Map<number, { score: number; words: number; last: Wanted }>();
  const addRow = (word: Wanted, row: number, weight: number): void => {
    const list = entries.subarray(starts[row], starts[row + 1]);
    for (const [field, share] of WEIGHTS.entries()) {
      const shift = field === 0 ? 4 : 0;
      let having = 0;
      for (const posting of list) if (((posting >> shift) & MOST_COUNTED) > 0) having++;
      const rarity = Math.log(1 + (lengths.length / 2 - having + 0.5) / (having + 0.5));
      for (const posting of list) {
        const count = (posting >> shift) & MOST_COUNTED;
        if (count === 0) continue;
        const pair = posting >>> 8;
        const length = (lengths[2 * pair + field] ?? 0) / (averages[field] ?? 1);
        const damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length);
        const score = weight * share * rarity * (LEAST + (count * (SATURATION + 1)) / (count + damping));
        const known = found.get(pair);
        if (known === undefined) found.set(pair, { score, words: 1, last: word });
        else {
          known.score += score;
          if (known.last !== word) known.words++;
          known.last = word;
        }
      }
    }
  };
  for (const word of wanted) {
    const row = rows.get(word.term);
    if (row !== undefined) addRow(word, row, 1);
    for (const [near, weight] of nearTerms(word, treeOf)) addRow(word, near, weight);
  }
  return new Map([...found].map(([pair, { score, words }]) => [pair, score * words]));
}

/** The rows of other terms that stand for a word, and what they weigh. */
function nearTerms(
  { term, prefix, edits }: Wanted,
  treeOf: () => SearchableMap<number>,
): Map<number, number> {
  const near = new Map<number, number>();
  const longer = ({ length }: string, distance: number) => length / (length + distance);
  if (edits > 0) {
    for (const [other, [row, distance]] of treeOf().fuzzyGet(term, edits)) {
      if (distance > 0) near.set(row, FUZZY_WEIGHT * longer(other, distance));
    }
  }
  if (prefix) {
    for (const [other, row] of treeOf().atPrefix(term)) {
      if (other !== term) near.set(row, PREFIX_WEIGHT * longer(other, 0.3 * (other.length - term.length)));
    }
  }
  return near;
}

/** Mean length of a text and of what stands over it. */
function averagesOf(lengths: Uint32Array): number[] {
  return WEIGHTS.map((_, field) => {
    let sum = 0;
    let count = 0;
    for (let i = field; i < lengths.length; i += 2) {
      sum += lengths[i] ?? 0;
      if ((lengths[i] ?? 0) > 0) count++;
    }
    return sum / Math.max(1, count);
  });
}

/** The terms in the order of their rows, and in how many pairs each occurs. */
export function* frequenciesOf({ rows, starts }: Postings): Generator<[string, number]> {
  for (const [term, row] of rows) yield [term, (starts[row + 1] ?? 0) - (starts[row] ?? 0)];
}

/** Postings as written: of each term in how many pairs it is, then the numbers. Null when they do not fit together. */
export function readPostings(
  frequencies: readonly (readonly [string, number])[],
  entries: Uint32Array,
  lengths: Uint32Array,
): Postings | null {
  const rows = new Map(frequencies.map(([term], row) => [term, row]));
  const starts = new Uint32Array(rows.size + 1);
  for (const [row, [, count]] of frequencies.entries()) starts[row + 1] = (starts[row] ?? 0) + count;
  const fits = rows.size === frequencies.length && starts.at(-1) === entries.length;
  return fits ? { rows, starts, entries, lengths, averages: averagesOf(lengths) } : null;
}

/** A list of numbers that grows without a hundred bytes for each. */
function growing(): { push(value: number): void; values(): Uint32Array } {
  let values = new Uint32Array(1 << 10);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    values: () => values.subarray(0, length),
  };
}
