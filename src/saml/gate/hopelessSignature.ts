import { createHash, timingSafeEqual } from 'node:crypto';
import { ExclusiveCanonicalization } from 'xml-crypto';
import { namespaces } from '../names';
import { digestAlgorithms, signatureAlgorithms, verifyOctets } from '../signatureAlgorithms';
import { attributeOf, childrenNamed, rawTextOf } from './element';
import type { SignatureFacts } from './signatureShape';
import type { PinnedCertificate } from './types';

/**
 * True when a well-shaped signature cannot verify: no pinned key made its value, or what it covers was changed. The verifier
 * searches the whole document several times before it knows, which costs a second of a hostile one. This looks at the few
 * hundred octets of SignedInfo first, and at what they cover only when a pinned key vouches for them. It can only refuse: what
 * is not hopeless is for the verifier to judge, with searches of its own.
 *
 * @param facts of which the algorithms have been found allowed already
 * @throws Error when there is no canonical form, which the verifier would refuse, too
 */
export function isHopeless(facts: SignatureFacts, certificates: readonly PinnedCertificate[]): boolean {
  const [signedInfo] = childrenNamed(facts.element, namespaces.ds, 'SignedInfo');
  const [reference] = signedInfo ? childrenNamed(signedInfo, namespaces.ds, 'Reference') : [];
  const algorithm = signatureAlgorithms.get(facts.algorithm);
  const digest = digestAlgorithms.get(facts.digest);
  if (!signedInfo || !reference || !algorithm || !digest) return true;

  const value = octetsIn(facts.element, 'SignatureValue');
  const text = canonicalForm(signedInfo.cloneNode(true) as Element, signedInfo);
  if (!certificates.some(({ publicKey }) => verifyOctets(algorithm, publicKey, text, value))) return true;

  const covered = createHash(digest.hash)
    .update(canonicalForm(withoutSignature(facts), facts.owner, prefixesOf(reference)), 'utf8')
    .digest();
  const promised = octetsIn(reference, 'DigestValue');
  return covered.length !== promised.length || !timingSafeEqual(covered, promised);
}

/** The enveloped signature transform (XML Signature 6.6.4): this very signature and no other. */
function withoutSignature({ owner, element }: SignatureFacts): Element {
  const others: Node[] = [];
  for (let node = owner.firstChild; node !== null; node = node.nextSibling) {
    if (node !== element) others.push(node);
  }
  // A deep copy costs more than all the rest here. The canonicalization only reads what is below the topmost element.
  return Object.assign(owner.cloneNode(false) as Element, { childNodes: others });
}

/**
 * Exclusive canonicalization without comments.
 *
 * @param copy what is written; it may be changed
 * @param original where it stood: namespaces above it count when the prefix list names them
 */
function canonicalForm(copy: Element, original: Element, prefixes: readonly string[] = []): string {
  return new ExclusiveCanonicalization().process(copy, {
    ancestorNamespaces: namespacesAbove(original),
    inclusiveNamespacesPrefixList: [...prefixes],
  });
}

/** Namespaces in scope above an element that it does not declare itself. */
function namespacesAbove(element: Element): { prefix: string; namespaceURI: string }[] {
  const known = new Set([element.prefix ?? '', ...declarationsOf(element).map(({ prefix }) => prefix)]);
  const above = [];
  for (let node = element.parentNode; node !== null && node.nodeType === 1; node = node.parentNode) {
    for (const declaration of declarationsOf(node as Element)) {
      if (known.has(declaration.prefix)) continue;
      known.add(declaration.prefix);
      if (declaration.namespaceURI !== '') above.push(declaration);
    }
  }
  return above;
}

function declarationsOf(element: Element): { prefix: string; namespaceURI: string }[] {
  return Array.from({ length: element.attributes.length }, (_, index) => element.attributes.item(index)).flatMap(
    (attribute) => {
      const prefix = /^xmlns(?::(.*))?$/s.exec(attribute?.name ?? '');
      return prefix === null ? [] : [{ prefix: prefix[1] ?? '', namespaceURI: attribute?.value ?? '' }];
    },
  );
}

/** The prefix list of the last transform: the canonicalization (Exclusive XML Canonicalization 1.0 section 4). */
function prefixesOf(reference: Element): string[] {
  const [transforms] = childrenNamed(reference, namespaces.ds, 'Transforms');
  const last = transforms && childrenNamed(transforms, namespaces.ds, 'Transform').at(-1);
  const lists = last ? childrenNamed(last, namespaces.excC14n, 'InclusiveNamespaces') : [];
  return lists.flatMap((list) => (attributeOf(list, 'PrefixList') ?? '').split(' ')).filter((prefix) => prefix !== '');
}

function octetsIn(parent: Element, name: string): Buffer {
  const [element] = childrenNamed(parent, namespaces.ds, name);
  return Buffer.from(element ? rawTextOf(element) : '', 'base64');
}
