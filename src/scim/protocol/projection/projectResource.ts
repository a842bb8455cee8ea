import {
  isJsonObject,
  ownValue,
  type Attribute,
  type Json,
  type JsonObject,
  type ResourceType,
  type Schema,
} from '../schema';
import type { Projection, Selection } from './parseProjection';

/**
 * The part of a resource that a projection lets through. `id` and `schemas` always stay, passwords never do; what has
 * nothing left is dropped.
 *
 * @param resource with canonical names
 */
export function projectResource(resource: JsonObject, projection: Projection, type: ResourceType): JsonObject {
  return {
    ...projectAttributes(resource, type.common, null, projection),
    ...projectAttributes(resource, type.schema.attributes, type.schema, projection),
    ...Object.fromEntries(type.extensions.flatMap((schema) => projectExtension(resource, schema, projection))),
  };
}

/** Whether the answer shows members of a group: if not, they need not be read. */
export function needsMembers(projection: Projection): boolean {
  return needs('members', projection);
}

/** Whether the answer shows the groups of a person: if not, they need not be read. */
export function needsGroups(projection: Projection): boolean {
  return needs('groups', projection);
}

function needs(name: string, { kind, selections }: Projection): boolean {
  const named = selections.filter(
    ({ schema, attribute }) =>
      attribute?.name === name || (attribute === null && schema?.attributes.some((one) => one.name === name)),
  );
  if (kind === 'only') return named.length > 0;
  return kind === 'default' || !named.some(({ sub }) => sub === null);
}

function projectExtension(resource: JsonObject, schema: Schema, projection: Projection): [string, JsonObject][] {
  const extension = ownValue(resource, schema.id);
  if (!isJsonObject(extension)) return [];
  const kept = projectAttributes(extension, schema.attributes, schema, projection);
  return Object.keys(kept).length > 0 ? [[schema.id, kept]] : [];
}

function projectAttributes(
  holder: JsonObject,
  attributes: readonly Attribute[],
  schema: Schema | null,
  projection: Projection,
): JsonObject {
  const kept = attributes.flatMap((attribute): [string, Json][] => {
    const value = ownValue(holder, attribute.name);
    if (value === undefined) return [];
    const part = projectValue(value, attribute, schema, projection);
    return part === undefined ? [] : [[attribute.name, part]];
  });
  return Object.fromEntries(kept);
}

function projectValue(
  value: Json,
  attribute: Attribute,
  schema: Schema | null,
  { kind, selections }: Projection,
): Json | undefined {
  if (attribute.returned === 'never') return undefined;
  if (attribute.returned === 'always' || kind === 'default') return value;
  const named = selections.filter((selection) => isAbout(selection, attribute, schema));
  const isWhole = named.some(({ sub }) => sub === null);
  const subs = named.flatMap(({ sub }) => (sub ? [sub.name] : []));
  if (kind === 'only') return isWhole ? value : cut(value, (name) => subs.includes(name));
  return isWhole ? undefined : subs.length === 0 ? value : cut(value, (name) => !subs.includes(name));
}

/** True when a name of the list means the attribute, a part of it, or the whole schema it belongs to. */
function isAbout(selection: Selection, attribute: Attribute, schema: Schema | null): boolean {
  if (selection.schema?.id !== schema?.id) return false;
  return selection.attribute === null || selection.attribute === attribute;
}

/** A complex value, or each of a list, with some of its sub-attributes; undefined when nothing is left. */
function cut(value: Json, keeps: (name: string) => boolean): Json | undefined {
  if (Array.isArray(value)) {
    const elements = (value as readonly Json[])
      .map((element) => cut(element, keeps))
      .filter((one) => one !== undefined);
    return elements.length > 0 ? elements : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value).filter(([name]) => keeps(name));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
