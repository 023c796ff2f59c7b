import type { Phrases } from '../i18n/en.js';
import type { Range } from '../range.js';
import { haveOneSource, type Quote, type QuoteSide } from '../search/answer.js';
import { columnsOf, inline, padTo } from './display.js';
import type { Paint, Style } from './style.js';
import { wrap } from './wrap.js';

/** Columns from which the two languages stand side by side. */
const SIDE_BY_SIDE = 100;

const NO_MARK = '  ';
const GUTTER = ' │ ';
/** Before what is not quoted: where a passage comes from. */
const DETAIL = '  ↳ ';
const DETAIL_MORE = '    ';
/** Between two facts, or two paths, on a line. */
const BETWEEN = ' · ';

/** A line as painted, and the columns it takes. */
interface Line {
  readonly painted: string;
  readonly columns: number;
}

/** How a passage is set. */
interface Look {
  /** The bar, as painted, beside the lines of the answering sentence. */
  readonly bar: string;
  /** Paints what is around the answering sentence, that sentence, and the span in it. */
  readonly around: Paint;
  readonly sentence: Paint;
  readonly span: Paint;
  readonly spanColumns: number;
}

/**
 * A quote as a person reads it: the passage and its counterpart, then where they come from. The words
 * are the corpus's own; a bar in the margin marks the lines of the sentence that answers.
 *
 * @param isBest whether it is the answer itself, which stands out, or one of the passages after it
 */
export function renderQuote(quote: Quote, isBest: boolean, style: Style, phrases: Phrases): string[] {
  if (style.isPlain) return aloud(quote, style, phrases);
  const { counterpart } = quote;
  const look = isBest ? bestLook(style) : otherLook(style);
  if (counterpart === null) {
    const only = style.small(DETAIL + phrases.answer.onlyIn(quote.language));
    return [
      ...sideLines(quote, style.columns, look).map(paintedOf),
      only,
      ...sourceLines([quote], style, phrases),
    ];
  }
  const sides = [quote, counterpart];
  return [
    ...(style.columns >= SIDE_BY_SIDE
      ? besideEachOther(quote, counterpart, look, style, phrases)
      : sides.flatMap((side) => [
          style.small(NO_MARK + phrases.headings[side.language]),
          ...sideLines(side, style.columns, look).map(paintedOf),
        ])),
    ...(haveOneSource(quote, counterpart)
      ? sourceLines(sides, style, phrases)
      : sides.flatMap((side) => sourceLines([side], style, phrases))),
  ];
}

/** A quote to be read aloud: for each language its words, the answering ones again, and where they come from, a line each. */
function aloud(quote: Quote, { columns }: Style, phrases: Phrases): string[] {
  const { headings, answer } = phrases;
  const { counterpart } = quote;
  const sides = counterpart === null ? [quote] : [quote, counterpart];
  const isOneSource = counterpart === null || haveOneSource(quote, counterpart);
  return [
    ...sides.flatMap(({ language, text, span }) => [
      `${headings[language]}. ${inline(text)}`,
      ...(span === null ? [] : [answer.aloud.span(inline(text.slice(span.start, span.end)))]),
    ]),
    ...(counterpart === null ? [answer.onlyIn(quote.language)] : []),
    ...(isOneSource ? [sides] : sides.map((side) => [side])).flatMap((of) => {
      const [facts = '', ...places] = placesOf(of, columns, phrases);
      return [answer.aloud.source(facts), ...places];
    }),
  ];
}

function bestLook(style: Style): Look {
  const { sentence, span, spanColumns } = style;
  return { bar: style.mark('┃'), around: (text) => text, sentence, span, spanColumns };
}

function otherLook(style: Style): Look {
  return {
    bar: style.small('╎'),
    around: style.small,
    sentence: (text) => text,
    span: style.heading,
    spanColumns: 0,
  };
}

function besideEachOther(
  left: QuoteSide,
  right: QuoteSide,
  look: Look,
  style: Style,
  phrases: Phrases,
): string[] {
  const columns = Math.floor((style.columns - GUTTER.length) / 2);
  const [lefts, rights] = [left, right].map((side): Line[] => {
    const name = NO_MARK + phrases.headings[side.language];
    return [{ painted: style.small(name), columns: columnsOf(name) }, ...sideLines(side, columns, look)];
  });
  const empty: Line = { painted: '', columns: 0 };
  const height = Math.max(lefts?.length ?? 0, rights?.length ?? 0);
  return Array.from({ length: height }, (_, i) => {
    const a = lefts?.[i] ?? empty;
    return padTo(a.painted, a.columns, columns) + style.small(GUTTER) + (rights?.[i] ?? empty).painted;
  });
}

function sideLines(side: QuoteSide, columns: number, look: Look): Line[] {
  return wrap(side.text, columns - NO_MARK.length - look.spanColumns).map((line) => {
    const isSpanIn = side.span !== null && overlap(line, side.span);
    const marked = side.highlight !== null && overlap(line, side.highlight);
    return {
      painted: `${marked ? `${look.bar} ` : NO_MARK}${paint(side, line, look)}`,
      columns:
        NO_MARK.length + columnsOf(side.text.slice(line.start, line.end)) + (isSpanIn ? look.spanColumns : 0),
    };
  });
}

function paintedOf({ painted }: Line): string {
  return painted;
}

function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A line of a passage, with the answering sentence and the span in it painted. */
function paint({ text, highlight, span }: QuoteSide, line: Range, look: Look): string {
  const cuts = [highlight, span]
    .flatMap((range) => (range === null ? [] : [range.start, range.end]))
    .filter((at) => at > line.start && at < line.end)
    .sort((a, b) => a - b);
  const starts = [line.start, ...cuts];
  return starts
    .map((start, i) => {
      const piece: Range = { start, end: starts[i + 1] ?? line.end };
      const words = inline(text.slice(piece.start, piece.end));
      if (words === '') return '';
      if (span !== null && overlap(piece, span)) return look.span(words);
      return highlight !== null && overlap(piece, highlight) ? look.sentence(words) : look.around(words);
    })
    .join('');
}

/** The title of a source, and who is named for it. */
export function titleOf(
  { title, publisher, ...wording }: QuoteSide['source'],
  phrases: Pick<Phrases, 'answer'>,
): string {
  return publisher === null ? title : `${title} — ${phrases.answer.attribution(publisher, wording)}`;
}

/**
 * Where passages of one source come from. Title, publisher, section and date of the first; then the
 * link, and the paths of all, never broken, so that a link stays one.
 */
function placesOf(sides: readonly QuoteSide[], columns: number, phrases: Phrases): string[] {
  const [first] = sides;
  if (first === undefined) return [];
  const { source, section, address } = first;
  const link = address ?? source.url;
  const asOf = source.asOf === null ? phrases.answer.undated : phrases.answer.asOf(source.asOf);
  const facts = [titleOf(source, phrases), section, asOf]
    .filter((fact) => fact !== '')
    .map(inline)
    .join(BETWEEN);
  const paths = [...new Set(sides.map(({ document }) => inline(document)))];
  const onOneLine = paths.join(BETWEEN);
  return [
    ...wrap(facts, columns).map(({ start, end }) => facts.slice(start, end)),
    ...(link === null ? [] : [inline(link)]),
    ...(columnsOf(onOneLine) <= columns ? [onOneLine] : paths),
  ];
}

function sourceLines(sides: readonly QuoteSide[], style: Style, phrases: Phrases): string[] {
  return placesOf(sides, style.columns - DETAIL.length, phrases).map((line, i) =>
    style.small(`${i === 0 ? DETAIL : DETAIL_MORE}${line}`),
  );
}
