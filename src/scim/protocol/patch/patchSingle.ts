import { isJsonObject, ownValue, type Json, type JsonObject } from '../schema';
import type { PatchOperation } from './parsePatch';
import { withMember } from './withAttribute';

/** What an attribute with one value holds after an operation; undefined when it holds nothing. */
export function patchSingle(before: Json | undefined, { op, found, value }: PatchOperation): Json | undefined {
  const operand = op === 'remove' ? null : value;
  if (found.sub) return mergedObject(before, { [found.sub.name]: operand });
  if (isJsonObject(operand)) return mergedObject(before, operand);
  return operand ?? undefined;
}

/**
 * A complex value with the sub-attributes that were sent, the others as they were (RFC 7644 section 3.5.2.3). One that
 * points to something else by its `value` is another value: the address and name of the old manager do not stay.
 */
function mergedObject(before: Json | undefined, sent: JsonObject): JsonObject | undefined {
  const value = ownValue(sent, 'value');
  const isOther = value !== undefined && isJsonObject(before) && ownValue(before, 'value') !== value;
  const merged = Object.entries(sent).reduce(
    (object, [key, member]) => withMember(object, key, member),
    isJsonObject(before) && !isOther ? before : {},
  );
  return Object.keys(merged).length === 0 ? undefined : merged;
}
