import {
  isExtension,
  isJsonObject,
  ownValue,
  type FoundAttribute,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../schema';

/** The resource with another value of an attribute; without it when the value is undefined. The resource given stays as it is. */
export function withAttribute(
  resource: JsonObject,
  found: FoundAttribute,
  type: ResourceType,
  value: Json | undefined,
): JsonObject {
  const { schema, attribute } = found;
  if (!schema || !isExtension(schema, type)) return withMember(resource, attribute.name, value);
  const before = ownValue(resource, schema.id);
  const extension = withMember(isJsonObject(before) ? before : {}, attribute.name, value);
  return withMember(resource, schema.id, Object.keys(extension).length === 0 ? undefined : extension);
}

/** The object with another member; without it when the value is undefined or null. */
export function withMember(object: JsonObject, key: string, value: Json | undefined): JsonObject {
  if (value !== undefined && value !== null) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
