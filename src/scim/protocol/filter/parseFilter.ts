import { scimError } from '../errors';
import type { Quirk } from '../quirks';
import { parseAttributePath, type FoundAttribute, type ResourceType } from '../schema';
import { FilterCursor } from './filterCursor';
import type { AttributeTest, ElementTest, Filter, Never, SomeElement, ValueFilter } from './filter';
import { parseElementTest, parseValueLogic } from './parseValueFilter';
import { unexpected } from './readTokens';

/** A filter and what was tolerated while reading it. */
export interface ParsedFilter {
  readonly filter: Filter;
  readonly quirks: readonly Quirk[];
}

/**
 * Reads a filter (RFC 7644 section 3.4.2.2) over one resource type: at most 4,096 characters, 100 tests, 20 levels.
 * Linear in the length of the text. Tolerated: `emails[type eq "work"].value eq "x"`, values without quotation marks, and
 * booleans in them.
 *
 * @throws ScimError rows 17–20 (400 invalidFilter), the note says where
 */
export function parseFilter(text: string, type: ResourceType): ParsedFilter {
  return parse(text, type, [type]);
}

/**
 * Reads a filter over several resource types: a type that does not have an attribute counts as having no value there. What
 * no type has is refused.
 *
 * @returns the filter of each type, in their order
 * @throws ScimError as parseFilter
 */
export function parseFilterOverTypes(text: string, types: readonly ResourceType[]): readonly ParsedFilter[] {
  return types.map((type) => parse(text, type, types));
}

function parse(text: string, type: ResourceType, types: readonly ResourceType[]): ParsedFilter {
  const cursor = new FilterCursor(text);
  const filter = cursor.readLogic<AttributeTest | SomeElement | Never>(() => parseLeaf(cursor, type, types));
  cursor.requireEnd();
  return { filter, quirks: cursor.quirks };
}

function parseLeaf(cursor: FilterCursor, type: ResourceType, types: readonly ResourceType[]): Filter {
  const path = cursor.takePath();
  const own = parseAttributePath(path.text, type);
  const found = own ?? types.map((other) => parseAttributePath(path.text, other)).find((other) => other !== null);
  if (!found) throw scimError(20, { attribute: path.text, note: `unknown attribute at position ${path.at}` });
  if (!path.text.includes(':') && found.schema?.id.endsWith(':enterprise:2.0:User'))
    cursor.note('bare_manager', path.text);
  const filter = cursor.peek()?.kind === '[' ? parseBracket(cursor, found) : parseTest(cursor, found);
  return own ? filter : forType(filter);
}

/** `emails[…]`, and after it perhaps `.value eq "x"`, which the element must satisfy too. */
function parseBracket(cursor: FilterCursor, found: FoundAttribute): Filter {
  const open = cursor.take('[');
  const { attribute } = found;
  if (found.sub || attribute.type !== 'complex') throw unexpected("'['", open.at);
  const inner = parseValueLogic(cursor, attribute);
  const close = cursor.take(']');
  const sub = cursor.takeSubAttributeAfter(close, attribute);
  if (!sub) return { kind: 'element', found, filter: inner };
  cursor.note('path_after_bracket', `${attribute.name}[…].${sub.name}`);
  const test = parseElementTest(cursor, sub);
  return { kind: 'element', found, filter: { kind: 'and', operands: [inner, test] } };
}

function parseTest(cursor: FilterCursor, found: FoundAttribute): Filter {
  const { attribute, sub } = found;
  if (attribute.type !== 'complex') return overAttribute(parseElementTest(cursor, attribute), found);
  const filter = parseElementTest(cursor, sub ?? attribute);
  // One element at a time: "no value is x" and not "some value is not x" is what `ne` means over a list.
  return attribute.multiValued ? overElements(filter, { ...found, sub: null }) : overParts(filter, found);
}

/** Tests of a simple attribute itself. */
function overAttribute(filter: ValueFilter, found: FoundAttribute): Filter {
  return mapLeaves(filter, (test) => ({ kind: 'test', found, operator: test.operator, value: test.value }));
}

/** Tests of the sub-attributes of a complex attribute that has one value. */
function overParts(filter: ValueFilter, found: FoundAttribute): Filter {
  return mapLeaves(filter, (test) => ({
    kind: 'test',
    found: { ...found, sub: test.attribute },
    operator: test.operator,
    value: test.value,
  }));
}

/** Tests of some element of a list. */
function overElements(filter: ValueFilter, found: FoundAttribute): Filter {
  return mapLeaves(filter, (test) => ({ kind: 'element', found, filter: test }));
}

function mapLeaves(filter: ValueFilter, leaf: (test: ElementTest) => Filter): Filter {
  if (filter.kind === 'test') return leaf(filter);
  if (filter.kind === 'not') return { kind: 'not', operand: mapLeaves(filter.operand, leaf) };
  return { kind: filter.kind, operands: filter.operands.map((operand) => mapLeaves(operand, leaf)) };
}

/** What remains of a filter on an attribute that the type does not have: every test fails, and `not` still turns round. */
function forType(filter: Filter): Filter {
  if (filter.kind === 'not') return { kind: 'not', operand: forType(filter.operand) };
  if (filter.kind === 'and' || filter.kind === 'or')
    return { kind: filter.kind, operands: filter.operands.map(forType) };
  return { kind: 'never' };
}
