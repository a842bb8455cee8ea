import { X509Certificate } from 'node:crypto';
import { envelopedSignature, exclusiveC14n, namespaces } from '../names';
import { certificateFingerprint } from '../pinnedCertificate';
import { digestAlgorithms } from '../signatureAlgorithms';
import {
  allElements,
  attributeOf,
  childrenNamed,
  elementChildren,
  holdsPlainText,
  isNamed,
  rawTextOf,
} from './element';

/** What a well-shaped signature says about itself. Nothing here is verified. */
export interface SignatureFacts {
  readonly element: Element;
  /** The signed element: the parent of the signature. */
  readonly owner: Element;
  readonly ownerId: string;
  readonly algorithm: string;
  readonly digest: string;
  /** SHA-256 fingerprints of certificates the message embeds: a hint for people, never trusted. */
  readonly embedded: readonly string[];
}

/** Why a signature has not the one shape that is accepted; `message` is the sentence to show. */
export class SignatureShapeError extends Error {}

const ncName = /^[A-Za-z_\u00C0-\uFFFD][A-Za-z0-9._\-\u00B7-\uFFFD]*$/;
const base64Text = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** True for an XML NCName of at most 256 characters, the type of every SAML ID. */
export function isNcName(value: string): boolean {
  return value.length <= 256 && ncName.test(value);
}

/**
 * Reads an enveloped signature. Exactly one shape passes: SignedInfo, SignatureValue and an optional KeyInfo; one
 * Reference to the parent's ID; the enveloped transform, then exclusive canonicalization (SAML Core 5.4).
 *
 * @throws SignatureShapeError naming the first deviation
 */
export function readSignatureShape(element: Element): SignatureFacts {
  const owner = element.parentNode as Element;
  const ownerId = attributeOf(owner, 'ID') ?? '';
  const children = exactChildren(element, ['SignedInfo', 'SignatureValue'], ['KeyInfo']);
  const [signedInfo, signatureValue, keyInfo] = children;
  if (signedInfo === undefined || signatureValue === undefined) throw new SignatureShapeError('A part is missing.');
  const value = base64Of(signatureValue, 'SignatureValue');
  if (value.length === 0) throw new SignatureShapeError('SignatureValue is empty.');
  const { algorithm, digest } = readSignedInfo(signedInfo, ownerId);
  if (keyInfo !== undefined) refuseSignatureParts(keyInfo);
  return { element, owner, ownerId, algorithm, digest, embedded: keyInfo ? embeddedCertificates(keyInfo) : [] };
}

function readSignedInfo(signedInfo: Element, ownerId: string): { algorithm: string; digest: string } {
  const [canonicalization, method, reference] = exactChildren(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  if (!canonicalization || !method || !reference) throw new SignatureShapeError('SignedInfo lacks a part.');
  if (algorithmOf(canonicalization) !== exclusiveC14n) {
    throw new SignatureShapeError('SignedInfo is not canonicalized exclusively without comments.');
  }
  onlyPrefixList(canonicalization);
  exactChildren(method, []);
  if (!isNcName(ownerId)) throw new SignatureShapeError('The signed element has no usable ID.');
  if (attributeOf(reference, 'URI') !== `#${ownerId}`) {
    throw new SignatureShapeError('The Reference does not name the element the signature stands in.');
  }
  return { algorithm: algorithmOf(method), digest: readReference(reference) };
}

function readReference(reference: Element): string {
  onlyAttributes(reference, ['URI', 'Id', 'Type']);
  const [transforms, method, digestValue] = exactChildren(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  if (!transforms || !method || !digestValue) throw new SignatureShapeError('The Reference lacks a part.');
  const [enveloped, canonical] = exactChildren(transforms, ['Transform', 'Transform']);
  if (!enveloped || !canonical) throw new SignatureShapeError('The Reference lacks a transform.');
  if (algorithmOf(enveloped) !== envelopedSignature || algorithmOf(canonical) !== exclusiveC14n) {
    throw new SignatureShapeError('The transforms are not enveloped-signature and exclusive canonicalization.');
  }
  exactChildren(enveloped, []);
  onlyPrefixList(canonical);
  exactChildren(method, []);
  const digest = algorithmOf(method);
  const octets = base64Of(digestValue, 'DigestValue');
  const known = digestAlgorithms.get(digest);
  if (known !== undefined && octets.length !== known.length) {
    throw new SignatureShapeError('DigestValue has the wrong length.');
  }
  return digest;
}

/** The children must be exactly these, in this order, then possibly the optional ones; between them only white space. */
function exactChildren(parent: Element, required: readonly string[], optional: readonly string[] = []): Element[] {
  const children = elementChildren(parent);
  const names = [...required, ...optional];
  if (children.length < required.length || children.length > names.length) {
    throw new SignatureShapeError(`${parent.localName} has the wrong number of parts.`);
  }
  children.forEach((child, index) => {
    if (!isNamed(child, namespaces.ds, names[index] ?? '')) {
      throw new SignatureShapeError(`${parent.localName} holds ${child.localName} where it must not.`);
    }
  });
  if (/[^ \t\r\n]/.test(rawTextOf(parent))) throw new SignatureShapeError(`${parent.localName} holds text.`);
  return children;
}

/** What a verifier reads to verify. KeyInfo is not signed, so none of it may stand there for one that searches by name. */
const signatureParts: ReadonlySet<string> = new Set([
  ...['Signature', 'SignedInfo', 'SignatureValue', 'CanonicalizationMethod', 'SignatureMethod', 'Reference'],
  ...['Transforms', 'Transform', 'DigestMethod', 'DigestValue', 'Object', 'Manifest'],
]);

function refuseSignatureParts(keyInfo: Element): void {
  for (const element of allElements(keyInfo)) {
    if (!signatureParts.has(element.localName)) continue;
    throw new SignatureShapeError(`KeyInfo holds ${element.localName} where it must not.`);
  }
}

/** A canonicalization may carry one InclusiveNamespaces and nothing else. */
function onlyPrefixList(parent: Element): void {
  const children = elementChildren(parent);
  const lists = childrenNamed(parent, namespaces.excC14n, 'InclusiveNamespaces');
  if (children.length !== lists.length || lists.length > 1) {
    throw new SignatureShapeError(`${parent.localName} holds more than a prefix list.`);
  }
}

function algorithmOf(element: Element): string {
  onlyAttributes(element, ['Algorithm']);
  const algorithm = attributeOf(element, 'Algorithm');
  if (algorithm === null) throw new SignatureShapeError(`${element.localName} names no algorithm.`);
  return algorithm;
}

/** Foreign attributes could be mistaken for ours by a reader that looks at local names only. */
function onlyAttributes(element: Element, allowed: readonly string[]): void {
  for (let index = 0; index < element.attributes.length; index += 1) {
    const name = element.attributes.item(index)?.name ?? '';
    if (name === 'xmlns' || name.startsWith('xmlns:') || allowed.includes(name)) continue;
    throw new SignatureShapeError(`${element.localName} has the attribute ${name.slice(0, 40)}.`);
  }
}

function base64Of(element: Element, what: string): Buffer {
  const compact = rawTextOf(element).replace(/[ \t\r\n]+/g, '');
  if (!holdsPlainText(element) || !base64Text.test(compact)) throw new SignatureShapeError(`${what} is not base64.`);
  return Buffer.from(compact, 'base64');
}

function embeddedCertificates(keyInfo: Element): string[] {
  const fingerprints: string[] = [];
  for (const data of childrenNamed(keyInfo, namespaces.ds, 'X509Data')) {
    for (const certificate of childrenNamed(data, namespaces.ds, 'X509Certificate')) {
      const der = Buffer.from(rawTextOf(certificate), 'base64');
      if (isCertificate(der)) fingerprints.push(certificateFingerprint(der));
    }
  }
  return fingerprints;
}

function isCertificate(der: Buffer): boolean {
  try {
    return new X509Certificate(der).raw.length > 0;
  } catch {
    return false;
  }
}
