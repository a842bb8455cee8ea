import type { Attribute, FoundAttribute } from '../schema';

/**
 * What a test asks of one simple value. `ne` and comparisons with null are not among them: the parser says them with
 * `not` and `pr`, so that whatever is absent has one meaning everywhere.
 */
export type TestOperator = 'eq' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le' | 'pr';

/** A value of the attribute's type: text, true or false, a number, or of a dateTime the milliseconds since 1970. */
export type TestValue = string | boolean | number;

/** How tests are put together. `and` and `or` have two operands or more. */
export type Logic<Leaf> =
  | Leaf
  | { readonly kind: 'and'; readonly operands: readonly Logic<Leaf>[] }
  | { readonly kind: 'or'; readonly operands: readonly Logic<Leaf>[] }
  | { readonly kind: 'not'; readonly operand: Logic<Leaf> };

/** A test of one sub-attribute of one element of a list. The value of `pr` is true. */
export interface ElementTest {
  readonly kind: 'test';
  readonly attribute: Attribute;
  readonly operator: TestOperator;
  readonly value: TestValue;
}

/** What stands in brackets: a filter that one element must satisfy as a whole. */
export type ValueFilter = Logic<ElementTest>;

/** A test of an attribute that is neither complex nor, but for `schemas`, a list. */
export interface AttributeTest {
  readonly kind: 'test';
  readonly found: FoundAttribute;
  readonly operator: TestOperator;
  readonly value: TestValue;
}

/** True when some element of a complex attribute satisfies the filter: `emails.value eq "x"` reads so as well. */
export interface SomeElement {
  readonly kind: 'element';
  /** Complex; its `sub` is null. */
  readonly found: FoundAttribute;
  readonly filter: ValueFilter;
}

/** A test of what this resource type does not have, in a query over several types: never true. */
export interface Never {
  readonly kind: 'never';
}

/** A filter of RFC 7644 section 3.4.2.2, every name resolved and every value typed. */
export type Filter = Logic<AttributeTest | SomeElement | Never>;

/**
 * The tests of a filter that is nothing but `eq` tests joined by `and`; null for any other. A PATCH makes the element
 * that its path selects from them (Entra's dialect).
 */
export function equalities(filter: ValueFilter): readonly ElementTest[] | null {
  if (filter.kind === 'test') return filter.operator === 'eq' ? [filter] : null;
  if (filter.kind !== 'and') return null;
  const parts = filter.operands.map(equalities);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/**
 * Whether a query is nothing but one `eq` test of an attribute by which one resource is found: those that clients send most.
 *
 * @param keys names of the attributes that an index serves
 */
export function isLookUp(
  { filter, sortBy }: { readonly filter: Filter | null; readonly sortBy: object | null },
  keys: readonly string[],
): boolean {
  if (filter?.kind !== 'test' || filter.operator !== 'eq' || sortBy !== null) return false;
  return filter.found.sub === null && keys.includes(filter.found.attribute.name);
}
