/**
 * Owns: reading an identity provider's metadata (SAML Metadata 2.0) into what a connection needs.
 * Owns not: fetching it, deciding whether to trust it (whoever imports it vouches), and our own metadata
 * (`serviceProvider`).
 */
export { parseMetadata, type IdpMetadata, type MetadataResult } from './parseMetadata';
