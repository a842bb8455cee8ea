import { encryptAssertion, namespaces } from '../../src/saml';
import type { GateSettings } from '../../src/saml/gate';
import { gateSettings, pinned, responseText, testKey, type ResponseChanges } from '../support/samlResponse';

/** One way to sign and encrypt a good response. */
export interface Shape {
  readonly name: string;
  /** What an attacker holds and changes. */
  readonly original: Buffer;
  /** Makes a message of what was changed. */
  seal(changed: Buffer): Promise<Buffer>;
  /** What node-saml must demand to agree; null where it cannot do this shape. */
  readonly nodeSaml: 'assertion' | 'response' | 'both' | null;
}

/** The connection every shape is posted to. */
export function fuzzSettings(): GateSettings {
  return gateSettings({ certificates: [pinned('idp'), pinned('idp-ec')] });
}

const { certificatePem } = testKey('sp');
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const gcm = `${namespaces.xenc11}aes128-gcm`;

const shapes: readonly [string, Shape['nodeSaml'], ResponseChanges][] = [
  ['assertion signed', 'assertion', {}],
  ['Response signed', 'response', { signing: { sign: 'response' } }],
  ['both signed', 'both', { signing: { sign: 'both' } }],
  ['RSA-SHA512', 'assertion', { signing: { signatureAlgorithm: `${more}rsa-sha512` } }],
  ['ECDSA', null, { signing: { key: testKey('idp-ec'), signatureAlgorithm: `${more}ecdsa-sha256` } }],
  ['no KeyInfo', 'assertion', { signing: { key: { ...testKey('idp'), certificatePem: null } } }],
  ['signed, then encrypted', 'assertion', { signing: { encryption: { certificatePem } } }],
  [
    'signed, then encrypted with AES-128 and OAEP-SHA-256',
    null,
    { signing: { encryption: { certificatePem, contentAlgorithm: gcm, oaepDigest: 'sha256' } } },
  ],
  [
    'encrypted, then the Response signed',
    'response',
    { signing: { sign: 'response', encryption: { certificatePem } } },
  ],
  ['signed, encrypted, signed', 'both', { signing: { sign: 'both', encryption: { certificatePem } } }],
];

/** Every shape, made anew: encryption is never the same twice. */
export async function makeShapes(): Promise<readonly Shape[]> {
  const plain = await Promise.all(
    shapes.map(async ([name, nodeSaml, changes]) => ({
      name,
      nodeSaml,
      original: Buffer.from(await responseText(changes), 'utf8'),
      seal: (changed: Buffer) => Promise.resolve(changed),
    })),
  );
  // Our certificate is public: whoever has seen a signed assertion can change it and encrypt it for us.
  const original = Buffer.from(await responseText(), 'utf8');
  // node-saml cannot read prefixes declared outside the encrypted part (case 208), which a change soon makes of them.
  return [...plain, { name: 'changed, then encrypted', nodeSaml: null, original, seal: encryptAssertionIn }];
}

async function encryptAssertionIn(changed: Buffer): Promise<Buffer> {
  const xml = changed.toString('utf8');
  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0];
  if (assertion === undefined) return changed;
  const encrypted = await encryptAssertion({ assertionXml: assertion, certificatePem });
  return Buffer.from(
    xml.replace(assertion, () => encrypted),
    'utf8',
  );
}
