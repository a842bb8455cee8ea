import { createPrivateKey } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { SAML, type Profile } from '@node-saml/node-saml';
import type { Refusal } from '../sso/catalogue';
import type { NameId } from './gate';
import { signatureAlgorithms, signOctets } from './signatureAlgorithms';
import { signXmlElement } from './signXml';
import type { SigningKeyPair } from './siteKeys';

/** What a logout message needs to know of a connection. */
export interface LogoutSettings {
  readonly spEntityId: string;
  /** Our own logout address. */
  readonly logoutUrl: string;
  /** Where requests go; null while the connection has no single logout. */
  readonly sloUrl: string | null;
  /** Where answers go when that is another place (SAML Metadata 2.2.2, ResponseLocation); else null. */
  readonly sloResponseUrl: string | null;
  /** What the metadata says; where nobody said, the binding of the sign-in. */
  readonly sloBinding: 'redirect' | 'post';
  readonly signing: SigningKeyPair | null;
  /** True where our own address is http on loopback: then the addresses may be http too. */
  readonly allowHttp: boolean;
}

/** What differs from message to message. */
export interface LogoutFacts {
  /** An NCName nobody can guess. */
  readonly id: string;
  readonly issueInstant: Date;
}

/** Whom the identity provider is to sign out: what the session remembers of its assertion. */
export interface LogoutSubject {
  /** Null when the assertion had none. */
  readonly nameId: NameId | null;
  readonly sessionIndex: string | null;
}

/** Our answer to a LogoutRequest. */
export interface LogoutAnswer {
  /** The ID of the request. */
  readonly inResponseTo: string;
  /** True when every session of the subject has ended; false when the request was refused (status Requester). */
  readonly success: boolean;
  /** As it came, null when there was none (SAML Bindings 3.4.3, 3.5.3). */
  readonly relayState: string | null;
}

/** How the browser carries a logout message, or why there is none (code 27). */
export type LogoutVerdict =
  | { readonly outcome: 'redirect'; readonly url: string }
  | { readonly outcome: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** Makes the LogoutRequest for one session (SAML Core 3.7.1): the NameID exactly as it came, always signed (saml2int SDP-SP28 to SP30). */
export async function buildLogoutRequest(
  settings: LogoutSettings,
  subject: LogoutSubject,
  facts: LogoutFacts,
): Promise<LogoutVerdict> {
  const { signing, sloUrl } = settings;
  const refusal = judgeAddress(sloUrl, settings.allowHttp) ?? judgeParts(subject, signing);
  if (refusal !== null || signing === null || sloUrl === null || subject.nameId === null) {
    return { outcome: 'refused', refusal: refusal ?? impossible('signing', 'a signing key of the site', null) };
  }
  const xml = await new LogoutWriter(settings, sloUrl, facts).request(subject.nameId, subject.sessionIndex);
  return carry({ settings: { ...settings, signing }, name: 'SAMLRequest', address: sloUrl, xml, id: facts.id });
}

/**
 * Makes the LogoutResponse (SAML Core 3.7.2), always signed. It goes to the address the connection names, never to one the
 * message names.
 */
export function buildLogoutResponse(settings: LogoutSettings, answer: LogoutAnswer, facts: LogoutFacts): LogoutVerdict {
  const { signing } = settings;
  const address = settings.sloResponseUrl ?? settings.sloUrl;
  const refusal = judgeAddress(address, settings.allowHttp) ?? judgeKey(signing);
  if (refusal !== null || signing === null || address === null) {
    return { outcome: 'refused', refusal: refusal ?? impossible('signing', 'a signing key of the site', null) };
  }
  const xml = new LogoutWriter(settings, address, facts).response(answer);
  const { relayState } = answer;
  const carried = { settings: { ...settings, signing }, name: 'SAMLResponse' as const, address, xml, id: facts.id };
  return carry({ ...carried, ...(relayState === null ? {} : { relayState }) });
}

/** node-saml's logout messages with our own id and time. It keeps no state and signs nothing here: that happens afterwards. */
class LogoutWriter extends SAML {
  constructor(
    { spEntityId, logoutUrl }: LogoutSettings,
    address: string,
    private readonly facts: LogoutFacts,
  ) {
    super({
      issuer: spEntityId,
      callbackUrl: logoutUrl,
      logoutUrl: address,
      // Demanded by node-saml for responses, which it never reads here.
      idpCert: 'unused',
      generateUniqueId: () => facts.id,
      cacheProvider: {
        saveAsync: () => Promise.resolve(null),
        getAsync: () => Promise.resolve(null),
        removeAsync: () => Promise.resolve(null),
      },
    });
  }

  async request(nameId: NameId, sessionIndex: string | null): Promise<string> {
    const profile = {
      issuer: this.options.issuer,
      nameID: nameId.value,
      // Left out of the document when the assertion left it out.
      nameIDFormat: nameId.format as string,
      ...(nameId.nameQualifier === null ? {} : { nameQualifier: nameId.nameQualifier }),
      ...(nameId.spNameQualifier === null ? {} : { spNameQualifier: nameId.spNameQualifier }),
      ...(sessionIndex === null ? {} : { sessionIndex }),
    } as Profile;
    return this.dated(await this._generateLogoutRequest(profile));
  }

  response({ inResponseTo, success }: LogoutAnswer): string {
    const request = { ID: inResponseTo } as unknown as Profile;
    // A refused request is not one about somebody unknown, which is all node-saml can say.
    const xml = this._generateLogoutResponse(request, success).replace(':UnknownPrincipal"', ':RequestDenied"');
    return this.dated(xml);
  }

  private dated(xml: string): string {
    return xml.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${this.facts.issueInstant.toISOString()}"`);
  }
}

interface Carried {
  readonly settings: LogoutSettings & { readonly signing: SigningKeyPair };
  readonly name: 'SAMLRequest' | 'SAMLResponse';
  readonly address: string;
  readonly xml: string;
  readonly id: string;
  readonly relayState?: string;
}

function carry({ settings, name, address, xml, id, relayState }: Carried): LogoutVerdict {
  if (settings.sloBinding === 'post') {
    const signed = signXmlElement({ xml, elementId: id, ...settings.signing });
    const fields = { [name]: Buffer.from(signed).toString('base64'), ...(relayState && { RelayState: relayState }) };
    return { outcome: 'post', action: address, fields };
  }
  return { outcome: 'redirect', url: signedAddress(address, name, xml, settings.signing, relayState) };
}

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** The redirect binding with its signature over the query octets as they are sent (SAML Bindings 3.4.4.1). */
function signedAddress(
  address: string,
  name: string,
  xml: string,
  { privateKeyPem }: SigningKeyPair,
  relayState: string | undefined,
): string {
  const algorithm = signatureAlgorithms.get(rsaSha256);
  if (algorithm === undefined) throw new Error('rsa-sha256 is missing from the list of algorithms');
  const pairs = [
    `${name}=${percentEncode(deflateRawSync(Buffer.from(xml)).toString('base64'))}`,
    ...(relayState === undefined ? [] : [`RelayState=${percentEncode(relayState)}`]),
    `SigAlg=${percentEncode(rsaSha256)}`,
  ];
  const signed = pairs.join('&');
  const signature = signOctets(algorithm, createPrivateKey(privateKeyPem), signed).toString('base64');
  const url = new URL(address);
  url.search = `${url.search === '' ? '' : `${url.search.slice(1)}&`}${signed}&Signature=${percentEncode(signature)}`;
  return url.href;
}

/** Leaves nothing that an address parser would encode in another way: the octets are signed. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function judgeAddress(address: string | null, allowHttp: boolean): Refusal | null {
  const expected = allowHttp ? 'an http or https address' : 'an https address';
  if (address === null || address === '') return impossible('sloUrl', expected, null, 'logout_address_missing');
  const protocol = URL.canParse(address) ? new URL(address).protocol : null;
  const usable = protocol === 'https:' || (protocol === 'http:' && allowHttp);
  return usable ? null : impossible('sloUrl', expected, address);
}

function judgeParts({ nameId }: LogoutSubject, signing: SigningKeyPair | null): Refusal | null {
  if (nameId === null) return impossible('NameID', 'a NameID in the assertion that began the session', null);
  return judgeKey(signing);
}

function judgeKey(signing: SigningKeyPair | null): Refusal | null {
  return signing === null ? impossible('signing', 'a signing key of the site', null) : null;
}

function impossible(
  field: string,
  expected: string,
  received: string | null,
  reason: 'logout_request_impossible' | 'logout_address_missing' = 'logout_request_impossible',
): Refusal {
  return { code: 27, findings: [{ reason, field, expected, received }] };
}
