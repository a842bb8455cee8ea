/**
 * Owns: the documents in which the service describes itself: ServiceProviderConfig, Schemas, ResourceTypes (RFC 7643
 * sections 5 to 7, RFC 7644 section 4), its limits, and the shape of a list.
 * Owns not: what the schemas hold (`protocol/schema`) and the addresses (`scim/routes`).
 */
export {
  findResourceTypeDocument,
  findSchemaDocument,
  resourceTypeDocuments,
  schemaDocuments,
  serviceLimits,
  serviceProviderConfig,
  type CredentialType,
} from './describeService';
export { listResponse } from './listResponse';
