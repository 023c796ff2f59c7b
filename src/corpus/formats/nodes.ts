import type { DefaultTreeAdapterTypes } from 'parse5';

/** A node of a page. */
export type Node = DefaultTreeAdapterTypes.Node;
/** An element of a page. */
export type Element = DefaultTreeAdapterTypes.Element;

/** A set of names, given one after another. */
export const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** A node and all under it, in order. A stack and no recursion: pages nest without limit. */
function* nodesIn(root: Node): Generator<Node> {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) stack.push(child);
  }
}

/** The elements under a node, in order. */
export function* elementsIn(root: Node): Generator<Element> {
  for (const node of nodesIn(root)) if (node !== root && 'tagName' in node) yield node;
}

/** The elements that an element is in, the nearest first. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let at = element.parentNode; at !== null; at = 'parentNode' in at ? at.parentNode : null) {
    if ('tagName' in at) yield at;
  }
}

/** Whether an element is in one of a name. */
export function isIn(element: Element, tagName: string): boolean {
  for (const ancestor of ancestorsOf(element)) if (ancestor.tagName === tagName) return true;
  return false;
}

/** All text under an element, shown or not. */
export function textOf(element: Element): string {
  let text = '';
  for (const node of nodesIn(element)) if (node.nodeName === '#text' && 'value' in node) text += node.value;
  return text;
}

/** The value of an attribute; undefined without it. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Its ARIA role, in lower case; empty without one. */
export function roleOf(element: Element): string {
  return attribute(element, 'role')?.toLowerCase() ?? '';
}

/** Its id and classes, as one text. */
export function namesOf(element: Element): string {
  return `${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`;
}
