import { scimError } from '../errors';
import {
  attributePathText,
  attributeValue,
  isExtension,
  isJsonObject,
  ownValue,
  type Attribute,
  type FoundAttribute,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../schema';
import { sameJson } from './sameJson';
import { withAttribute, withMember } from './withAttribute';

/** A resource after a PUT or PATCH. */
export interface ChangedResource {
  readonly resource: JsonObject;
  /** False when it says the same as before: then it is the one given, nothing is written and `meta.lastModified` stays. */
  readonly changed: boolean;
}

/**
 * The resource after a PUT (RFC 7644 section 3.5.1). What the body leaves out is unassigned where the client was shown it
 * (Okta sends back all it read), and stays where it cannot have meant to clear it: readOnly attributes, what is returned
 * only on request, a whole extension that is not in the body, and `active`, which has no "unassigned".
 *
 * @param stored as a GET answers it
 * @param sent as `readResource` gives it
 * @throws ScimError not_changeable when the body has another value for an immutable attribute
 */
export function replaceResource(stored: JsonObject, sent: JsonObject, type: ResourceType): ChangedResource {
  const resource = writableAttributes(type)
    .filter((found) => !staysAsItIs(found, sent, type))
    .reduce((replaced, found) => withAttribute(replaced, found, type, replacement(stored, sent, found, type)), stored);
  const changed = !sameJson(resource, stored);
  return { resource: changed ? resource : stored, changed };
}

/** Attributes that have no "unassigned": leaving one out, or sending null, says nothing about it. */
export function isAlwaysAssigned(found: FoundAttribute): boolean {
  return found.attribute.type === 'boolean';
}

function writableAttributes(type: ResourceType): readonly FoundAttribute[] {
  const of = (schema: FoundAttribute['schema'], attributes: readonly Attribute[]) =>
    attributes.map((attribute): FoundAttribute => ({ schema, attribute, sub: null }));
  return [
    ...of(null, type.common),
    ...of(type.schema, type.schema.attributes),
    ...type.extensions.flatMap((extension) => of(extension, extension.attributes)),
  ].filter(({ attribute: { mutability } }) => mutability === 'readWrite' || mutability === 'immutable');
}

function staysAsItIs(found: FoundAttribute, sent: JsonObject, type: ResourceType): boolean {
  if (attributeValue(sent, found, type) !== undefined) return false;
  if (found.attribute.returned === 'request' || isAlwaysAssigned(found)) return true;
  return found.schema !== null && isExtension(found.schema, type) && !Object.hasOwn(sent, found.schema.id);
}

function replacement(
  stored: JsonObject,
  sent: JsonObject,
  found: FoundAttribute,
  type: ResourceType,
): Json | undefined {
  const before = attributeValue(stored, found, type);
  const after = attributeValue(sent, found, type);
  if (found.attribute.mutability === 'immutable' && before !== undefined && !sameJson(before, after)) {
    throw scimError('not_changeable', { attribute: attributePathText(found, type) });
  }
  return isJsonObject(before) && isJsonObject(after) ? withReadOnlyParts(found.attribute, before, after) : after;
}

// The name of the manager is ours; it goes with the manager it was found for.
function withReadOnlyParts(attribute: Attribute, before: JsonObject, after: JsonObject): JsonObject {
  if (ownValue(before, 'value') !== ownValue(after, 'value')) return after;
  return (attribute.subAttributes ?? [])
    .filter(({ mutability }) => mutability === 'readOnly')
    .reduce((joined, { name }) => withMember(joined, name, ownValue(before, name)), after);
}
