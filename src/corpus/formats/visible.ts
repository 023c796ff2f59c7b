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

/** Elements with no text of the page in them. */
const FURNITURE = names(
  'audio button canvas datalist dialog footer head iframe input map math menu nav noscript object script select style ' +
    'svg template textarea video',
);
/** Words struck out: they no longer hold. */
const STRUCK = names('del s strike');

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
  /^(?:(?:post|entry|page|site|the)[-_])?(?:comments?(?:[-_](?:list|area|section|thread|form))?|commentaires?|disqus(?:[-_]thread)?|respond|related(?:[-_](?:posts?|articles?|content|pages?|links?))?|recommended|teasers?|breadcrumbs?|sidebar(?:[-_]\w+)?|sharing|(?:share|social)[-_](?:buttons|icons|links|media))$/i;
/** Text for screen readers alone, names of icons, links to edit a section. */
const UNSEEN =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|a11y-hidden|offscreen|material-(?:icons|symbols)[\w-]*|mw-editsection|headerlink|anchorjs-link|noprint)(?:$|\s)/i;
/** Asides that belong to the text: callouts, notes. */
const CALLOUT =
  /(?:admonition|callout|aside|alert|hint|tip|note|notice|warning|caution|info|important|danger|encadre|box)/i;

const HIDDEN_STYLE =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))/i;
const STRUCK_STYLE = /text-decoration(?:-line)?\s*:[^;]*line-through/i;
/** Rules of a page's own style sheet for one class or id alone. */
const RULE = /([^{}]+)\{([^{}]*)\}/g;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Tells which elements of a page a reader does not see as its text: hidden, struck out, or furniture around it. */
export function hiderOf(elements: readonly Element[]): (element: Element) => boolean {
  const hiding = hidingNames(elements);
  const remarks = remarksIn(elements);
  return (element) => {
    const { tagName } = element;
    if (remarks.has(element) || isHidden(element, hiding)) return true;
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

function isHidden(element: Element, hiding: ReadonlySet<string>): boolean {
  if (attribute(element, 'aria-hidden') === 'true') return true;
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined && hidden !== 'until-found') return true;
  const style = attribute(element, 'style') ?? '';
  if (HIDDEN_STYLE.test(style) || STRUCK_STYLE.test(style) || isInvisibleInk(style)) return true;
  if (UNSEEN.test(attribute(element, 'class') ?? '')) return true;
  const own = (attribute(element, 'class') ?? '').split(/\s+/).map((name) => `.${name}`);
  return [...own, `#${attribute(element, 'id') ?? ''}`].some((name) => hiding.has(name));
}

/** Text in the very colour of what is behind it. */
function isInvisibleInk(style: string): boolean {
  const ink = /(?:^|[;\s])color\s*:\s*([^;]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  const paper = /background(?:-color)?\s*:\s*([^;]+)/i.exec(style)?.[1]?.trim().toLowerCase();
  return ink !== undefined && ink === paper;
}

/** Classes (`.name`) and ids (`#name`) that the page's own style sheets hide or strike. */
function hidingNames(elements: readonly Element[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.tagName !== 'style' || attribute(element, 'media') === 'print') continue;
    // Rules for other media than the screen stand inside braces of their own.
    const sheet = textOf(element)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    for (const [, selectors = '', declarations = ''] of sheet.matchAll(RULE)) {
      if (!HIDDEN_STYLE.test(declarations) && !STRUCK_STYLE.test(declarations)) continue;
      for (const selector of selectors.split(',')) {
        const [name] = /^[a-z]*([.#][\w-]+)$/i.exec(selector.trim())?.slice(1) ?? [];
        if (name !== undefined) found.add(name);
      }
    }
  }
  return found;
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
  return namesOf(element)
    .split(/\s+/)
    .some((name) => NOT_THE_PAGE.test(name));
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
