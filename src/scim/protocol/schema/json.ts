/** A value as JSON knows it. Never `undefined`: what is absent has no key. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. Read it with `ownValue` only: its keys may have come from a client. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for an object of JSON: not null, not an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value an object itself holds under a key; undefined when it holds none. What it inherits does not count. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** True for what SCIM calls unassigned: absent, null, or an empty array (RFC 7643 section 2.5). */
export function isUnassigned(value: Json | undefined): value is undefined | null | readonly [] {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
