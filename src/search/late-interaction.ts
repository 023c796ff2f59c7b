import type { Index, Side } from '../index/snapshot.js';
import type { TokenTable } from '../models/embedder.js';

/** Tokens weighing less than this share of the heaviest are function words and punctuation. */
const LIGHT = 0.35;
/** Most tokens of a question that are compared: a pasted page is no longer a question. */
const MOST_TOKENS = 48;
/** What a token in every pair of a corpus still weighs. */
const LEAST = 0.15;

/**
 * Late interaction (ColBERT's MaxSim, Khattab & Zaharia 2020) of a question with passages over the tokens of a context-free
 * model: for each passage, 0–1, the mean over the question's tokens of the best cosine in it, each weighted by its norm and by how
 * rare it is. For a model that has no such tokens, 0.
 */
export async function lateInteraction(
  question: string,
  passages: readonly Side[],
  index: Index,
  tokens: TokenTable | null,
): Promise<number[]> {
  if (tokens === null) return passages.map(() => 0);
  const asked = await weighed(question, index, tokens);
  await tokens.load(passages.flatMap((passage) => [...passage.tokens]));
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const cosines = asked.map(() => new Map<number, number>());
  return passages.map((passage) => {
    let sum = 0;
    for (const [i, { id, norm, weight }] of asked.entries()) {
      const known = cosines[i] ?? new Map<number, number>();
      let best = 0;
      for (const other of passage.tokens) {
        let cosine = known.get(other);
        if (cosine === undefined) {
          const norms = norm * tokens.weight(other);
          cosine = norms > 0 ? tokens.dot(id, other) / norms : 0;
          known.set(other, cosine);
        }
        if (cosine > best) best = cosine;
      }
      sum += weight * best;
    }
    return total > 0 ? sum / total : 0;
  });
}

/** The tokens of a question that weigh enough to be compared, heaviest first. */
async function weighed(question: string, index: Index, tokens: TokenTable) {
  const ids = [...tokens.encode(question)];
  await tokens.load(ids);
  const frequencies = await index.tokenFrequencies(ids);
  const total = index.manifest.counts.pairs;
  const all = ids.map((id, i) => {
    const norm = tokens.weight(id);
    return { id, norm, weight: norm * rarity(frequencies[i] ?? 0, total) };
  });
  const least = Math.max(...all.map(({ norm }) => norm)) * LIGHT;
  return all
    .filter(({ norm }) => norm > 0 && norm >= least)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TOKENS);
}

/**
 * How much a token that occurs in `occurrences` of `total` pairs says, from `LEAST` (in all of them) to 1
 * (in none): inverse document frequency (Spärck Jones 1972), scaled.
 */
function rarity(occurrences: number, total: number): number {
  const idf = Math.log((total + 1) / (occurrences + 0.5)) / Math.log((total + 1) / 0.5);
  return LEAST + (1 - LEAST) * Math.min(1, Math.max(0, idf));
}
