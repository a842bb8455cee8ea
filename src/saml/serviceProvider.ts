import { createHash } from 'node:crypto';
import { generateServiceProviderMetadata, SAML } from '@node-saml/node-saml';
import type { Refusal } from '../sso/catalogue';
import type { NameIdFormatSetting } from './gate';
import { completeMetadata, type MetadataContact } from './completeMetadata';
import { nameIdFormats } from './names';
import { signXmlElement } from './signXml';
import type { SigningKeyPair, SiteKeys } from './siteKeys';

/** What an AuthnRequest needs to know of a connection. */
export interface LoginSettings {
  readonly spEntityId: string;
  readonly acsUrl: string;
  /** Null when the connection has none yet. */
  readonly ssoUrl: string | null;
  readonly ssoBinding: 'redirect' | 'post';
  readonly signAuthnRequest: boolean;
  readonly nameIdFormat: NameIdFormatSetting;
  readonly authnContextClassRefs: readonly string[];
  readonly signing: SigningKeyPair | null;
  /** True where our own address is http on loopback: then `ssoUrl` may be http too. */
  readonly allowHttp: boolean;
}

/** What differs from request to request. */
export interface RequestFacts {
  /** The ID of the request: an NCName nobody can guess. */
  readonly id: string;
  readonly issueInstant: Date;
  readonly forceAuthn: boolean;
  /** Our opaque handle, at most 80 bytes (SAML Bindings 3.4.3). */
  readonly relayState: string;
}

/** How the browser carries the request to the identity provider, or why there is none (code 26). */
export type AuthnRequestVerdict =
  | { readonly outcome: 'redirect'; readonly url: string }
  | { readonly outcome: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** What our metadata tells an identity provider. */
export interface SpMetadataSettings {
  /** The address the metadata is served at. */
  readonly spEntityId: string;
  readonly acsUrl: string;
  /** Where logout messages may be sent, by redirect and by POST. */
  readonly logoutUrl: string;
  readonly nameIdFormat: NameIdFormatSetting;
  readonly signAuthnRequest: boolean;
  readonly keys: SiteKeys;
  /** Shown to people at the identity provider (saml2int SDP-MD09). */
  readonly displayName: string;
  /** Technical contact (saml2int SDP-MD11); null when the site names none. */
  readonly contact: MetadataContact | null;
}

/** Makes the AuthnRequest (SAML Core 3.4.1; saml2int SDP-SP04 to SP07), signed with rsa-sha256 when the connection asks. */
export async function buildAuthnRequest(settings: LoginSettings, facts: RequestFacts): Promise<AuthnRequestVerdict> {
  const problem = whyImpossible(settings);
  if (problem) return refused(problem.field, problem.expected, problem.received);
  const ssoUrl = settings.ssoUrl ?? '';
  const saml = new DatedSaml(settings, ssoUrl, facts);
  if (settings.ssoBinding === 'redirect') {
    return { outcome: 'redirect', url: await saml.getAuthorizeUrlAsync(facts.relayState, undefined, {}) };
  }
  const message = await saml.getAuthorizeMessageAsync(facts.relayState);
  const fields = { SAMLRequest: String(message['SAMLRequest']), RelayState: facts.relayState };
  return { outcome: 'post', action: ssoUrl, fields };
}

/** Our metadata for one connection: entity ID, ACS, logout, keys (current and next), NameID format; no DTD. The same input gives the same text. */
export function buildSpMetadata(settings: SpMetadataSettings): string {
  const { keys } = settings;
  const draft = generateServiceProviderMetadata({
    issuer: settings.spEntityId,
    callbackUrl: settings.acsUrl,
    identifierFormat: nameIdFormats[settings.nameIdFormat],
    wantAssertionsSigned: true,
    // node-saml names keys only beside a private key; the text it makes holds certificates alone.
    ...(keys.signing ? { privateKey: keys.signing.privateKeyPem, publicCerts: [...keys.signingCertificates] } : {}),
    generateUniqueId: () => stableId(settings),
  });
  return completeMetadata(draft, {
    encryptionCertificates: keys.encryptionCertificates,
    authnRequestsSigned: settings.signAuthnRequest,
    logoutUrl: settings.logoutUrl,
    displayName: settings.displayName,
    contact: settings.contact,
  });
}

/** node-saml's AuthnRequest with our own id and time, and a signature inside the document for the POST binding. */
class DatedSaml extends SAML {
  constructor(
    private readonly settings: LoginSettings,
    ssoUrl: string,
    private readonly facts: RequestFacts,
  ) {
    super({
      issuer: settings.spEntityId,
      callbackUrl: settings.acsUrl,
      entryPoint: ssoUrl,
      // Demanded by node-saml for responses, which it never reads here.
      idpCert: 'unused',
      identifierFormat: settings.nameIdFormat === 'unspecified' ? null : nameIdFormats[settings.nameIdFormat],
      forceAuthn: facts.forceAuthn,
      disableRequestedAuthnContext: settings.authnContextClassRefs.length === 0,
      authnContext: [...settings.authnContextClassRefs],
      racComparison: 'exact',
      skipRequestCompression: settings.ssoBinding === 'post',
      generateUniqueId: () => facts.id,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      ...(settings.signAuthnRequest && settings.signing ? { privateKey: settings.signing.privateKeyPem } : {}),
    });
  }

  protected override async generateAuthorizeRequestAsync(isPassive: boolean, isPost: boolean): Promise<string> {
    // Written without a signature first, because node-saml takes the time from the system and would sign that.
    const draft = await super.generateAuthorizeRequestAsync(isPassive, false);
    const dated = draft.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${this.facts.issueInstant.toISOString()}"`);
    const { signAuthnRequest, signing } = this.settings;
    return isPost && signAuthnRequest && signing
      ? signXmlElement({ xml: dated, elementId: this.facts.id, ...signing })
      : dated;
  }
}

function whyImpossible(settings: LoginSettings): { field: string; expected: string; received: string | null } | null {
  const { ssoUrl } = settings;
  const scheme = settings.allowHttp ? 'an http or https address' : 'an https address';
  if (ssoUrl === null || ssoUrl === '') return { field: 'ssoUrl', expected: scheme, received: null };
  const protocol = URL.canParse(ssoUrl) ? new URL(ssoUrl).protocol : null;
  const usable = protocol === 'https:' || (protocol === 'http:' && settings.allowHttp);
  if (!usable) return { field: 'ssoUrl', expected: scheme, received: ssoUrl };
  if (settings.signAuthnRequest && !settings.signing) {
    return { field: 'signAuthnRequest', expected: 'a signing key of the site', received: null };
  }
  return null;
}

function refused(field: string, expected: string, received: string | null): AuthnRequestVerdict {
  return {
    outcome: 'refused',
    refusal: { code: 26, findings: [{ reason: 'authn_request_impossible', field, expected, received }] },
  };
}

/** The ID changes exactly when the content does, so that the document can be cached and compared. */
function stableId(settings: SpMetadataSettings): string {
  const { spEntityId, acsUrl, logoutUrl, nameIdFormat, signAuthnRequest, keys, displayName, contact } = settings;
  const content = [spEntityId, acsUrl, logoutUrl, nameIdFormat, signAuthnRequest, keys.signingCertificates];
  const hash = createHash('sha256').update(
    JSON.stringify([...content, keys.encryptionCertificates, displayName, contact]),
  );
  return `_${hash.digest('hex').slice(0, 40)}`;
}
