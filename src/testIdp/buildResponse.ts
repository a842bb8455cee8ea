import { bearerMethod, encryptAssertion, namespaces, signXmlElement, statusSuccess } from '../saml';
import type { EncryptAssertionOptions } from '../saml';

/** A key pair of an identity provider. */
export interface SigningKey {
  readonly privateKeyPem: string;
  /** Null leaves KeyInfo out of the signature. */
  readonly certificatePem: string | null;
}

/** Everything a Response says. Ids and times are given, so that equal options make equal text (encryption aside). */
export interface ResponseOptions {
  readonly responseId: string;
  readonly assertionId: string;
  readonly issuer: string;
  /** ACS address: Destination and Recipient. */
  readonly acsUrl: string;
  /** Entity ID of the service provider. */
  readonly audience: string;
  /** Null makes an unsolicited response. */
  readonly inResponseTo: string | null;
  readonly issueInstant: Date;
  /** Start of the validity; the time of issue when not given. */
  readonly notBefore?: Date;
  /** End of the validity of confirmation and conditions. */
  readonly notOnOrAfter: Date;
  readonly authnInstant: Date;
  readonly sessionIndex: string | null;
  readonly nameId: {
    readonly value: string;
    readonly format?: string;
    readonly nameQualifier?: string;
    readonly spNameQualifier?: string;
  } | null;
  readonly authnContextClassRef?: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** What is signed and how. */
export interface SigningOptions {
  readonly sign: 'assertion' | 'response' | 'both' | 'none';
  readonly key: SigningKey;
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
  /** When given, the assertion is encrypted for this certificate. */
  readonly encryption?: Omit<EncryptAssertionOptions, 'assertionXml' | 'prefix'>;
}

const passwordProtected = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

/**
 * A correct, signed Response as XML text (SAML Profiles 4.1.4.2): assertion signed first, then encrypted, then the
 * Response signed.
 */
export async function buildResponse(options: ResponseOptions, signing: SigningOptions): Promise<string> {
  return sealResponse(responseXml(options), options, signing);
}

/** Signs and encrypts a Response text as `signing` says; the ids in `options` name what to sign. */
export async function sealResponse(
  xml: string,
  { responseId, assertionId }: Pick<ResponseOptions, 'responseId' | 'assertionId'>,
  signing: SigningOptions,
): Promise<string> {
  const sign = (text: string, elementId: string) =>
    signXmlElement({
      xml: text,
      elementId,
      ...signing.key,
      ...(signing.signatureAlgorithm === undefined ? {} : { signatureAlgorithm: signing.signatureAlgorithm }),
      ...(signing.digestAlgorithm === undefined ? {} : { digestAlgorithm: signing.digestAlgorithm }),
    });
  let text = xml;
  if (signing.sign === 'assertion' || signing.sign === 'both') text = sign(text, assertionId);
  if (signing.encryption !== undefined) text = await encryptIn(text, signing.encryption);
  if (signing.sign === 'response' || signing.sign === 'both') text = sign(text, responseId);
  return text;
}

async function encryptIn(xml: string, encryption: NonNullable<SigningOptions['encryption']>): Promise<string> {
  const start = xml.indexOf('<saml:Assertion');
  const end = xml.indexOf('</saml:Assertion>') + '</saml:Assertion>'.length;
  if (start < 0 || end < start) throw new Error('there is no saml:Assertion to encrypt');
  const encrypted = await encryptAssertion({ ...encryption, assertionXml: xml.slice(start, end) });
  return xml.slice(0, start) + encrypted + xml.slice(end);
}

/** The Response as text, unsigned. */
export function responseXml(options: ResponseOptions): string {
  const instant = options.issueInstant.toISOString();
  return (
    `<samlp:Response xmlns:samlp="${namespaces.samlp}" xmlns:saml="${namespaces.saml}" ID="${escaped(options.responseId)}"` +
    ` Version="2.0" IssueInstant="${instant}" Destination="${escaped(options.acsUrl)}"${inResponseTo(options)}>` +
    `<saml:Issuer>${escaped(options.issuer)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${statusSuccess}"/></samlp:Status>` +
    `${assertionXml(options)}</samlp:Response>`
  );
}

function assertionXml(options: ResponseOptions): string {
  const from = (options.notBefore ?? options.issueInstant).toISOString();
  const until = options.notOnOrAfter.toISOString();
  const session = options.sessionIndex === null ? '' : ` SessionIndex="${escaped(options.sessionIndex)}"`;
  return (
    `<saml:Assertion xmlns:saml="${namespaces.saml}" xmlns:xs="${namespaces.xs}" xmlns:xsi="${namespaces.xsi}"` +
    ` ID="${escaped(options.assertionId)}" Version="2.0" IssueInstant="${options.issueInstant.toISOString()}">` +
    `<saml:Issuer>${escaped(options.issuer)}</saml:Issuer>` +
    `<saml:Subject>${nameIdXml(options.nameId)}<saml:SubjectConfirmation Method="${bearerMethod}">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${escaped(options.acsUrl)}"${inResponseTo(options)}/>` +
    '</saml:SubjectConfirmation></saml:Subject>' +
    `<saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml:AudienceRestriction>` +
    `<saml:Audience>${escaped(options.audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${options.authnInstant.toISOString()}"${session}><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${escaped(options.authnContextClassRef ?? passwordProtected)}</saml:AuthnContextClassRef>` +
    `</saml:AuthnContext></saml:AuthnStatement>${attributesXml(options.attributes)}</saml:Assertion>`
  );
}

function inResponseTo(options: ResponseOptions): string {
  return options.inResponseTo === null ? '' : ` InResponseTo="${escaped(options.inResponseTo)}"`;
}

function nameIdXml(nameId: ResponseOptions['nameId']): string {
  if (nameId === null) return '';
  const attribute = (name: string, value: string | undefined) =>
    value === undefined ? '' : ` ${name}="${escaped(value)}"`;
  return (
    `<saml:NameID${attribute('Format', nameId.format)}${attribute('NameQualifier', nameId.nameQualifier)}` +
    `${attribute('SPNameQualifier', nameId.spNameQualifier)}>${escaped(nameId.value)}</saml:NameID>`
  );
}

function attributesXml(attributes: ResponseOptions['attributes']): string {
  if (attributes.length === 0) return '';
  const each = attributes.map(({ name, values }) => {
    const inner = values.map(
      (one) => `<saml:AttributeValue xsi:type="xs:string">${escaped(one)}</saml:AttributeValue>`,
    );
    return `<saml:Attribute Name="${escaped(name)}">${inner.join('')}</saml:Attribute>`;
  });
  return `<saml:AttributeStatement>${each.join('')}</saml:AttributeStatement>`;
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
