import { createPrivateKey } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { signXmlElement } from '../../src/saml';
import { signatureAlgorithms, signOctets } from '../../src/saml/signatureAlgorithms';

/** What a logout message of the test's identity provider says; everything else is right by itself. */
export interface LogoutMessageOptions {
  readonly id: string;
  readonly issuer: string;
  readonly destination: string;
  readonly issueInstant: Date;
}

/** Whom a LogoutRequest names. */
export interface LogoutRequestOptions extends LogoutMessageOptions {
  /** The whole identifier element, or the text of a NameID without attributes. */
  readonly nameId: string;
  readonly sessionIndexes?: readonly string[];
  readonly notOnOrAfter?: Date;
}

/** What a LogoutResponse answers, and how. */
export interface LogoutResponseOptions extends LogoutMessageOptions {
  readonly inResponseTo: string;
  /** Last part of the status; Success when not given. */
  readonly status?: string;
}

const declarations =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';

function start({ id, issueInstant, destination }: LogoutMessageOptions): string {
  return `${declarations} ID="${id}" Version="2.0" IssueInstant="${issueInstant.toISOString()}" Destination="${destination}"`;
}

/** A LogoutRequest, unsigned. */
export function logoutRequestXml(options: LogoutRequestOptions): string {
  const { nameId, sessionIndexes = [], notOnOrAfter, issuer } = options;
  const subject = nameId.startsWith('<') ? nameId : `<saml:NameID>${nameId}</saml:NameID>`;
  const indexes = sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('');
  const end = notOnOrAfter === undefined ? '' : ` NotOnOrAfter="${notOnOrAfter.toISOString()}"`;
  return `<samlp:LogoutRequest ${start(options)}${end}><saml:Issuer>${issuer}</saml:Issuer>${subject}${indexes}</samlp:LogoutRequest>`;
}

/** A LogoutResponse, unsigned. */
export function logoutResponseXml(options: LogoutResponseOptions): string {
  const { issuer, inResponseTo, status = 'Success' } = options;
  const code = `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/>`;
  return `<samlp:LogoutResponse ${start(options)} InResponseTo="${inResponseTo}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status>${code}</samlp:Status></samlp:LogoutResponse>`;
}

export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** How a message is sent by redirect. */
export interface RedirectOptions {
  readonly privateKeyPem: string;
  readonly name?: 'SAMLRequest' | 'SAMLResponse';
  readonly relayState?: string;
  readonly algorithm?: string;
}

/** The parts of a query as they stand in it, each `name=value`, percent-encoded. */
export interface RedirectParts {
  readonly message: string;
  /** Empty without RelayState. */
  readonly relayState: string;
  readonly algorithm: string;
  readonly signature: string;
}

/** A message by redirect, signed over its octets (SAML Bindings 3.4.4.1), still in parts. */
export function redirectParts(xml: string, options: RedirectOptions): RedirectParts {
  const { name = xml.includes('<samlp:LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest', relayState } = options;
  const identifier = options.algorithm ?? rsaSha256;
  const algorithm = signatureAlgorithms.get(identifier) ?? signatureAlgorithms.get(rsaSha256);
  if (algorithm === undefined) throw new Error('no algorithm');
  const parts = {
    message: `${name}=${encodeURIComponent(deflateRawSync(Buffer.from(xml)).toString('base64'))}`,
    relayState: relayState === undefined ? '' : `RelayState=${percentEncode(relayState)}`,
    algorithm: `SigAlg=${encodeURIComponent(identifier)}`,
  };
  const signed = [parts.message, parts.relayState, parts.algorithm].filter((part) => part !== '').join('&');
  const signature = signOctets(algorithm, createPrivateKey(options.privateKeyPem), signed).toString('base64');
  return { ...parts, signature: `Signature=${encodeURIComponent(signature)}` };
}

/** Leaves nothing that whoever parses the address would encode in another way. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

/** The parts in their order. */
export function joined({ message, relayState, algorithm, signature }: RedirectParts): string {
  return [message, relayState, algorithm, signature].filter((part) => part !== '').join('&');
}

/** A message by redirect as a query string. */
export function redirectQuery(xml: string, options: RedirectOptions): string {
  return joined(redirectParts(xml, options));
}

/** The form fields of a message by POST; `sign: false` leaves the text as it is. */
export function postFields(
  xml: string,
  key: { readonly privateKeyPem: string; readonly certificatePem: string },
  { sign = true, relayState }: { readonly sign?: boolean; readonly relayState?: string } = {},
): [string, string][] {
  const id = /\bID="([^"]+)"/.exec(xml)?.[1] ?? '';
  const text = sign ? signXmlElement({ xml, elementId: id, ...key }) : xml;
  const name = xml.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest';
  return [
    [name, Buffer.from(text).toString('base64')],
    ...(relayState === undefined ? [] : [['RelayState', relayState] as [string, string]]),
  ];
}
