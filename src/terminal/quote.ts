import type { Phrases } from '../i18n/en.js';
import type { Quote, QuoteSide, Range } from '../search/answer.js';
import { columnsOf, inline, padTo } from './display.js';
import type { Style } from './style.js';
import { wrap } from './wrap.js';

/** Columns from which the two languages stand side by side. */
export const SIDE_BY_SIDE = 100;

const MARK = '┃ ';
const NO_MARK = '  ';
const GUTTER = ' │ ';
/** Before what is not quoted: where a passage comes from. */
const DETAIL = '  ↳ ';
const DETAIL_MORE = '    ';

/** A line as painted, and the columns it takes. */
interface Line {
  readonly painted: string;
  readonly columns: number;
}

/**
 * A quote as a person reads it: the passage and its counterpart, then where they come from. The words
 * are the corpus's own; a bar in the margin marks the lines of the sentence that answers.
 */
export function renderQuote(quote: Quote, style: Style, phrases: Phrases): string[] {
  const { counterpart } = quote;
  const details = detailLines(quote, style, phrases);
  if (counterpart === null) {
    const only = style.small(DETAIL + phrases.answer.onlyIn(quote.language));
    return [...sideLines(quote, style.columns, style).map(({ painted }) => painted), only, ...details];
  }
  return [
    ...(style.columns >= SIDE_BY_SIDE
      ? besideEachOther(quote, counterpart, style, phrases)
      : [quote, counterpart].flatMap((side) => [
          style.small(NO_MARK + phrases.headings[side.language]),
          ...sideLines(side, style.columns, style).map(({ painted }) => painted),
        ])),
    ...details,
    ...detailLines(counterpart, style, phrases).filter((line) => !details.includes(line)),
  ];
}

function besideEachOther(left: QuoteSide, right: QuoteSide, style: Style, phrases: Phrases): string[] {
  const columns = Math.floor((style.columns - GUTTER.length) / 2);
  const [lefts, rights] = [left, right].map((side): Line[] => {
    const name = NO_MARK + phrases.headings[side.language];
    return [{ painted: style.small(name), columns: columnsOf(name) }, ...sideLines(side, columns, style)];
  });
  const empty: Line = { painted: '', columns: 0 };
  const height = Math.max(lefts?.length ?? 0, rights?.length ?? 0);
  return Array.from({ length: height }, (_, i) => {
    const a = lefts?.[i] ?? empty;
    return padTo(a.painted, a.columns, columns) + style.small(GUTTER) + (rights?.[i] ?? empty).painted;
  });
}

function sideLines(side: QuoteSide, columns: number, style: Style): Line[] {
  return wrap(side.text, columns - MARK.length).map((line) => {
    const marked = side.highlight !== null && overlap(line, side.highlight);
    return {
      painted: `${marked ? `${style.mark(MARK.trim())} ` : NO_MARK}${paint(side, line, style)}`,
      columns: MARK.length + columnsOf(side.text.slice(line.start, line.end)),
    };
  });
}

function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A line of a passage, with the answering sentence and the span in it painted. */
function paint({ text, highlight, span }: QuoteSide, line: Range, style: Style): string {
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
      if (span !== null && overlap(piece, span)) return style.span(words);
      return highlight !== null && overlap(piece, highlight) ? style.sentence(words) : words;
    })
    .join('');
}

/** Title, publisher, section and date; then link and path, never broken, so that a link stays one. */
function detailLines({ source, section, document }: QuoteSide, style: Style, phrases: Phrases): string[] {
  const title = source.publisher === null ? source.title : `${source.title} — ${source.publisher}`;
  const asOf = source.asOf === null ? phrases.answer.undated : phrases.answer.asOf(source.asOf);
  const facts = [title, section, asOf]
    .filter((fact) => fact !== '')
    .map(inline)
    .join(' · ');
  const places = [source.url ?? '', document].filter((place) => place !== '').map(inline);
  return [
    ...wrap(facts, style.columns - DETAIL.length).map(({ start, end }) => facts.slice(start, end)),
    ...places,
  ].map((line, i) => style.small(`${i === 0 ? DETAIL : DETAIL_MORE}${line}`));
}
