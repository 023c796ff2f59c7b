import { isParted, type Run } from './pdf-figures.js';
import { WORD_GAP } from './pdf-runs.js';

/** A line of a page, with its place in points from the lower left corner. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Size of the font that most of it is set in, in points. */
  readonly size: number;
  /** Whether it stands by itself: a row of a table, a field of a form. */
  readonly isAlone: boolean;
  /** Whether a note begins with it. */
  readonly isNote: boolean;
}

/** What stands on one baseline, in parts that a wide gap parts from one another. */
export interface Row {
  readonly baseline: number;
  readonly parts: readonly Line[];
}

/** How far apart, in the size of the text, baselines of one row may lie: scans are uneven. */
const UNEVEN = 0.35;
/** How much larger than the text beside it a letter is that begins several lines at once. */
const DROP_CAP = 1.8;

/** The rows of a page, from the top down. */
export function rowsOf(runs: readonly Run[]): Row[] {
  const rows: Run[][] = [];
  for (const run of withDropCaps(runs).toSorted((a, b) => b.baseline - a.baseline)) {
    const first = rows.at(-1)?.[0];
    if (first && first.baseline - run.baseline < Math.min(first.size, run.size) * UNEVEN)
      rows.at(-1)?.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => {
    const parts: Run[][] = [];
    for (const run of row.toSorted((a, b) => a.left - b.left)) {
      const last = parts.at(-1)?.at(-1);
      if (last && run.left - last.right < Math.max(last.size, run.size) * WORD_GAP) parts.at(-1)?.push(run);
      else parts.push([run]);
    }
    const lines = parts.map(lineOf);
    // Dots lead from one part to the next.
    const isLed = lines.some(({ text }) => /(?:\.\s?){4}/.test(text));
    return { baseline: row[0]?.baseline ?? 0, parts: isLed ? [joined(lines, ' ')] : lines };
  });
}

function lineOf(runs: readonly Run[]): Line {
  const [first, ...more] = runs;
  if (!first) throw new RangeError('a line has at least one run');
  const [longest = first] = runs.toSorted((a, b) => b.text.length - a.text.length);
  let text = first.text;
  more.forEach((run, i) => {
    const before = runs[i] ?? first;
    text += (isParted(before, run) ? ' ' : '') + run.text;
  });
  return {
    text: text.trim(),
    left: first.left,
    right: Math.max(...runs.map(({ right }) => right)),
    baseline: longest.baseline,
    size: longest.size,
    isAlone: runs.some(({ isAlone }) => isAlone),
    isNote: first.isNote,
  };
}

/** Parts of a row as one line. */
export function joined(parts: readonly Line[], separator: string): Line {
  const [first, ...more] = parts;
  if (!first) throw new RangeError('a row has at least one part');
  const [longest = first] = parts.toSorted((a, b) => b.text.length - a.text.length);
  return {
    ...longest,
    isAlone: parts.some(({ isAlone }) => isAlone),
    text: parts
      .map(({ text }) => text)
      .join(separator)
      .replaceAll(':; ', ': '),
    left: first.left,
    right: more.at(-1)?.right ?? first.right,
    isNote: first.isNote,
  };
}

/** Joins a large letter, which begins a paragraph beside its first lines, to the word it begins. */
function withDropCaps(runs: readonly Run[]): Run[] {
  const caps = runs.filter(({ text }) => /^["«“]?\s?\p{Lu}['’]?$/u.test(text));
  let joinedRuns = [...runs];
  for (const cap of caps) {
    const top = cap.baseline + cap.size * 0.8;
    const beside = joinedRuns.filter(
      (run) =>
        run.size * DROP_CAP < cap.size &&
        run.left > cap.right - run.size * 0.5 &&
        run.left < cap.right + run.size &&
        run.baseline < top &&
        run.baseline > cap.baseline - run.size * 0.3,
    );
    const [first, second] = beside.toSorted((a, b) => b.baseline - a.baseline);
    if (!first || !second) continue;
    const whole = { ...first, text: cap.text + first.text, left: cap.left, isSpacedBefore: false };
    joinedRuns = joinedRuns.filter((run) => run !== cap).map((run) => (run === first ? whole : run));
  }
  return joinedRuns;
}
