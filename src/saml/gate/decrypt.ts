import type { KeyObject } from 'node:crypto';
import { decrypt, type DecryptOptions } from 'xml-encryption';
import { namespaces } from '../names';
import { isLoneAssertion } from './assertionSet';
import { cutDeclaration } from './decodeResponse';
import { readDocument, type XmlDocument } from './document';
import { readEncryptedAssertion, type EncryptedParts } from './encryptedShape';
import { trimXml } from './element';
import { largestMessage } from './decodeResponse';
import { XmlViolation } from './preCheck';

/**
 * Decrypts the one assertion of an EncryptedAssertion with whichever of our keys fits.
 *
 * @param allowCbc AES-CBC is accepted: only for a dated exception, and only below a verified signature
 * @returns the assertion as a document of its own, or null. There is one answer for every cause, so that nobody can
 * learn from the difference between them.
 */
export function decryptAssertion(element: Element, keys: readonly KeyObject[], allowCbc: boolean): XmlDocument | null {
  return decryptElement(element, keys, allowCbc, isLoneAssertion);
}

/**
 * The same for whatever may be encrypted (SAML Core 2.2.4, 2.3.4).
 *
 * @param isExpected whether the root of the plaintext is what must have been encrypted
 */
export function decryptElement(
  element: Element,
  keys: readonly KeyObject[],
  allowCbc: boolean,
  isExpected: (root: Element) => boolean,
): XmlDocument | null {
  const parts = readEncryptedAssertion(element, allowCbc);
  if (parts === null) return null;
  for (const key of keys) {
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const encryptedKey of parts.encryptedKeys) {
      const text = decryptParts(parts, encryptedKey, pem, allowCbc);
      if (text !== null) return readPlaintext(text, element, isExpected);
    }
  }
  return null;
}

/** The library gets a text written here from judged parts, so that it has nothing to choose from. */
function decryptParts(parts: EncryptedParts, encryptedKey: string, key: string, allowCbc: boolean): string | null {
  const xml =
    `<xenc:EncryptedData xmlns:xenc="${namespaces.xenc}" xmlns:ds="${namespaces.ds}" xmlns:xenc11="${namespaces.xenc11}">` +
    `<xenc:EncryptionMethod Algorithm="${parts.algorithm}"/><ds:KeyInfo>${encryptedKey}</ds:KeyInfo>` +
    `<xenc:CipherData><xenc:CipherValue>${parts.cipherValue}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;
  const options: DecryptOptions = {
    key,
    disallowDecryptionWithInsecureAlgorithm: !allowCbc,
    warnInsecureAlgorithm: false,
  };
  let text: string | null = null;
  decrypt(xml, options, (error, result: string | undefined) => {
    text = error ? null : (result ?? null);
  });
  return text;
}

/** Reads the plaintext as strictly as the message itself. */
function readPlaintext(text: string, parent: Element, isExpected: (root: Element) => boolean): XmlDocument | null {
  // The library replaces invalid UTF-8 by U+FFFD, which no identity provider has a reason to send.
  if (text.length > largestMessage || text.includes('\uFFFD')) return null;
  const body = cutDeclaration(trimXml(text)).value;
  if (body === null) return null;
  const document = tryRead(body) ?? tryRead(inContextOf(parent, body));
  return document !== null && isExpected(document.root) ? document : null;
}

function tryRead(text: string): XmlDocument | null {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof XmlViolation) return null;
    throw error;
  }
}

/** Some identity providers leave out declarations that were in scope where the assertion stood (XML Encryption 4.3.3). */
function inContextOf(parent: Element, text: string): string {
  const start = /^<[^\s/>]+/.exec(text)?.[0];
  if (start === undefined) return text;
  const startTag = text.slice(0, text.indexOf('>') + 1);
  const missing = [...namespacesInScope(parent)].filter(
    ([prefix]) => !new RegExp(`[\\s]xmlns${prefix === '' ? '' : `:${prefix}`}\\s*=`).test(startTag),
  );
  const declarations = missing.map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri}"`);
  return start + declarations.join('') + text.slice(start.length);
}

/** Bindings in scope at an element, besides the usual names of XML Schema, which mean nothing to the gate. */
function namespacesInScope(element: Element): Map<string, string> {
  const scope = new Map<string, string>();
  for (let node: Node | null = element; node !== null && node.nodeType === 1; node = node.parentNode) {
    const { attributes } = node as Element;
    for (let index = 0; index < attributes.length; index += 1) {
      const attribute = attributes.item(index);
      if (attribute === null) continue;
      const prefix = attribute.name === 'xmlns' ? '' : attribute.prefix === 'xmlns' ? attribute.localName : null;
      if (prefix !== null && !scope.has(prefix)) scope.set(prefix, attribute.value);
    }
  }
  for (const [prefix, uri] of [
    ['xs', namespaces.xs],
    ['xsd', namespaces.xs],
    ['xsi', namespaces.xsi],
  ] as const) {
    if (!scope.has(prefix)) scope.set(prefix, uri);
  }
  return scope;
}
