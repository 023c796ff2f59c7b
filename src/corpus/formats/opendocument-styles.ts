import { allIn, childrenOf } from './xml.js';

/** What a style makes of words. */
export interface Look {
  readonly isHidden: boolean;
  readonly isStruck: boolean;
  readonly isBold: boolean;
  /** Raised, lowered, or neither. */
  readonly position: 'sup' | 'sub' | null;
  /** Rank of a heading that its style makes of it, 1 the highest; null of anything else. */
  readonly level: number | null;
  readonly isTableHead: boolean;
}

/** A numbering that has words of its own: `Article 1.` */
export interface Numbering {
  readonly before: string;
  readonly after: string;
  readonly start: number;
}

/** What the styles of an OpenDocument say of its elements. */
export interface Styles {
  lookOf(element: Element): Look;
  /** Whether a sheet or a slide is hidden. */
  isHidden(element: Element): boolean;
  numberingOf(list: Element): Numbering | null;
}

/** Gathers the styles of the parts of a document, a style of an earlier part before one of the same name. */
export function stylesOf(...parts: readonly Document[]): Styles {
  const numberings = numberingsIn(parts);
  const byName = new Map<string, Element>();
  for (const style of parts.flatMap((part) => allIn(part, 'style:style'))) {
    const key = `${style.getAttribute('style:family')} ${style.getAttribute('style:name')}`;
    if (!byName.has(key)) byName.set(key, style);
  }
  /** A style and those that it takes after, nearest first. */
  const chainOf = (element: Element, family: string, attribute: string) => {
    const chain = new Set<Element>();
    let style = byName.get(`${family} ${element.getAttribute(attribute)}`);
    while (style !== undefined && !chain.has(style)) {
      chain.add(style);
      style = byName.get(`${family} ${style.getAttribute('style:parent-style-name')}`);
    }
    return [...chain];
  };
  const settingOf = (chain: readonly Element[], properties: string, name: string) =>
    chain
      .flatMap((style) => childrenOf(style, properties))
      .map((each) => each.getAttribute(name))
      .find((value) => value !== null && value !== '') ?? '';

  return {
    lookOf(element) {
      const family = element.nodeName === 'text:span' ? 'text' : 'paragraph';
      const chain = chainOf(element, family, 'text:style-name');
      const text = (name: string) => settingOf(chain, 'style:text-properties', name);
      const [raise = ''] = text('style:text-position').split(' ');
      const names = chain.map((style) => style.getAttribute('style:name') ?? '');
      const levels = names.flatMap((name) => /^Heading_20_([1-6])$/.exec(name)?.slice(1).map(Number) ?? []);
      const ink = text('fo:color');
      const line = text('style:text-line-through-style') || text('style:text-line-through-type');
      return {
        isHidden: text('text:display') === 'none' || (ink !== '' && ink === text('fo:background-color')),
        isStruck: line !== '' && line !== 'none',
        isBold: text('fo:font-weight') === 'bold',
        position: /^(?:sub|-)/.test(raise) ? 'sub' : /^(?:super|[1-9])/.test(raise) ? 'sup' : null,
        level: names.includes('Title') ? 1 : (levels[0] ?? null),
        isTableHead: names.includes('Table_20_Heading'),
      };
    },
    isHidden(element) {
      const table = chainOf(element, 'table', 'table:style-name');
      const slide = chainOf(element, 'drawing-page', 'draw:style-name');
      return (
        settingOf(table, 'style:table-properties', 'table:display') === 'false' ||
        settingOf(slide, 'style:drawing-page-properties', 'presentation:visibility') === 'hidden'
      );
    },
    numberingOf: (list) => numberings.get(list.getAttribute('text:style-name') ?? '') ?? null,
  };
}

/** The numberings of lists that have words, by the names of their styles. */
function numberingsIn(parts: readonly Document[]): Map<string, Numbering> {
  const found = new Map<string, Numbering>();
  for (const style of parts.flatMap((part) => allIn(part, 'text:list-style'))) {
    const level = childrenOf(style, 'text:list-level-style-number').find(
      (each) => each.getAttribute('text:level') === '1',
    );
    const before = level?.getAttribute('style:num-prefix') ?? '';
    const after = level?.getAttribute('style:num-suffix') ?? '';
    const start = Number(level?.getAttribute('text:start-value') || 1);
    if (/\p{L}{2,}/u.test(before + after))
      found.set(style.getAttribute('style:name') ?? '', { before, after, start });
  }
  return found;
}
