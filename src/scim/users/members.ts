import { ownValue, type Json, type JsonObject } from '../protocol/schema';

/** An object without the keys whose value is undefined or null: what is unassigned is absent. */
export function assigned(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined && member[1] !== null),
  );
}

/** The object without one of its keys. */
export function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** The text an object holds under a key; null when it holds none. */
export function textAt(object: JsonObject, key: string): string | null {
  const value = ownValue(object, key);
  return typeof value === 'string' ? value : null;
}
