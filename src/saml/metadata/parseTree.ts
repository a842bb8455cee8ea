import { DOMParser } from '@xmldom/xmldom';
import { SaxesParser } from 'saxes';

/** Longest metadata that is read, in UTF-8 bytes; an aggregate of a federation is not meant for one connection. */
const longestMetadataBytes = 2 * 1024 * 1024;

const limits = {
  elements: 20_000,
  /** Different names as they are written: the tree builder looks through the rest of the text once for each. */
  elementNames: 150,
  depth: 64,
  attributesPerElement: 64,
  attributes: 40_000,
  comments: 2_000,
} as const;

/** Why a text is not read as metadata. The message is one sentence for the person who imports it. */
export class MetadataViolation extends Error {
  override readonly name = 'MetadataViolation';
}

/** A text that was read, and its tree. */
export interface MetadataTree {
  /** Exactly the text the tree was built from; a signature is checked over this text. */
  readonly xml: string;
  readonly root: Element;
}

/**
 * Reads an XML text into a tree. A strict streaming pass comes first: it refuses DOCTYPE, processing instructions and
 * excess before any tree is built, and the tree builder's own complaints are fatal.
 *
 * @throws {MetadataViolation}
 */
export function parseTree(text: string): MetadataTree {
  if (Buffer.byteLength(text) > longestMetadataBytes) {
    throw new MetadataViolation(`It is larger than ${longestMetadataBytes / 1024 / 1024} MB.`);
  }
  const xml = withoutDeclaration(text.replace(/^\uFEFF/, ''));
  if (!/^\s*</.test(xml)) throw new MetadataViolation('It is not XML: it does not begin with <.');
  if (/^\s*<(?:!DOCTYPE\s+)?html[\s>]/i.test(xml)) {
    throw new MetadataViolation('It is a web page (HTML), not metadata; its address may be that of a sign-in page.');
  }
  if (/<!DOCTYPE/i.test(xml)) throw new MetadataViolation('It has a DOCTYPE, which metadata never needs.');
  if (xml.split('<!--').length - 1 > limits.comments) throw new MetadataViolation('It has too many comments.');
  preCheck(xml);
  return { xml, root: buildTree(xml) };
}

/** XML 1.0 in UTF-8 is all we read; the declaration says so or is absent. */
function withoutDeclaration(xml: string): string {
  const declaration = /^<\?xml\s([^?]*)\?>/.exec(xml);
  if (declaration === null) return xml;
  const encoding = /\bencoding\s*=\s*["']([^"']*)["']/.exec(declaration[1] ?? '')?.[1] ?? 'UTF-8';
  if (!/^(?:utf-8|us-ascii)$/i.test(encoding)) {
    throw new MetadataViolation(`It says it is encoded in ${encoding.slice(0, 40)}; save it as UTF-8.`);
  }
  return xml.slice(declaration[0].length);
}

/** Handlers throw at once: a parser that only collects its errors goes on working through hostile text. */
function preCheck(xml: string): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let elements = 0;
  const writtenNames = new Set<string>();
  let depth = 0;
  let attributes = 0;
  let attributesHere = 0;
  parser.on('error', (error) => {
    const reason = error.message.replace(/^(\d+):(\d+): /, 'line $1, column $2: ');
    throw new MetadataViolation(`It is not well-formed XML (${reason.slice(0, 150)}).`);
  });
  parser.on('processinginstruction', () => {
    throw new MetadataViolation('It holds a processing instruction.');
  });
  parser.on('opentagstart', () => {
    attributesHere = 0;
  });
  // Counted as they come: an element of a hundred thousand would otherwise be read to its end first.
  parser.on('attribute', () => {
    attributes += 1;
    attributesHere += 1;
    if (attributesHere > limits.attributesPerElement) {
      throw new MetadataViolation(`An element has more than ${limits.attributesPerElement} attributes.`);
    }
    if (attributes > limits.attributes) {
      throw new MetadataViolation(`It has more than ${limits.attributes} attributes.`);
    }
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    depth += 1;
    if (elements > limits.elements) throw new MetadataViolation(`It has more than ${limits.elements} elements.`);
    if (writtenNames.add(tag.name).size > limits.elementNames) {
      throw new MetadataViolation(`It has more than ${limits.elementNames} different names of elements.`);
    }
    if (depth > limits.depth) throw new MetadataViolation(`It is nested deeper than ${limits.depth} levels.`);
    const names = [tag, ...Object.values(tag.attributes)];
    // The tree builder looks prefixes up in a plain object, where these names are taken.
    if (
      names.some(({ prefix, local }) => prefix in Object.prototype || (prefix === 'xmlns' && local in Object.prototype))
    ) {
      throw new MetadataViolation('A namespace prefix has a name that is not accepted.');
    }
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(xml).close();
}

function buildTree(xml: string): Element {
  const refuse = (message: unknown): never => {
    throw new MetadataViolation(`It is not well-formed XML (${String(message).slice(0, 120)}).`);
  };
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const root = parser.parseFromString(xml, 'text/xml').documentElement as Element | null;
  if (root === null) throw new MetadataViolation('It has no root element.');
  return root;
}
