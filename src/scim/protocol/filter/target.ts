import type { FoundAttribute, ResourceType } from '../schema';

/**
 * Where the database holds one simple value, as SQL. The texts are ours alone: nothing a client sent stands in them. Each
 * may be NULL, which counts as no value.
 */
export type Place =
  | { readonly kind: 'text'; readonly sql: string; readonly caseKey?: CaseKey; readonly lookup?: TextLookup }
  /** An id. Texts that are no UUID in canonical form equal none. */
  | { readonly kind: 'uuid'; readonly sql: string }
  | { readonly kind: 'boolean' | 'time' | 'integer'; readonly sql: string }
  /** A few values known beforehand, each with the condition under which the resource has it; null: always. */
  | { readonly kind: 'choices'; readonly choices: readonly { readonly value: string; readonly when: string | null }[] };

/** A column that holds the text in the form it is compared in without regard to case, so that an index can serve. */
export interface CaseKey {
  readonly sql: string;
  /** Who folds case: `accounts/names` (NFC and lower case of Unicode) or, of names of groups, `usher_name_key` of the database. */
  readonly foldedBy: 'usher' | 'database';
}

/**
 * A condition that says exactly "the text equals this value" in a way an index serves, for the rows the query is about.
 *
 * @param placeholder of the value
 */
export type TextLookup = (placeholder: string) => string;

/** The elements of a complex attribute, as rows of a subquery. */
export interface Elements {
  /** What follows FROM, refers to the resource's own row. */
  readonly from: string;
  readonly where: string | null;
  /** The primary element first, then as they are listed. */
  readonly order: string;
  /** Where an element has a sub-attribute; null: nowhere. */
  place(sub: string): Place | null;
  /**
   * A condition on the resource's row that says exactly "some element has this text", for values that an index finds;
   * null where there is none.
   *
   * @param bind takes a value and gives its placeholder
   */
  lookup?(sub: string, value: string, bind: (value: string) => string): string | null;
}

/** How the resources of one type lie in the database. */
export interface FilterTarget {
  readonly type: ResourceType;
  /** Of an attribute or sub-attribute with one value; null where nothing is stored. */
  place(found: FoundAttribute): Place | null;
  /** Of a complex attribute with many values; null where nothing is stored. */
  elements(found: FoundAttribute): Elements | null;
  /** What every order ends with, so that pages are stable. */
  readonly order: readonly string[];
}

/** A text of ours as an SQL literal. */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a name of a group is compared by, folded by the database as it does for `display_name_key`. */
export function nameKeyInSql(sql: string): string {
  return `usher_name_key(${sql}::text)`;
}

/** Case folded by the database, which follows its locale: with LC_CTYPE "C" the letters of ASCII alone. */
export function foldedInSql(sql: string): string {
  return `normalize(lower(normalize(${sql}, NFC)), NFC)`;
}
