/**
 * Owns: what a User and a Group are: their attributes with every characteristic, the URNs, and which attribute a path of
 * a client means. Validation, filters, PATCH, projection and /Schemas all read it from here (RFC 7643).
 * Owns not: the addresses that publish it (`protocol/discovery`), the rules about people and entitlements (`scim/users`,
 * `scim/groups`), and where an attribute is stored (`protocol/filter` says it for queries).
 */
export { isJsonObject, isUnassigned, ownValue, type Json, type JsonObject } from './json';
export type { Attribute, AttributeType } from './attribute';
export type { ResourceType, Schema } from './schema';
export { urns } from './urns';
export { locales, userTypes } from './userAttributes';
export { metaSchemas } from './metaSchemas';
export { groupResourceType, resourceTypes, userResourceType } from './resourceTypes';
export {
  attributePathText,
  attributeValue,
  findAttribute,
  findSchema,
  findSubAttribute,
  isExtension,
  parseAttributePath,
  splitAttributePath,
  type AttributePath,
  type FoundAttribute,
} from './parseAttributePath';
