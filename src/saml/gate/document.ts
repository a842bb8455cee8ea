import { DOMParser } from '@xmldom/xmldom';
import { allElements } from './element';
import { preCheck, XmlViolation } from './preCheck';

/** A text the gate may go on with, and its tree. */
export interface XmlDocument {
  /** Exactly the text the tree was built from; signatures are checked over this text. */
  readonly xml: string;
  readonly root: Element;
}

/**
 * Reads a text (without XML declaration) into a tree: strict streaming pass first, then the tree builder, of which any
 * complaint is fatal, then a comparison of what both saw.
 *
 * @throws XmlViolation when the text is refused
 */
export function readDocument(text: string): XmlDocument {
  const { violation, names } = preCheck(text);
  if (violation !== null) throw violation;
  const xml = keepLineSeparators(text);
  const root = buildTree(xml);
  let index = 0;
  for (const element of allElements(root)) {
    if (names[index] !== `{${element.namespaceURI ?? ''}}${element.localName}`) throw disagreement();
    index += 1;
  }
  if (index !== names.length) throw disagreement();
  return { xml, root };
}

function disagreement(): XmlViolation {
  return new XmlViolation('xml_malformed', 'The structure of the message is ambiguous.');
}

/**
 * The tree builder turns U+0085 and U+2028 into line feeds, which is a rule of XML 1.1. Written as references they
 * survive; inside CDATA there are no references, so such a text is left alone and its signature will not verify.
 */
function keepLineSeparators(text: string): string {
  if (!/[\u0085\u2028]/.test(text) || text.includes('<![CDATA[')) return text;
  return text.replace(/\u0085/g, '&#x85;').replace(/\u2028/g, '&#x2028;');
}

function buildTree(xml: string): Element {
  const refuse = (message: unknown): never => {
    throw new XmlViolation('xml_malformed', String(message).slice(0, 200));
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const root = parser.parseFromString(xml, 'text/xml').documentElement as Element | null;
  if (root === null) throw new XmlViolation('xml_malformed', 'There is no root element.');
  return root;
}
