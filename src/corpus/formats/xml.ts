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
  return reader.parseFromString(xml === '' ? '<none/>' : xml, 'text/xml');
}

/** The elements of a name under a node, in order. */
export function allIn(node: Document | Element, name: string): Element[] {
  return Array.from(node.getElementsByTagName(name));
}

/** The children of an element that have a name. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return Array.from(element?.childNodes ?? []).filter((node): node is Element => node.nodeName === name);
}

/** Text as it is written in a page. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** What stands before and after the words of an element; nothing when they are not seen. */
export type Shown = readonly [before: string, after: string] | null;

/**
 * The text under a node, escaped, each element with what it is shown as. A stack and no recursion: elements nest without limit.
 */
export function written(root: Node, shownAs: (element: Element) => Shown): string {
  const parts: string[] = [];
  const stack: (Node | string)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (isElement(node)) {
      const shown = shownAs(node);
      if (shown === null) continue;
      parts.push(shown[0]);
      stack.push(shown[1], ...Array.from(node.childNodes).reverse());
    } else if (node.nodeValue !== null && /^#(?:text|cdata-section)$/.test(node.nodeName)) {
      parts.push(escaped(node.nodeValue));
    }
  }
  return parts.join('');
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
