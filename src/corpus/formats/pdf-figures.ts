/** A stretch of one line in one size, as it stands on the page. */
export interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** Whether a space is written before or after it. */
  readonly isSpacedBefore: boolean;
  readonly isSpacedAfter: boolean;
  /** Whether a note's mark stood before it, at the beginning of a line: the note itself. */
  readonly isNote: boolean;
  /** Whether it stands by itself: a field of a form with what it is called. */
  readonly isAlone: boolean;
}

/** How much larger than a raised or lowered figure the text beside it is. */
const HOST_RATIO = 1.2;
/** How high over and how far under the baseline figures stand, in the size of the text beside them. */
const RAISED = { from: 0.12, to: 0.75 } as const;
/** The same of what is as large as the text, where it is a figure or a star. */
const RAISED_MARK = { from: 0.2, to: 0.5 } as const;
const MARK = /^[\d*†‡]{1,3}$/u;
const LOWERED = { from: -0.5, to: -0.05 } as const;
/** Longest run that is taken for a mark, a power or an index. */
const LONGEST = 8;
/** How near to the text it belongs to a figure stands, in the size of that text. */
const NEAR = 0.8;

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  ...digits('⁰¹²³⁴⁵⁶⁷⁸⁹'),
  '+': '⁺',
  '-': '⁻',
  '–': '⁻',
  '−': '⁻',
  n: 'ⁿ',
};
const SUBSCRIPTS = digits('₀₁₂₃₄₅₆₇₈₉');

/** What a power stands on, whatever the power. */
const POWER_BASE = /(?:^|[^\d.,])10$|(?:×|·|⋅|\d\s?[x*])\s*\d+$/u;
/** Units that are squared and cubed. */
const UNIT = /(?:^|[\d\s/·.(])(?:(?:[kcdhnmµμ]|da)?m|s|in|ft|yd|mi)$/u;
/** A letter that stands for a quantity. */
const VARIABLE = /[=+−×·]\s?\p{L}{1,3}$|(?:^|[\d(*/-]|(?<!\d)\s)(?![aàyAÀ])\p{L}$/u;
const PRICE = /[$€£]\s?\d+$/u;
/** What an ordinal's raised letter follows: a number, in Roman figures too, or the n of “number”. */
const ORDINAL = /(?:\d|\b[IVXLCDM]+|\b[Nn])$/u;
const SLASH = /^\s*[/⁄∕]/u;

/**
 * Joins raised and lowered figures to the text that they belong to: powers and indices as such
 * characters, the marks of notes not at all.
 */
export function withFigures(runs: readonly Run[]): Run[] {
  const joined = new Map<Run, Run>();
  const gone = new Set<Run>();
  const now = (run: Run) => joined.get(run) ?? run;
  const near = byHeight(runs);
  const largest = runs.reduce((size, run) => Math.max(size, run.size), 1);
  for (const run of runs) {
    if (run.text.length > LONGEST) continue;
    if (run.size * HOST_RATIO > largest && !MARK.test(run.text)) continue;
    const around = near(run);
    const host = hostOf(run, around, gone);
    if (host === null) continue;
    const { at, isBefore, isRaised } = host;
    const beside = now(at);
    gone.add(run);
    if (isBefore) {
      const isFirst = isRaised && !around.some((other) => other !== run && standsBefore(run, at, other));
      const text = isFirst ? '' : isRaised ? written(run.text, SUPERSCRIPTS) : run.text;
      const { left, isSpacedBefore } = run;
      joined.set(at, { ...beside, text: text + beside.text, left, isSpacedBefore, isNote: isFirst });
    } else {
      const isFraction = around.some((other) => follows(run, other) && SLASH.test(other.text));
      const text = isRaised ? raised(beside.text, run.text, isFraction) : lowered(beside.text, run.text);
      const right = Math.max(beside.right, run.right);
      joined.set(at, { ...beside, text: beside.text + text, right, isSpacedAfter: run.isSpacedAfter });
    }
  }
  return runs.filter((run) => !gone.has(run)).map(now);
}

/** Looks up the runs about as high on the page as a run: a drawing has thousands of them. */
function byHeight(runs: readonly Run[]): (run: Run) => Run[] {
  const height = runs.reduce((largest, { size }) => Math.max(largest, size), 1);
  const strips = new Map<number, Run[]>();
  const stripOf = ({ baseline }: Run) => Math.floor(baseline / height);
  for (const run of runs) {
    const strip = strips.get(stripOf(run)) ?? [];
    strips.set(stripOf(run), strip);
    strip.push(run);
  }
  return (run) => [-1, 0, 1].flatMap((step) => strips.get(stripOf(run) + step) ?? []);
}

interface Host {
  readonly at: Run;
  /** Whether the figure stands before it. */
  readonly isBefore: boolean;
  readonly isRaised: boolean;
}

/** The larger text beside a run that is set off its baseline; that before it rather than that after it. */
function hostOf(run: Run, runs: readonly Run[], gone: ReadonlySet<Run>): Host | null {
  const isMark = MARK.test(run.text);
  let before: Host | null = null;
  let after: Host | null = null;
  let nearestBefore = Infinity;
  let nearestAfter = Infinity;
  for (const at of runs) {
    if (at === run || gone.has(at)) continue;
    const offset = (run.baseline - at.baseline) / at.size;
    const isSmall = at.size >= run.size * HOST_RATIO;
    if (!isSmall && !(isMark && at.size >= run.size && isWithin(offset, RAISED_MARK))) continue;
    const isRaised = isWithin(offset, RAISED);
    if (!isRaised && !isWithin(offset, LOWERED)) continue;
    const isBefore = at.left > run.left;
    const gap = Math.abs(isBefore ? at.left - run.right : run.left - at.right);
    if (gap >= Math.min(at.size * NEAR, isBefore ? nearestAfter : nearestBefore)) continue;
    if (isBefore) {
      after = { at, isBefore, isRaised };
      nearestAfter = gap;
    } else {
      before = { at, isBefore, isRaised };
      nearestBefore = gap;
    }
  }
  // `the ¹⁴C method`
  const isIsotope =
    /^\d+$/.test(run.text) && after !== null && /^\p{Lu}\p{Ll}?(?!\p{L})/u.test(after.at.text);
  const belongsAfter = isIsotope && before && isParted(before.at, run);
  return belongsAfter ? after : (before ?? after);
}

function isWithin(offset: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return offset >= from && offset <= to;
}

/** Whether a run stands before a figure, on the line of the text that the figure belongs to. */
function standsBefore(figure: Run, host: Run, other: Run): boolean {
  const isOnLine = Math.abs(other.baseline - host.baseline) < host.size * 0.3;
  const gap = figure.left - other.right;
  return other !== host && isOnLine && gap > -host.size * 0.5 && gap < host.size * 2;
}

function follows(run: Run, other: Run): boolean {
  return (
    Math.abs(other.left - run.right) < other.size * NEAR &&
    Math.abs(other.baseline - run.baseline) < other.size * RAISED.to
  );
}

/** What a raised figure after some text stands for. */
function raised(base: string, figure: string, isFraction: boolean): string {
  const text = figure.trim();
  if (isFraction) return /\d$/.test(base) ? ` ${text}` : text;
  if (/^\p{L}{2,}\.?$/u.test(text) || /^[®™©°º℠ª]+$/u.test(text)) return text;
  if (/^[eo]$/.test(text) && ORDINAL.test(base)) return text;
  if (/^[-–−]\s?\d+$/u.test(text)) return written(text.replace(/\s/u, ''), SUPERSCRIPTS);
  if (VARIABLE.test(base) && /^[\p{L}\d]+$/u.test(text)) return written(text, SUPERSCRIPTS);
  const isPower = POWER_BASE.test(base) || (/^[23]$/.test(text) && UNIT.test(base));
  const isCents = /^\d\d$/.test(text) && PRICE.test(base);
  return /^\d+$/.test(text) && (isPower || isCents) ? written(text, SUPERSCRIPTS) : '';
}

/** What a lowered figure after some text stands for: an index, save under the stroke of a fraction. */
function lowered(base: string, figure: string): string {
  const text = figure.trim();
  return /[\p{L})\]]$/u.test(base) && /^\d+$/.test(text) ? written(text, SUBSCRIPTS) : text;
}

function written(figure: string, characters: Readonly<Record<string, string>>): string {
  return Array.from(figure, (character) => characters[character] ?? character).join('');
}

function digits(characters: string): Record<string, string> {
  return Object.fromEntries(Array.from(characters, (character, i) => [String(i), character]));
}

/** Widest gap, in the size of the text, that letters of one word may have between them. */
export const LETTER_GAP = 0.15;

/** Whether two runs of one line are parted by a space. */
export function isParted(before: Run, after: Run): boolean {
  if (before.isSpacedAfter || after.isSpacedBefore) return true;
  return after.left - before.right > Math.max(before.size, after.size) * LETTER_GAP;
}
