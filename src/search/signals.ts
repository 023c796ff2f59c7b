import type { Signals } from './learned.js';
import type { Question } from './question.js';
import type { Ranked } from './rank.js';
import type { Background } from './retrieve.js';

/** Share of the words that are no names from which what is asked for counts as wholly there. */
const ENOUGH = 0.5;
/** Kinds of question whose answer has a form that can be looked for. */
const FORMED = new Set(['person', 'date', 'number', 'place']);

/**
 * The signals of a question's best candidate:
 * - `nearness`: its cosine, in deviations above the corpus's mean, over 10;
 * - `late`: late interaction; `sentence`: score of its best sentence, over 2;
 * - `asked`: share of the words that are no names, all of them from `ENOUGH` on; `names`: the least covered
 *   name; `weakest`: the less of that share and that name: a near miss has the names and not the rest;
 * - `figures`: share of the figures asked about that it gives;
 * - `kind`: whether it has a span of the kind asked for (1 when no kind is asked for);
 * - `margin`: its lead over the next.
 */
export function signalsOf(
  question: Question,
  best: Ranked,
  next: Ranked | undefined,
  background: Background,
): Signals {
  const { words } = question;
  const { covered } = best;
  const names = words.flatMap((word, i) => (word.isName ? [covered[i] ?? 0] : []));
  const plainWeights = words.flatMap((word, i) =>
    word.isName || word.isNumber ? [] : [[word.weight, covered[i] ?? 0] as const],
  );
  const plain = plainWeights.length > 0 ? weighted(plainWeights) : 1;
  return {
    nearness: background.deviation > 0 ? (best.cosine - background.mean) / background.deviation / 10 : 0,
    late: best.late,
    sentence: best.side.score / 2,
    asked: Math.min(1, plain / ENOUGH),
    weakest: Math.min(plain, names.length > 0 ? Math.min(...names) : 1),
    names: names.length > 0 ? Math.min(...names) : 1,
    figures: best.features.figures,
    kind: FORMED.has(question.asked.kind) ? Math.min(1, best.side.span?.fit ?? 0) : 1,
    margin: next === undefined ? 1 : Math.min(1, Math.max(0, best.rank - next.rank)),
  };
}

function weighted(values: readonly (readonly [weight: number, value: number])[]): number {
  const total = values.reduce((sum, [weight]) => sum + weight, 0);
  return total > 0 ? values.reduce((sum, [weight, value]) => sum + weight * value, 0) / total : 0;
}
