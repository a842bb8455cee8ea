const elementNode = 1;
const textNode = 3;
const cdataNode = 4;

/**
 * Removes XML white space (space, tab, CR, LF) at both ends; nothing else counts as blank. Each end is walked once: a
 * pattern bound to the end of the text would try again at every blank inside it, which costs quadratic time.
 */
export function trimXml(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlBlank(text, start)) start += 1;
  while (end > start && isXmlBlank(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

function isXmlBlank(text: string, index: number): boolean {
  return ' \t\r\n'.includes(text.charAt(index));
}

/** The element children, in document order. */
export function elementChildren(parent: Node): Element[] {
  const children: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === elementNode) children.push(node as Element);
  }
  return children;
}

/** True when the element has exactly this expanded name. */
export function isNamed(element: Element, namespace: string, localName: string): boolean {
  return element.localName === localName && element.namespaceURI === namespace;
}

/** Element children with exactly this expanded name. */
export function childrenNamed(parent: Element, namespace: string, localName: string): Element[] {
  return elementChildren(parent).filter((child) => isNamed(child, namespace, localName));
}

/** The value of an attribute without namespace; null when it is absent. */
export function attributeOf(element: Element, name: string): string | null {
  return element.hasAttribute(name) ? element.getAttribute(name) : null;
}

/**
 * The whole text of an element: all its text and CDATA, whatever comments stand between, trimmed. Null when it has
 * element children, so that nobody reads a part of something bigger.
 */
export function textOf(element: Element): string | null {
  if (elementChildren(element).length > 0) return null;
  return trimXml(rawTextOf(element));
}

/** Text and CDATA directly below an element, untrimmed. */
export function rawTextOf(element: Element): string {
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === textNode || node.nodeType === cdataNode) text += (node as Text).data;
  }
  return text;
}

/** True when nothing but text lies below the element: no element, comment or CDATA section. */
export function holdsPlainText(element: Element): boolean {
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType !== textNode) return false;
  }
  return true;
}

/** The element and everything below it, in document order, without recursion. */
export function* allElements(root: Element): Generator<Element> {
  let node: Node | null = root;
  while (node !== null) {
    if (node.nodeType === elementNode) yield node as Element;
    node = nextNode(node, root);
  }
}

function nextNode(node: Node, root: Node): Node | null {
  if (node.firstChild !== null) return node.firstChild;
  let current: Node | null = node;
  while (current !== null && current !== root) {
    if (current.nextSibling !== null) return current.nextSibling;
    current = current.parentNode;
  }
  return null;
}
