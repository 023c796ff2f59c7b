import { DOMParser } from '@xmldom/xmldom';

/**
 * Reads XML; an empty text is a document of one empty element.
 *
 * @throws Error when it is not well formed.
 */
export function parseXml(xml: string): Document {
  const fail = (message: string) => {
    throw new Error(message);
  };
  const reader = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } });
  // XML knows no zero byte, and what shows the words later would join those around it.
  return reader.parseFromString(xml === '' ? '<none/>' : xml.replaceAll('\0', ' '), 'text/xml');
}

/** The elements of a name under a node, in order. */
export function allIn(node: Document | Element, name: string): Element[] {
  return Array.from(node.getElementsByTagName(name));
}

/** The children of an element that have a name. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return Array.from(element?.childNodes ?? []).filter((node): node is Element => node.nodeName === name);
}

/** The elements of a name, whatever its prefix, under a node. */
export function allNamed(node: Document | Element | undefined, name: string): Element[] {
  return node === undefined ? [] : Array.from(node.getElementsByTagNameNS('*', name));
}

/** The children of an element that have a name, whatever its prefix. */
export function childrenNamed(element: Element | undefined, name: string): Element[] {
  return Array.from(element?.childNodes ?? [])
    .filter(isElement)
    .filter(({ localName }) => localName === name);
}

/** Text as it is written in a page. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** What an element is shown as: what stands before and after the words in it, or all that stands for it; nothing when it is not seen. */
export type Shown = readonly [before: string, after: string] | string;

/** Shown as nothing but the words in it. */
export const PLAIN: Shown = ['', ''];

/**
 * The text under a node, each element as it is shown; escaped, unless it is to be spelt otherwise. A stack and no recursion: elements nest without limit.
 */
export function written(
  root: Node,
  shownAs: (element: Element) => Shown,
  spelt: (text: string) => string = escaped,
): string {
  const parts: string[] = [];
  const stack: (Node | string)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (isElement(node)) {
      const shown = shownAs(node);
      if (typeof shown === 'string') {
        parts.push(shown);
        continue;
      }
      parts.push(shown[0]);
      stack.push(shown[1], ...Array.from(node.childNodes).reverse());
    } else if (node.nodeValue !== null && /^#(?:text|cdata-section)$/.test(node.nodeName)) {
      parts.push(spelt(node.nodeValue));
    }
  }
  return parts.join('');
}

/** Whether a node is an element. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Puts an element before all else under another one. */
export function putFirst(parent: Element, element: Element): void {
  // Put before itself, it would be its own neighbour.
  if (parent.firstChild !== element) parent.insertBefore(element, parent.firstChild);
}
