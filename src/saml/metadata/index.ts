/**
 * Owns: reading an identity provider's metadata (SAML Metadata 2.0) into what a connection needs, and verifying its own
 * signature.
 * Owns not: fetching it and what becomes of it (`metadata`), and our own metadata (`serviceProvider`).
 */
export { parseMetadata, type IdpMetadata, type MetadataResult } from './parseMetadata';
export { verifyMetadata, type MetadataSignature } from './verifyMetadata';
