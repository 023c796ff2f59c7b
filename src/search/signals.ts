import type { Signals } from './learned.js';
import type { Question } from './question.js';
import type { Ranked } from './rank.js';
import type { Background } from './retrieve.js';

/** Kinds of question whose answer has a form that can be looked for. */
const FORMED = new Set(['person', 'date', 'number', 'place']);
/** Words covered less than this count as not covered at all: unrelated words reach it by chance. */
const CHANCE = 0.35;

/**
 * The signals of a question's best candidate:
 * - `nearness`: its cosine, in deviations above the corpus's mean, over 10;
 * - `late`: late interaction; `sentence`: score of its best sentence, over 2;
 * - `covered`: share of the question's words that it covers, by weight;
 * - `names`: the least covered name asked about; `weakest`: that, or the share covered of the words that
 *   are no names, whichever is less: a near miss has the name and not the rest;
 * - `figures`: share of the figures asked about that it gives;
 * - `kind`: whether it has a span of the kind asked for (1 when no kind is asked for);
 * - `lexical`: its BM25 against the best, 1 when words and meaning agree; `margin`: its lead over the next.
 */
export function signalsOf(
  question: Question,
  best: Ranked,
  next: Ranked | undefined,
  background: Background,
): Signals {
  const { words } = question;
  const covered = best.covered.map((score) => Math.max(0, (score - CHANCE) / (1 - CHANCE)));
  const names = words.flatMap((word, i) => (word.isName ? [covered[i] ?? 0] : []));
  const plainWeights = words.flatMap((word, i) =>
    word.isName || word.isNumber ? [] : [[word.weight, covered[i] ?? 0] as const],
  );
  return {
    nearness: background.deviation > 0 ? (best.cosine - background.mean) / background.deviation / 10 : 0,
    late: best.late,
    sentence: best.side.score / 2,
    covered: weighted(words.map(({ weight }, i) => [weight, covered[i] ?? 0])),
    weakest: Math.min(
      plainWeights.length > 0 ? weighted(plainWeights) : 1,
      names.length > 0 ? Math.min(...names) : 1,
    ),
    names: names.length > 0 ? Math.min(...names) : 1,
    figures: best.features.figures,
    kind: FORMED.has(question.asked.kind) && best.side.span === null ? 0 : 1,
    lexical: best.lexical,
    margin: next === undefined ? 1 : Math.min(1, Math.max(0, best.rank - next.rank)),
  };
}

function weighted(values: readonly (readonly [weight: number, value: number])[]): number {
  const total = values.reduce((sum, [weight]) => sum + weight, 0);
  return total > 0 ? values.reduce((sum, [weight, value]) => sum + weight * value, 0) / total : 0;
}
