import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exclusiveC14n, envelopedSignature, namespaces } from '../../src/saml/names';

/** Debian's xmlsec1, the command line of the C library libxmlsec1: a second opinion that shares no code with ours. */

interface Run {
  readonly ok: boolean;
  readonly output: string;
  readonly problem: string;
}

/** Which attributes are IDs: without a schema xmlsec1 has to be told. */
const idAttributes = [
  ...['--id-attr:ID', `${namespaces.saml}:Assertion`],
  ...['--id-attr:ID', `${namespaces.samlp}:Response`],
];

/** Runs xmlsec1; file contents are given by name and written to a folder that goes afterwards. */
function xmlsec1(files: Readonly<Record<string, string>>, command: (file: (name: string) => string) => string[]): Run {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-xmlsec1-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    const run = spawnSync(
      'xmlsec1',
      command((name) => path.join(folder, name)),
      { encoding: 'utf8' },
    );
    if (run.error) throw new Error(`xmlsec1 could not be run (apt-get install xmlsec1): ${run.error.message}`);
    return { ok: run.status === 0, output: run.stdout, problem: run.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Whether the signature inside the element with this ID verifies with the key of the certificate. What KeyInfo says is
 * not asked, as the gate does not ask it.
 */
export function xmlsecVerifies(xml: string, elementId: string, certificatePem: string): boolean {
  return xmlsec1({ 'in.xml': xml, 'cert.pem': certificatePem }, (file) => [
    ...['--verify', '--pubkey-cert-pem', file('cert.pem'), '--enabled-key-data', 'rsa,ec', ...idAttributes],
    ...['--node-xpath', signatureOf(elementId), file('in.xml')],
  ]).ok;
}

/** How xmlsec1 is to sign. Algorithms are identifiers of XML Signature. */
export interface XmlsecSigning {
  readonly elementId: string;
  readonly privateKeyPem: string;
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
}

/** Signs one element, behind its Issuer; the text of everything else stays as it is. */
export function xmlsecSign(xml: string, signing: XmlsecSigning): string {
  const { elementId, privateKeyPem } = signing;
  const issuerEnd = xml.indexOf('</saml:Issuer>', xml.indexOf(` ID="${elementId}"`)) + '</saml:Issuer>'.length;
  const template = xml.slice(0, issuerEnd) + signatureTemplate(signing) + xml.slice(issuerEnd);
  return mustHold(
    xmlsec1({ 'in.xml': template, 'key.pem': privateKeyPem }, (file) => [
      ...['--sign', '--privkey-pem', file('key.pem'), ...idAttributes],
      ...['--node-xpath', signatureOf(elementId), file('in.xml')],
    ]),
  );
}

function signatureOf(elementId: string): string {
  return `//*[@ID='${elementId}']/*[local-name()='Signature' and namespace-uri()='${namespaces.ds}']`;
}

function signatureTemplate({ elementId, signatureAlgorithm, digestAlgorithm }: XmlsecSigning): string {
  return (
    `<ds:Signature xmlns:ds="${namespaces.ds}"><ds:SignedInfo>` +
    `<ds:CanonicalizationMethod Algorithm="${exclusiveC14n}"/>` +
    `<ds:SignatureMethod Algorithm="${signatureAlgorithm}"/><ds:Reference URI="#${elementId}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${envelopedSignature}"/><ds:Transform Algorithm="${exclusiveC14n}"/></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestAlgorithm}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>` +
    '<ds:SignatureValue/></ds:Signature>'
  );
}

/** Encrypts the assertion of a Response: AES-256-GCM, its key by RSA-OAEP for the certificate. */
export function xmlsecEncryptAssertion(xml: string, certificatePem: string): string {
  const start = xml.indexOf('<saml:Assertion');
  const end = xml.indexOf('</saml:Assertion>') + '</saml:Assertion>'.length;
  const encrypted = mustHold(
    xmlsec1(
      { 'template.xml': encryptionTemplate(), 'assertion.xml': xml.slice(start, end), 'cert.pem': certificatePem },
      (file) => [
        ...['--encrypt', '--pubkey-cert-pem', file('cert.pem'), '--session-key', 'aes-256'],
        ...['--xml-data', file('assertion.xml'), file('template.xml')],
      ],
    ),
  );
  const element = encrypted.replace(/^<\?xml[^>]*\?>\s*/, '').trimEnd();
  return `${xml.slice(0, start)}<saml:EncryptedAssertion>${element}</saml:EncryptedAssertion>${xml.slice(end)}`;
}

function encryptionTemplate(): string {
  return (
    `<xenc:EncryptedData xmlns:xenc="${namespaces.xenc}" Type="${namespaces.xenc}Element">` +
    `<xenc:EncryptionMethod Algorithm="${namespaces.xenc11}aes256-gcm"/><ds:KeyInfo xmlns:ds="${namespaces.ds}">` +
    `<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${namespaces.xenc}rsa-oaep-mgf1p">` +
    `<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/></xenc:EncryptionMethod>` +
    '<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>' +
    '<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>'
  );
}

/** Decrypts the EncryptedAssertion of a Response in place: what it holds stands where EncryptedData stood. */
export function xmlsecDecrypt(xml: string, privateKeyPem: string): string {
  return mustHold(
    xmlsec1({ 'in.xml': xml, 'key.pem': privateKeyPem }, (file) => [
      ...['--decrypt', '--privkey-pem', file('key.pem'), file('in.xml')],
    ]),
  );
}

function mustHold({ ok, output, problem }: Run): string {
  if (!ok) throw new Error(`xmlsec1 failed: ${problem}`);
  return output;
}
