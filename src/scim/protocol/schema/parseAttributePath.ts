import type { Attribute } from './attribute';
import { isJsonObject, ownValue, type Json, type JsonObject } from './json';
import type { ResourceType, Schema } from './schema';
import { urns } from './urns';

/** An attribute path as a client wrote it (`attrPath` of RFC 7644 section 3.4.2.2), cut in its parts. */
export interface AttributePath {
  /** The URN as sent; null when there was none. */
  readonly schema: string | null;
  readonly name: string;
  readonly sub: string | null;
}

/** The attribute a path means. */
export interface FoundAttribute {
  /** The schema that declares it; null for the common ones (schemas, id, externalId, meta). */
  readonly schema: Schema | null;
  readonly attribute: Attribute;
  readonly sub: Attribute | null;
}

/**
 * The attribute that a text such as `emails.value`, `USERNAME` or `urn:…:enterprise:2.0:User:manager.value` means in a
 * resource type; null when the type has none of that name. Attributes of an extension need its URN, except `manager`,
 * which Microsoft's documents write bare.
 */
export function parseAttributePath(text: string, type: ResourceType): FoundAttribute | null {
  const path = splitAttributePath(text, type);
  return path && findAttribute(path, type);
}

/** Cuts a path in its parts: the longest known URN, name, sub-attribute. Null when it has more parts or an empty one. */
export function splitAttributePath(text: string, type: ResourceType): AttributePath | null {
  const schema = [type.schema, ...type.extensions]
    .filter(({ id }) => text.slice(0, id.length + 1).toLowerCase() === `${id.toLowerCase()}:`)
    .sort((a, b) => b.id.length - a.id.length)[0];
  const rest = schema ? text.slice(schema.id.length + 1) : text;
  const [name, sub, ...more] = rest.split('.');
  if (!name || sub === '' || more.length > 0) return null;
  return { schema: schema ? text.slice(0, schema.id.length) : null, name, sub: sub ?? null };
}

/** The attribute that the parts of a path mean; null when the type has none of that name. */
export function findAttribute(path: AttributePath, type: ResourceType): FoundAttribute | null {
  const found = findTopAttribute(path, type);
  if (!found || path.sub === null) return found;
  const sub = findSubAttribute(found.attribute, path.sub);
  return sub && { ...found, sub };
}

function findTopAttribute(path: AttributePath, type: ResourceType): FoundAttribute | null {
  const schema = path.schema === null ? type.schema : findSchema(path.schema, type);
  if (!schema) return null;
  const own = byName(schema.attributes, path.name);
  if (own) return { schema, attribute: own, sub: null };
  if (schema !== type.schema) return null;
  const common = byName(type.common, path.name);
  if (common) return { schema: null, attribute: common, sub: null };
  return path.schema === null && path.name.toLowerCase() === 'manager' ? findManager(type) : null;
}

function findManager(type: ResourceType): FoundAttribute | null {
  const schema = findSchema(urns.enterpriseUser, type);
  const attribute = schema && byName(schema.attributes, 'manager');
  return attribute ? { schema, attribute, sub: null } : null;
}

/** The schema of a type (the core one or an extension) that a URN names, in any case; null when it names none. */
export function findSchema(urn: string, type: ResourceType): Schema | null {
  return [type.schema, ...type.extensions].find(({ id }) => id.toLowerCase() === urn.toLowerCase()) ?? null;
}

/** The sub-attribute of that name, in any case; null when there is none. */
export function findSubAttribute(attribute: Attribute, name: string): Attribute | null {
  return byName(attribute.subAttributes ?? [], name) ?? null;
}

function byName(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((attribute) => attribute.name.toLowerCase() === wanted);
}

/** True when the schema is an extension of the type: its attributes stand below its URN in a resource. */
export function isExtension(schema: Schema | null, type: ResourceType): boolean {
  return schema !== null && type.extensions.some(({ id }) => id === schema.id);
}

/** The path in canonical spelling, with the URN where an extension declares it: what error texts and logs show. */
export function attributePathText(found: FoundAttribute, type: ResourceType): string {
  const prefix = found.schema && isExtension(found.schema, type) ? `${found.schema.id}:` : '';
  return `${prefix}${found.attribute.name}${found.sub ? `.${found.sub.name}` : ''}`;
}

/** What a resource holds under an attribute (not its sub-attribute); undefined when it holds nothing there. */
export function attributeValue(resource: JsonObject, found: FoundAttribute, type: ResourceType): Json | undefined {
  if (!found.schema || !isExtension(found.schema, type)) return ownValue(resource, found.attribute.name);
  const extension = ownValue(resource, found.schema.id);
  return isJsonObject(extension) ? ownValue(extension, found.attribute.name) : undefined;
}
