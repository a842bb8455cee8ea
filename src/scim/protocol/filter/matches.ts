import {
  attributeValue,
  isJsonObject,
  ownValue,
  type Attribute,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../schema';
import { parseDateTime } from './dateTime';
import type {
  AttributeTest,
  ElementTest,
  Filter,
  Logic,
  Never,
  SomeElement,
  TestOperator,
  ValueFilter,
} from './filter';
import { foldCase } from './foldCase';
import { orderHolds, textHolds } from './holds';

/** Whether a resource in memory (canonical names) satisfies a filter of its type. */
export function matches(filter: Filter, resource: JsonObject, type: ResourceType): boolean {
  return holds(filter, (leaf) => leafHolds(leaf, resource, type));
}

/** Whether one element of a complex attribute satisfies what stood in brackets. */
export function matchesElement(filter: ValueFilter, element: JsonObject): boolean {
  return holds(filter, (test: ElementTest) => testHolds(test, test.attribute, ownValue(element, test.attribute.name)));
}

function holds<Leaf extends { readonly kind: string }>(
  filter: Logic<Leaf>,
  leafIsTrue: (leaf: Leaf) => boolean,
): boolean {
  switch (filter.kind) {
    case 'and':
      return (filter as Joined<Leaf>).operands.every((operand) => holds(operand, leafIsTrue));
    case 'or':
      return (filter as Joined<Leaf>).operands.some((operand) => holds(operand, leafIsTrue));
    case 'not':
      return !holds((filter as { operand: Logic<Leaf> }).operand, leafIsTrue);
    default:
      return leafIsTrue(filter as Leaf);
  }
}

interface Joined<Leaf> {
  readonly operands: readonly Logic<Leaf>[];
}

function leafHolds(leaf: AttributeTest | SomeElement | Never, resource: JsonObject, type: ResourceType): boolean {
  if (leaf.kind === 'never') return false;
  const { attribute, sub } = leaf.found;
  const held = attribute.returned === 'never' ? undefined : attributeValue(resource, leaf.found, type);
  const values = held === undefined || held === null ? [] : isList(held) ? held : [held];
  if (leaf.kind === 'element') {
    return values.some((element) => isJsonObject(element) && matchesElement(leaf.filter, element));
  }
  return values.some((value) => {
    if (!sub) return testHolds(leaf, attribute, value);
    return isJsonObject(value) && testHolds(leaf, sub, ownValue(value, sub.name));
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

interface Test {
  readonly operator: TestOperator;
  readonly value: string | boolean | number;
}

function testHolds({ operator, value }: Test, attribute: Attribute, held: Json | undefined): boolean {
  if (held === undefined || held === null || typeof held === 'object') return false;
  if (operator === 'pr') return held !== '';
  if (typeof value !== 'string') return orderHolds(operator, numberOf(held, attribute) - Number(value));
  if (typeof held !== 'string') return false;
  const fold = (text: string) => (attribute.caseExact ? text : foldCase(text));
  return textHolds(operator, fold(held), fold(value));
}

/** Booleans, numbers and moments as numbers; NaN for what is not of the attribute's type. */
function numberOf(held: string | boolean | number, attribute: Attribute): number {
  if (attribute.type === 'dateTime') return (typeof held === 'string' ? parseDateTime(held) : null) ?? NaN;
  return typeof held === 'string' ? NaN : Number(held);
}
