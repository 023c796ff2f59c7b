import {
  ancestorsOf,
  attribute,
  type Element,
  elementsIn,
  isIn,
  names,
  namesOf,
  roleOf,
  textOf,
} from './nodes.js';
import { HIDDEN_STYLE, hiddenBy, STRUCK_STYLE, type StyleSheet } from './style-sheets.js';

/** Elements with no text of the page in them. */
const FURNITURE = names(
  'audio button canvas datalist dialog footer head iframe map math menu nav noscript object script select style ' +
    'svg template textarea video',
);
/** Words struck out: they no longer hold. */
const STRUCK = names('del s strike');
/** The class of such words in AsciiDoc and in Tailwind. */
const STRUCK_CLASS = /(?:^|\s)line-through(?:\s|$)/;

const FURNITURE_ROLES = names(
  'alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar',
);

/** Elements that tell that what holds them is the page itself. */
const PAGE = names('html body main article h1');
const TITLED = names('html body main h1');

/** Class and id of the banners that ask for consent, the makers of the usual ones named. */
const CONSENT =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|onetrust|didomi|axeptio|tarteaucitron)(?:$|[\s_-])/i;
/** The name (class or id) of what readers wrote under a page, and of what leads on to other pages. */
const NOT_THE_PAGE =
  /^(?:(?:post|entry|page|site|the)[-_])?(?:comments?(?:[-_](?:list|area|section|thread|form))?|commentaires?|disqus(?:[-_]thread)?|respond|related(?:[-_](?:posts?|articles?|content|pages?|links?))?|recommended|teasers?|breadcrumbs?|sharing|(?:share|social)[-_](?:buttons|icons|links|media))$/i;
/** Also the name of a box in the text. */
const SIDEBAR = /^(?:(?:post|entry|page|site|the)[-_])?sidebar(?:[-_]\w+)?$/i;
const CONTENTS = /^(?:toc|table[-_]?of[-_]?contents|sommaire)$/i;
/** Text for screen readers alone, names of icons, links to edit a section. */
const UNSEEN =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|a11y-hidden|offscreen|material-(?:icons|symbols)[\w-]*|mw-editsection|headerlink|anchorjs-link|noprint)(?:$|\s)/i;
/** Asides that belong to the text: callouts, notes. */
const CALLOUT =
  /(?:admonition|callout|aside|alert|hint|tip|note|notice|warning|caution|info|important|danger|encadre|box)/i;

/** Characters of its own from which an element is a paragraph. */
const PARAGRAPH = 40;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Tells which elements of a page with its style sheets a reader does not see as its text: hidden, struck out, or furniture around it. */
export function hiderOf(
  elements: readonly Element[],
  sheets: readonly StyleSheet[],
): (element: Element) => boolean {
  const hidden = hiddenBy(sheets, elements);
  const remarks = remarksIn(elements);
  return (element) => {
    const { tagName } = element;
    if (remarks.has(element) || hidden.has(element) || isHidden(element)) return true;
    if (tagName === 'a') return isNoteMark(element);
    if (STRUCK.has(tagName) || FURNITURE.has(tagName)) return true;
    if (tagName === 'aside') return !isCallout(element);
    // Comments and cards are articles of their own.
    if (isBesidePage(element)) return !holds(element, TITLED);
    const isSuspect =
      tagName === 'form' ||
      FURNITURE_ROLES.has(roleOf(element)) ||
      CONSENT.test(namesOf(element)) ||
      (tagName === 'header' && !isIn(element, 'article') && !isIn(element, 'main'));
    // Some sites wrap a whole page in a form, or mark all of it for their banner.
    return isSuspect && !holds(element, PAGE);
  };
}

function isHidden(element: Element): boolean {
  if (attribute(element, 'aria-hidden') === 'true') return true;
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined && hidden !== 'until-found') return true;
  const style = attribute(element, 'style') ?? '';
  if (HIDDEN_STYLE.test(style) || STRUCK_STYLE.test(style) || isInvisibleInk(style)) return true;
  const named = attribute(element, 'class') ?? '';
  return UNSEEN.test(named) || STRUCK_CLASS.test(named);
}

/** Text in the very colour of what is behind it. */
function isInvisibleInk(style: string): boolean {
  const ink = /(?:^|[;\s])color\s*:\s*([^;]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  const paper = /background(?:-color)?\s*:\s*([^;]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  return ink !== undefined && ink === paper;
}

/** A link that only points: a note's number, the arrow back from it, the `¶` of a heading. */
function isNoteMark(element: Element): boolean {
  const href = attribute(element, 'href') ?? '';
  const text = textOf(element).trim();
  if (!href.includes('#')) return false;
  return (href.startsWith('#') && !LETTER_OR_DIGIT.test(text)) || /^[[(]\w{1,3}[\])]$/.test(text);
}

/** What Google Docs writes at the end of a page for each comment in its margin. */
function remarksIn(elements: readonly Element[]): Set<Element> {
  const links = elements.filter(
    ({ tagName, attrs }) =>
      tagName === 'a' && attrs.some(({ name, value }) => name === 'id' && /^cmnt\d+$/.test(value)),
  );
  return new Set(
    links.flatMap((link) => [...ancestorsOf(link)].find(({ tagName }) => tagName === 'div') ?? []),
  );
}

function isBesidePage(element: Element): boolean {
  const isNamed = (shape: RegExp) =>
    namesOf(element)
      .split(/\s+/)
      .some((name) => shape.test(name));
  if (isNamed(NOT_THE_PAGE)) return true;
  if (isNamed(SIDEBAR)) return !isAmongParagraphs(element) || isMostlyLinks(element);
  return (isNamed(CONTENTS) || roleOf(element) === 'doc-toc') && isMostlyLinks(element);
}

/** Whether a paragraph, of whatever tag, stands directly beside an element: what frames a page has only its other parts there. */
function isAmongParagraphs({ parentNode }: Element): boolean {
  return (parentNode?.childNodes ?? []).some(
    (beside) => 'tagName' in beside && (beside.tagName === 'p' || ownText(beside).length >= PARAGRAPH),
  );
}

/** The text of an element that is in no other element in it. */
function ownText({ childNodes }: Element): string {
  return childNodes
    .map((node) => ('value' in node && node.nodeName === '#text' ? node.value.trim() : ''))
    .join(' ');
}

/** An aside of the text, and not one of the site: named as a callout, or, inside the main part, with more words than links. */
function isCallout(element: Element): boolean {
  if (isBesidePage(element)) return false;
  if (CALLOUT.test(namesOf(element))) return true;
  return (isIn(element, 'main') || isIn(element, 'article')) && !isMostlyLinks(element);
}

/** Whether half of an element's words are those of links. */
function isMostlyLinks(element: Element): boolean {
  let linked = 0;
  for (const each of elementsIn(element)) if (each.tagName === 'a') linked += textOf(each).trim().length;
  return linked * 2 > textOf(element).trim().length;
}

function holds(element: Element, tagNames: ReadonlySet<string>): boolean {
  if (tagNames.has(element.tagName)) return true;
  for (const { tagName } of elementsIn(element)) if (tagNames.has(tagName)) return true;
  return false;
}
