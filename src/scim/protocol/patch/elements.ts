import { scimError } from '../errors';
import { findSubAttribute, isJsonObject, ownValue, type Attribute, type Json, type JsonObject } from '../schema';
import { mostElements } from './limits';
import { canonicalText } from './sameJson';

/** The object without the sub-attributes that the client unassigned. */
export function assignedOnly(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/**
 * True for an element that says nothing: without `value` where the attribute has that sub-attribute, else with no more
 * than its type.
 */
export function isHollow(attribute: Attribute, element: JsonObject): boolean {
  if (findSubAttribute(attribute, 'value')) return ownValue(element, 'value') === undefined;
  return Object.keys(element).every((key) => key === 'type' || key === 'primary');
}

/** The elements without repetitions (RFC 7643 section 2.4). */
export function eachOnce<Element extends Json>(elements: readonly Element[]): readonly Element[] {
  return [...new Map(elements.map((element) => [canonicalText(element), element])).values()];
}

/**
 * Refuses a list that is too long, and one of which more than one element is primary (RFC 7643 section 2.4): which one the
 * client means cannot be known, and for e-mail addresses it decides.
 */
export function requireList(elements: readonly Json[], at: string): void {
  if (elements.length > mostElements) throw scimError(1, { attribute: at, note: `more than ${mostElements} elements` });
  if (elements.filter(isPrimary).length > 1) {
    throw scimError(1, { attribute: `${at}.primary`, note: 'more than one element is primary' });
  }
}

/** True for an element marked as the primary one. */
export function isPrimary(element: Json): boolean {
  return isJsonObject(element) && ownValue(element, 'primary') === true;
}
