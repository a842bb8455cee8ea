import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import type { ReasonId } from '../../sso/catalogue';
import { safeValue } from '../../sso/catalogue';
import { namespaces } from '../names';

/** Bounds that hold before any tree is built. */
export const xmlLimits = {
  elements: 6000,
  /** Elements that are not inside an (encrypted) assertion directly below the root. */
  elementsOutsideAssertion: 200,
  /**
   * Different names of elements, as they are written. The tree builder looks through the rest of the text once for each;
   * a message with every signature and a prefix of its own for each has about 70.
   */
  elementNames: 96,
  depth: 48,
  attributesPerElement: 64,
  /** Of all elements together, namespace declarations among them: three of each element. */
  attributes: 18_000,
  attributesOutsideAssertion: 1_000,
  namespacesPerElement: 32,
  nameLength: 256,
  /** More than a message can need; the exact number is judged later, where it has a better reason. */
  signatures: 8,
  references: 8,
  comments: 200,
  /** Comments and CDATA sections together. */
  sections: 6000,
} as const;

/** Why a text is not XML the gate reads on. */
export class XmlViolation extends Error {
  constructor(
    readonly reason: Extract<ReasonId, 'xml_forbidden' | 'xml_malformed' | 'xml_limits'>,
    message: string,
  ) {
    super(message);
  }
}

/** What the streaming pass saw. */
export interface PreCheckResult {
  /** Set when the text is refused. */
  readonly violation: XmlViolation | null;
  /** Elements seen before the pass ended: the measure of the work done. */
  readonly elementsSeen: number;
  /** Expanded names in document order, to be compared with the tree. Empty when refused. */
  readonly names: readonly string[];
}

const absoluteNamespace = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"'<>&]+$/;

/**
 * Reads the text once, strictly and with namespaces, and stops at the first thing SAML messages never need. The text
 * must have lost its XML declaration already.
 */
export function preCheck(xml: string): PreCheckResult {
  const pass = new StrictPass();
  try {
    refuseProlog(xml);
    limitSections(xml);
    pass.run(xml);
  } catch (error) {
    if (!(error instanceof XmlViolation)) throw error;
    return { violation: error, elementsSeen: pass.names.length, names: [] };
  }
  return { violation: null, elementsSeen: pass.names.length, names: pass.names };
}

/** A DOCTYPE can only stand before the root, so looking there finds every one before the parser reads it. */
function refuseProlog(xml: string): void {
  let position = 0;
  for (;;) {
    while (' \t\r\n'.includes(xml.charAt(position)) && position < xml.length) position += 1;
    if (!xml.startsWith('<!--', position)) break;
    const end = xml.indexOf('-->', position + 4);
    if (end < 0) throw new XmlViolation('xml_malformed', 'A comment before the root does not end.');
    position = end + 3;
  }
  if (/^<!DOCTYPE/i.test(xml.slice(position, position + 9))) {
    throw new XmlViolation('xml_forbidden', 'The message has a DOCTYPE.');
  }
  if (xml.startsWith('<?', position)) {
    throw new XmlViolation('xml_forbidden', 'A processing instruction stands before the root.');
  }
}

function limitSections(xml: string): void {
  limitOccurrences(xml, '<!', xmlLimits.sections, 'comments and CDATA sections');
  limitOccurrences(xml, '<!--', xmlLimits.comments, 'comments');
}

function limitOccurrences(xml: string, mark: string, limit: number, what: string): void {
  let count = 0;
  for (let at = xml.indexOf(mark); at >= 0; at = xml.indexOf(mark, at + mark.length)) {
    count += 1;
    if (count > limit) throw new XmlViolation('xml_limits', `There are more than ${limit} ${what}.`);
  }
}

/** Handlers throw: a parser that only records a violation goes on working, and nesting then costs it quadratic time. */
class StrictPass {
  readonly names: string[] = [];
  readonly #writtenNames = new Set<string>();
  #depth = 0;
  #outside = 0;
  #attributes = 0;
  #attributesOutside = 0;
  #insideAssertion = false;
  #rootIsAssertion = false;
  #signatures = 0;
  #references = 0;

  run(xml: string): void {
    // More than four handlers make this parser several times slower, so no more than these are registered.
    const parser = new SaxesParser({ xmlns: true, position: false });
    parser.on('error', (error) => {
      throw new XmlViolation('xml_malformed', safeValue(error.message));
    });
    parser.on('processinginstruction', () => {
      throw new XmlViolation('xml_forbidden', 'The message holds a processing instruction.');
    });
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => {
      this.#depth -= 1;
      if (this.#depth === 1) this.#insideAssertion = this.#rootIsAssertion;
    });
    parser.write(xml).close();
  }

  #open(tag: SaxesTagNS): void {
    this.names.push(`{${tag.uri}}${tag.local}`);
    this.#depth += 1;
    limit(this.names.length, xmlLimits.elements, 'elements');
    limit(this.#depth, xmlLimits.depth, 'levels of nesting');
    limit(this.#writtenNames.add(tag.name).size, xmlLimits.elementNames, 'different names of elements');
    if (this.#depth === 1) this.#rootIsAssertion = this.#insideAssertion = isAssertion(tag);
    if (this.#depth === 2) this.#insideAssertion = this.#rootIsAssertion || isAssertion(tag);
    const attributes = Object.values(tag.attributes);
    this.#attributes += attributes.length;
    limit(this.#attributes, xmlLimits.attributes, 'attributes');
    if (!this.#insideAssertion) {
      this.#outside += 1;
      limit(this.#outside, xmlLimits.elementsOutsideAssertion, 'elements outside the assertion');
      this.#attributesOutside += attributes.length;
      limit(this.#attributesOutside, xmlLimits.attributesOutsideAssertion, 'attributes outside the assertion');
    }
    this.#countSignatureParts(tag);
    refuseName(tag.name);
    refuseAttributes(attributes);
  }

  #countSignatureParts(tag: SaxesTagNS): void {
    if (tag.uri !== namespaces.ds) return;
    if (tag.local === 'Signature') limit((this.#signatures += 1), xmlLimits.signatures, 'signatures');
    if (tag.local === 'Reference') limit((this.#references += 1), xmlLimits.references, 'signature references');
  }
}

function isAssertion(tag: SaxesTagNS): boolean {
  return tag.uri === namespaces.saml && (tag.local === 'Assertion' || tag.local === 'EncryptedAssertion');
}

function limit(count: number, limitValue: number, what: string): void {
  if (count > limitValue) throw new XmlViolation('xml_limits', `There are more than ${limitValue} ${what}.`);
}

function refuseName(name: string): void {
  limit(name.length, xmlLimits.nameLength, 'characters in a name');
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
  // The tree builder looks prefixes up in a plain object, where these names are taken.
  if (prefix in Object.prototype) throw new XmlViolation('xml_forbidden', `The prefix ${prefix} is not accepted.`);
}

function refuseAttributes(attributes: readonly SaxesAttributeNS[]): void {
  limit(attributes.length, xmlLimits.attributesPerElement, 'attributes on one element');
  let declared = 0;
  for (const attribute of attributes) {
    refuseName(attribute.name);
    if (attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns') continue;
    declared += 1;
    limit(declared, xmlLimits.namespacesPerElement, 'namespace declarations on one element');
    refuseNamespace(attribute.prefix === 'xmlns' ? attribute.local : '', attribute.value);
  }
}

function refuseNamespace(prefix: string, uri: string): void {
  if (prefix in Object.prototype) throw new XmlViolation('xml_forbidden', `The prefix ${prefix} is not accepted.`);
  if (uri === '' && prefix === '') return;
  if (!absoluteNamespace.test(uri)) {
    throw new XmlViolation('xml_forbidden', 'A namespace is not an absolute URI of plain characters.');
  }
}
