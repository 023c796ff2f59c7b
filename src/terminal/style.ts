import picocolors from 'picocolors';

type Environment = Readonly<Record<string, string | undefined>>;
/** Puts a text in a colour or a weight, without touching a letter of it. */
export type Paint = (text: string) => string;

/** How things are shown: how wide the page is, and what each kind of thing looks like. */
export interface Style {
  /** Columns to write in. */
  readonly columns: number;
  /** Whether it is to be read aloud: no columns, and words instead of marks. */
  readonly isPlain: boolean;
  /** Columns that `span` adds to the words it marks. */
  readonly spanColumns: number;
  readonly heading: Paint;
  /** The sentence that answers. */
  readonly sentence: Paint;
  /** The bar beside it. */
  readonly mark: Paint;
  /** The words in it that answer. */
  readonly span: Paint;
  /** Small print. */
  readonly small: Paint;
  readonly good: Paint;
  readonly doubtful: Paint;
  readonly bad: Paint;
}

/** What a style is told from: a stream such as `process.stdout`. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const NARROWEST = 24;
/** Lines longer than this are hard to follow, even in two columns. */
const WIDEST = 160;
const USUAL = 80;
/** Around the answering words where there are no colours. */
const STARS = '**';

/**
 * Colours on a terminal unless NO_COLOR is set or TERM is dumb; elsewhere only when FORCE_COLOR asks. Who has chosen to have no
 * colours has the answering words between asterisks; what goes into a file or to a program has the passage as it is.
 *
 * @param isPlain whether it is to be read aloud
 */
export function styleOf(screen: Screen, env: Environment, isPlain = false): Style {
  const forced = Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  const wanted = forced || (screen.isTTY === true && env['TERM'] !== 'dumb' && env['FORCE_COLOR'] !== '0');
  const isColoured = wanted && !env['NO_COLOR'] && !isPlain;
  const isStarred = !isColoured && !isPlain && (screen.isTTY === true || Boolean(env['NO_COLOR']));
  const colors = picocolors.createColors(isColoured);
  const columns = screen.columns || Number(env['COLUMNS']) || USUAL;
  return {
    columns: isPlain ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, Math.min(columns, WIDEST)),
    isPlain,
    spanColumns: isStarred ? 2 * STARS.length : 0,
    heading: colors.bold,
    sentence: colors.cyan,
    mark: colors.cyan,
    span: isStarred ? (text) => `${STARS}${text}${STARS}` : (text) => colors.cyan(colors.bold(text)),
    small: colors.dim,
    good: colors.green,
    doubtful: colors.yellow,
    bad: colors.red,
  };
}
