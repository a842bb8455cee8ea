import { isJsonObject, isUnassigned, ownValue, type Json, type JsonObject } from '../schema';

/** A text somewhere in a User. */
export interface TextAt {
  /** The attribute path as clients know it: `name.givenName`, `emails.value`, `urn:…:User:department`. */
  readonly path: string;
  readonly text: string;
}

/** Every text of a User that a client can write, with its path; elements of lists share the path of their attribute. */
export function textsOfUser(resource: JsonObject): TextAt[] {
  return Object.entries(resource)
    .filter(([key]) => !['schemas', 'id', 'meta', 'groups'].includes(key))
    .flatMap(([key, value]) => textsBelow(key, value, key.startsWith('urn:') ? ':' : '.'));
}

function textsBelow(path: string, value: Json, separator: string): TextAt[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => textsBelow(path, item, separator));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => textsBelow(`${path}${separator}${key}`, member, '.'));
}

/** The texts a User has under a path of at most two names; several where the first is a list. Nothing missing or null. */
export function textsAt(resource: JsonObject, path: string): string[] {
  return path
    .split('.')
    .reduce<Json[]>((values, name) => values.flatMap((value) => membersNamed(value, name)), [resource])
    .filter((value) => typeof value === 'string');
}

function membersNamed(value: Json, name: string): Json[] {
  const member = isJsonObject(value) ? ownValue(value, name) : undefined;
  if (isUnassigned(member)) return [];
  return Array.isArray(member) ? [...(member as readonly Json[])] : [member];
}
