/**
 * Owns: the protocol edge of SAML 2.0: the gate that judges a response, our metadata and AuthnRequests, our key pairs,
 * certificates of identity providers, signing and encrypting. The only folder that knows node-saml and the XML libraries.
 * Owns not: what a verified person may do (`jit`), HTTP (`sso`), and the settings it is given (`sites`).
 */
export * from './gate';
export { buildLogoutRequest, buildLogoutResponse } from './buildLogout';
export type { LogoutAnswer, LogoutFacts, LogoutSettings, LogoutSubject, LogoutVerdict } from './buildLogout';
export { encryptAssertion, type EncryptAssertionOptions } from './encryptXml';
export { parseMetadata, verifyMetadata } from './metadata';
export type { IdpMetadata, MetadataResult, MetadataSignature } from './metadata';
export { bearerMethod, nameIdFormats, namespaces, statusSuccess } from './names';
export { certificateFingerprint, parsePinnedCertificate } from './pinnedCertificate';
export { buildAuthnRequest, buildSpMetadata } from './serviceProvider';
export type { AuthnRequestVerdict, LoginSettings, RequestFacts, SpMetadataSettings } from './serviceProvider';
export { signXmlElement, type SignXmlOptions } from './signXml';
export { rotateDueSiteKeys, siteKeyRotation } from './rotateDueSiteKeys';
export { listSiteKeys, type ListedSiteKey, type ListedSiteKeys } from './listSiteKeys';
export { rotateSiteKeys } from './rotateSiteKeys';
export { siteKeyPeriods } from './siteKeyPeriods';
export type { SiteKeyRotation, SiteToRotate } from './rotateSiteKeys';
export { ensureSiteKeys, loadSiteKeys } from './siteKeys';
export type { SigningKeyPair, SiteKeyDeps, SiteKeys } from './siteKeys';
export { makeSiteKey, type MakeSiteKey, type SiteKeyUse } from './makeSiteKey';
