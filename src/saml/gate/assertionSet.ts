import { namespaces } from '../names';
import { allElements, attributeOf, elementChildren, isNamed } from './element';
import { fail, pass, type Judgement } from './judgement';

/** The assertion of a Response, or why there is not exactly one. */
export interface AssertionSet {
  readonly judgement: Judgement;
  /** The one Assertion or EncryptedAssertion directly below the Response; null unless it is the only one anywhere. */
  readonly element: Element | null;
  readonly encrypted: boolean;
}

/** Counts by local name alone and at any depth, so that no copy hides in another namespace, an extension or a signature. */
export function findAssertion(response: Element): AssertionSet {
  const anywhere = [...allElements(response)].filter(isAssertionLike);
  const direct = elementChildren(response).filter((child) => anywhere.includes(child));
  const [element] = direct;
  const known =
    element !== undefined &&
    (isNamed(element, namespaces.saml, 'Assertion') || isNamed(element, namespaces.saml, 'EncryptedAssertion'));
  if (anywhere.length === 1 && direct.length === 1 && known) {
    const encrypted = element.localName === 'EncryptedAssertion';
    return { judgement: pass('There is one assertion, directly below Response.'), element, encrypted };
  }
  const judgement = fail(13, 'assertion_count', {
    why: countSentence(anywhere.length, direct.length),
    field: 'Assertion',
    expected: '1',
    received: String(anywhere.length),
  });
  return { judgement, element: null, encrypted: false };
}

function countSentence(anywhere: number, direct: number): string {
  if (anywhere === 0) return 'The Response holds no assertion.';
  if (anywhere > 1) return `The Response holds ${anywhere} assertions.`;
  return direct === 0
    ? 'The assertion does not stand directly below Response.'
    : 'The assertion is not in the SAML 2.0 namespace.';
}

function isAssertionLike(element: Element): boolean {
  return element.localName === 'Assertion' || element.localName === 'EncryptedAssertion';
}

/** An assertion alone (a decrypted text): the root is the assertion and holds no other. */
export function isLoneAssertion(root: Element): boolean {
  return isNamed(root, namespaces.saml, 'Assertion') && [...allElements(root)].filter(isAssertionLike).length === 1;
}

/** True when no assertion stands anywhere in the tree, under whatever namespace: a logout message has no use for one. */
export function holdsNoAssertion(root: Element): boolean {
  return ![...allElements(root)].some(isAssertionLike);
}

/** No two elements of all trees may carry the same ID, under whichever of its spellings. */
export function judgeUniqueIds(...roots: readonly Element[]): Judgement {
  const seen = new Set<string>();
  for (const root of roots) {
    for (const element of allElements(root)) {
      for (const id of idsOf(element)) {
        if (seen.has(id)) {
          return fail(13, 'duplicate_id', { why: 'Two elements carry the same ID.', field: 'ID', received: id });
        }
        seen.add(id);
      }
    }
  }
  return pass('Every ID is unique.');
}

function idsOf(element: Element): Set<string> {
  const ids = new Set<string>();
  for (let index = 0; index < element.attributes.length; index += 1) {
    const attribute = element.attributes.item(index);
    if (attribute !== null && attribute.localName.toLowerCase() === 'id') ids.add(attribute.value);
  }
  return ids;
}

/** What SAML Core 2.3.3 demands of the assertion element itself; its IssueInstant is judged with the other times. */
export function judgeAssertionShape(assertion: Element): Judgement {
  const version = attributeOf(assertion, 'Version');
  if (version !== '2.0') {
    return fail(13, 'assertion_malformed', {
      why: 'The Version of the assertion is not 2.0.',
      field: 'Version',
      expected: '2.0',
      received: version,
    });
  }
  const id = attributeOf(assertion, 'ID');
  if (id === null || id === '' || id.length > 256) {
    return fail(13, 'assertion_malformed', { why: 'The assertion has no usable ID.', field: 'ID', received: id });
  }
  return pass('The assertion has an ID and Version 2.0.');
}
