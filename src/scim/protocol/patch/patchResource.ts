import {
  attributePathText,
  attributeValue,
  isJsonObject,
  type FoundAttribute,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../schema';
import type { Quirk } from '../quirks';
import { eachOnce, isHollow } from './elements';
import { noteQuirks, type QuirkNotes } from './noteQuirks';
import type { PatchOperation } from './parsePatch';
import { patchList } from './patchList';
import { patchSingle } from './patchSingle';
import { isAlwaysAssigned, type ChangedResource } from './replaceResource';
import { sameJson } from './sameJson';
import { withAttribute } from './withAttribute';

/** A resource after a PATCH, and what was tolerated while applying it. */
export interface PatchedResource extends ChangedResource {
  readonly quirks: readonly Quirk[];
}

/**
 * The resource after a PATCH: the operations in their order, all or none (RFC 7644 section 3.5.2). The resource given stays
 * as it is. Groups go another way (`compileGroupPatch`), because their members are never read.
 *
 * @throws ScimError no_target when a filter selects nothing and no element can be made from it, row 1 when a list gets two
 * primary elements or too many
 */
export function patchResource(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  type: ResourceType,
): PatchedResource {
  const notes = noteQuirks();
  const patched = operations.reduce((current, operation) => applyOperation(current, operation, type, notes), resource);
  const lists = new Map(operations.map(({ found }) => [found.attribute, found]));
  const complete = [...lists.values()].reduce((current, found) => tidyList(current, found, type, notes), patched);
  const changed = !sameJson(complete, resource);
  return { resource: changed ? complete : resource, changed, quirks: notes.quirks };
}

function applyOperation(
  resource: JsonObject,
  operation: PatchOperation,
  type: ResourceType,
  notes: QuirkNotes,
): JsonObject {
  const { found } = operation;
  const at = attributePathText(found, type);
  const before = attributeValue(resource, found, type);
  const after = found.attribute.multiValued
    ? patchList(listOf(before), operation, at, notes)
    : patchSingle(before, operation);
  if (after === undefined && isAlwaysAssigned(found)) return resource;
  return withAttribute(resource, found, type, after);
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

// Only now: one operation may make an element and the next give it its value.
function tidyList(resource: JsonObject, found: FoundAttribute, type: ResourceType, notes: QuirkNotes): JsonObject {
  if (!found.attribute.multiValued) return resource;
  const elements = listOf(attributeValue(resource, found, type));
  const whole = elements.filter((element) => !isHollow(found.attribute, element));
  if (whole.length < elements.length) notes.note('hollow_element', found.attribute.name);
  return withAttribute(resource, found, type, whole.length === 0 ? undefined : eachOnce(whole));
}
