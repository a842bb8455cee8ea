import { scimError } from '../errors';
import type { Quirk } from '../quirks';
import {
  findSubAttribute,
  parseAttributePath,
  type Attribute,
  type FoundAttribute,
  type ResourceType,
} from '../schema';
import { FilterCursor } from './filterCursor';
import type { ElementTest, TestOperator, TestValue, ValueFilter } from './filter';
import { comparingOperators, readValue, type ComparingOperator } from './readValue';
import { unexpected } from './readTokens';

/** What stood in brackets, and what was tolerated while reading it. */
export interface ParsedValueFilter {
  readonly filter: ValueFilter;
  readonly quirks: readonly Quirk[];
}

/**
 * Reads what stands between the brackets of `emails[type eq "work"]`.
 *
 * @param text without the brackets
 * @param attribute the complex attribute before them
 * @throws ScimError rows 17–20 (400 invalidFilter)
 */
export function parseValueFilter(text: string, attribute: Attribute): ParsedValueFilter {
  const cursor = new FilterCursor(text);
  const filter = parseValueLogic(cursor, attribute);
  cursor.requireEnd();
  return { filter, quirks: cursor.quirks };
}

/** A path of a PATCH: an attribute, perhaps a filter over its elements, perhaps a sub-attribute (`found.sub`). */
export interface ParsedValuePath {
  readonly found: FoundAttribute;
  /** Null when the path has no brackets. */
  readonly filter: ValueFilter | null;
  readonly quirks: readonly Quirk[];
}

/**
 * Reads a path such as `title`, `emails.value` or `emails[type eq "work"].value` (`PATH` of RFC 7644 section 3.5.2). Null
 * when it names an attribute that the type does not have, or is no path at all: that is row 21, invalidPath.
 *
 * @throws ScimError rows 17–20 (400 invalidFilter) for what stands in the brackets
 */
export function parseValuePath(text: string, type: ResourceType): ParsedValuePath | null {
  const bracket = text.indexOf('[');
  const found = parseAttributePath((bracket === -1 ? text : text.slice(0, bracket)).trim(), type);
  if (!found || bracket === -1) return found && { found, filter: null, quirks: [] };
  if (found.sub || found.attribute.type !== 'complex') return null;
  const cursor = new FilterCursor(text.slice(bracket));
  cursor.take('[');
  const filter = parseValueLogic(cursor, found.attribute);
  const close = cursor.take(']');
  const rest = cursor.peek();
  if (!rest) return { found, filter, quirks: cursor.quirks };
  const isSub = rest.kind === 'word' && rest.at === close.at + 1 && rest.text.startsWith('.');
  const sub = isSub ? findSubAttribute(found.attribute, rest.text.slice(1)) : null;
  cursor.take();
  return sub && !cursor.peek() ? { found: { ...found, sub }, filter, quirks: cursor.quirks } : null;
}

/** @throws ScimError rows 17–20 */
export function parseValueLogic(cursor: FilterCursor, attribute: Attribute): ValueFilter {
  return cursor.readLogic<ElementTest>(() => {
    const path = cursor.takePath();
    const sub = findSubAttribute(attribute, path.text);
    if (sub) return parseElementTest(cursor, sub);
    throw scimError(20, {
      attribute: `${attribute.name}.${path.text}`,
      note: `unknown attribute at position ${path.at}`,
    });
  });
}

/**
 * Reads operator and value. A complex attribute compares by its `value`; it is present when any part of it is.
 *
 * @throws ScimError rows 17–19
 */
export function parseElementTest(cursor: FilterCursor, attribute: Attribute): ValueFilter {
  const token = cursor.take();
  const operator = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (operator === 'pr') return isPresent(attribute);
  if (!isComparing(operator)) throw unexpected(`'${token.text.slice(0, 40)}' for an operator`, token.at);
  const value = cursor.take();
  if (attribute.type === 'complex' && value.text.toLowerCase() === 'null') {
    if (operator === 'ne') return isPresent(attribute);
    if (operator === 'eq') return { kind: 'not', operand: isPresent(attribute) };
  }
  const compared = attribute.type === 'complex' ? (findSubAttribute(attribute, 'value') ?? attribute) : attribute;
  const read = readValue(value, compared, operator);
  if (read.quirk) cursor.note(read.quirk, attribute.name);
  return comparison(compared, operator, read.value);
}

function isComparing(operator: string): operator is ComparingOperator {
  return (comparingOperators as readonly string[]).includes(operator);
}

function comparison(attribute: Attribute, operator: ComparingOperator, value: TestValue | null): ValueFilter {
  if (value === null) {
    return operator === 'ne' ? isPresent(attribute) : { kind: 'not', operand: isPresent(attribute) };
  }
  if (operator === 'ne') return { kind: 'not', operand: test(attribute, 'eq', value) };
  return test(attribute, operator, value);
}

function isPresent(attribute: Attribute): ValueFilter {
  const operands = (attribute.subAttributes ?? []).map((sub) => test(sub, 'pr', true));
  return attribute.type === 'complex' ? { kind: 'or', operands } : test(attribute, 'pr', true);
}

function test(attribute: Attribute, operator: TestOperator, value: TestValue): ElementTest {
  return { kind: 'test', attribute, operator, value };
}
