import { isJsonObject, ownValue, type Json, type JsonObject } from '../schema';
import { transliterate } from './transliterate';

/** What a provisioning does with Latin letters that carry a mark: keep them, write them plainly, or refuse the person. */
export type NamePolicy = 'allow' | 'transliterate' | 'reject';

/** The fields the policy is about, as attribute paths. */
export const nameFields = [
  'name.givenName',
  'name.familyName',
  'name.middleName',
  'name.formatted',
  'displayName',
] as const;

/**
 * A User as the policy has it stored: with `transliterate` its names in plain Latin letters, else as it is. What
 * `reject` refuses is said by `judgeUser`.
 */
export function applyNamePolicy(resource: JsonObject, policy: NamePolicy): JsonObject {
  if (policy !== 'transliterate') return resource;
  const name = ownValue(resource, 'name');
  return {
    ...resource,
    ...plainField(resource, 'displayName'),
    ...(isJsonObject(name) && { name: plainName(name) }),
  };
}

function plainName(name: JsonObject): JsonObject {
  const parts = nameFields.filter((field) => field.startsWith('name.')).map((field) => field.slice('name.'.length));
  return parts.reduce((plain, part) => ({ ...plain, ...plainField(plain, part) }), name);
}

function plainField(object: JsonObject, key: string): Record<string, Json> {
  const value = ownValue(object, key);
  return typeof value === 'string' ? { [key]: transliterate(value) } : {};
}
