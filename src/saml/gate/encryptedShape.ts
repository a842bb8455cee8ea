import { namespaces } from '../names';
import { attributeOf, childrenNamed, elementChildren, isNamed, rawTextOf } from './element';

/** The judged parts of an EncryptedAssertion, from which a text without choices can be written. */
export interface EncryptedParts {
  /** Block cipher, one of the allowed identifiers. */
  readonly algorithm: string;
  /** Base64. */
  readonly cipherValue: string;
  /** Each an EncryptedKey element as XML text, written from allowed identifiers and base64 only. */
  readonly encryptedKeys: readonly string[];
}

const mostEncryptedKeys = 4;
const gcm = [`${namespaces.xenc11}aes128-gcm`, `${namespaces.xenc11}aes256-gcm`];
const cbc = [`${namespaces.xenc}aes128-cbc`, `${namespaces.xenc}aes256-cbc`];
const oaepMgf1p = `${namespaces.xenc}rsa-oaep-mgf1p`;
const oaep11 = `${namespaces.xenc11}rsa-oaep`;
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const sha256 = `${namespaces.xenc}sha256`;
/** Spellings of digests in use; the last one is wrong but was written by widespread software. */
const digests = new Map([
  [sha1, sha1],
  [sha256, sha256],
  ['http://www.w3.org/2000/09/xmldsig#sha256', sha256],
]);
const maskFunctions = [`${namespaces.xenc11}mgf1sha1`, `${namespaces.xenc11}mgf1sha256`];
const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads an EncryptedAssertion: one EncryptedData, one to four EncryptedKeys inside its KeyInfo or beside it, RSA-OAEP
 * and an allowed cipher, values in the message itself. Null for everything else.
 */
export function readEncryptedAssertion(element: Element, allowCbc: boolean): EncryptedParts | null {
  const dataElements = childrenNamed(element, namespaces.xenc, 'EncryptedData');
  const beside = childrenNamed(element, namespaces.xenc, 'EncryptedKey');
  const [data] = dataElements;
  if (data === undefined || dataElements.length > 1) return null;
  if (elementChildren(element).length !== 1 + beside.length) return null;
  const algorithm = methodOf(data);
  const cipherValue = cipherValueOf(data);
  const inside = keysInside(data, beside);
  if (algorithm === null || cipherValue === null || inside === null) return null;
  if (!gcm.includes(algorithm) && !(allowCbc && cbc.includes(algorithm))) return null;
  const keys = [...inside, ...beside];
  if (keys.length === 0 || keys.length > mostEncryptedKeys) return null;
  const encryptedKeys = keys.map(writeEncryptedKey).filter((key) => key !== null);
  return encryptedKeys.length === 0 ? null : { algorithm, cipherValue, encryptedKeys };
}

/** EncryptedKeys in the KeyInfo; a RetrievalMethod may only point at a key that stands beside the data. */
function keysInside(data: Element, beside: readonly Element[]): Element[] | null {
  const infos = childrenNamed(data, namespaces.ds, 'KeyInfo');
  const [info] = infos;
  if (info === undefined) return [];
  if (infos.length > 1) return null;
  const ids = beside.map((key) => attributeOf(key, 'Id')).filter((id) => id !== null);
  for (const retrieval of childrenNamed(info, namespaces.ds, 'RetrievalMethod')) {
    const uri = attributeOf(retrieval, 'URI') ?? '';
    if (!uri.startsWith('#') || !ids.includes(uri.slice(1)) || elementChildren(retrieval).length > 0) return null;
  }
  return childrenNamed(info, namespaces.xenc, 'EncryptedKey');
}

function writeEncryptedKey(key: Element): string | null {
  const algorithm = methodOf(key);
  const cipherValue = cipherValueOf(key);
  if (cipherValue === null || (algorithm !== oaepMgf1p && algorithm !== oaep11)) return null;
  const parameters = oaepParameters(childrenNamed(key, namespaces.xenc, 'EncryptionMethod')[0], algorithm);
  if (parameters === null) return null;
  return (
    `<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${algorithm}">${parameters}</xenc:EncryptionMethod>` +
    `<xenc:CipherData><xenc:CipherValue>${cipherValue}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>`
  );
}

/** Digest, mask function and label of RSA-OAEP (XML Encryption 1.1 section 5.5.2), written anew. */
function oaepParameters(method: Element | undefined, algorithm: string): string | null {
  if (method === undefined) return null;
  let written = '';
  for (const child of elementChildren(method)) {
    const part = oaepParameter(child, algorithm);
    if (part === null) return null;
    written += part;
  }
  return written;
}

function oaepParameter(child: Element, algorithm: string): string | null {
  const name = attributeOf(child, 'Algorithm') ?? '';
  if (isNamed(child, namespaces.ds, 'DigestMethod')) {
    const digest = digests.get(name);
    return digest === undefined ? null : `<ds:DigestMethod Algorithm="${digest}"/>`;
  }
  if (isNamed(child, namespaces.xenc11, 'MGF') && algorithm === oaep11) {
    return maskFunctions.includes(name) ? `<xenc11:MGF Algorithm="${name}"/>` : null;
  }
  if (isNamed(child, namespaces.xenc, 'OAEPparams')) {
    const label = base64Of(child);
    return label === null || label.length > 256 ? null : `<xenc:OAEPparams>${label}</xenc:OAEPparams>`;
  }
  return isNamed(child, namespaces.xenc, 'KeySize') ? '' : null;
}

function methodOf(parent: Element): string | null {
  const methods = childrenNamed(parent, namespaces.xenc, 'EncryptionMethod');
  return methods.length === 1 && methods[0] ? attributeOf(methods[0], 'Algorithm') : null;
}

/** The value must be in the message; a CipherReference is never followed. */
function cipherValueOf(parent: Element): string | null {
  const data = childrenNamed(parent, namespaces.xenc, 'CipherData');
  const children = data[0] ? elementChildren(data[0]) : [];
  const [value] = children;
  if (data.length !== 1 || value === undefined || children.length !== 1) return null;
  return isNamed(value, namespaces.xenc, 'CipherValue') ? base64Of(value) : null;
}

function base64Of(element: Element): string | null {
  const compact = rawTextOf(element).replace(/[ \t\r\n]+/g, '');
  return elementChildren(element).length === 0 && base64Text.test(compact) ? compact : null;
}

/** The algorithms a message announces, as it spells them, for people who look for the cause. */
export function announcedAlgorithms(element: Element): string {
  const data = childrenNamed(element, namespaces.xenc, 'EncryptedData')[0];
  if (data === undefined) return 'no EncryptedData';
  const info = childrenNamed(data, namespaces.ds, 'KeyInfo')[0];
  const keys = [
    ...(info ? childrenNamed(info, namespaces.xenc, 'EncryptedKey') : []),
    ...childrenNamed(element, namespaces.xenc, 'EncryptedKey'),
  ];
  return [methodOf(data), ...keys.slice(0, 2).map(methodOf)].map((name) => name ?? 'none').join(', ');
}
