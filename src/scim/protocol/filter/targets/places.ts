import type { FoundAttribute } from '../../schema';
import { sqlLiteral, type Place } from '../target';

/** A place that is no text and no constant. */
export function column(kind: 'uuid' | 'boolean' | 'time', sql: string): Place {
  return { kind, sql };
}

/** A text; compared by its own form, or by a key column where case does not matter. */
export function textColumn(sql: string, caseKey?: { sql: string; foldedBy: 'usher' | 'database' }): Place {
  return caseKey ? { kind: 'text', sql, caseKey } : { kind: 'text', sql };
}

/** One value that every resource has. */
export function always(value: string): Place {
  return { kind: 'choices', choices: [{ value, when: null }] };
}

/** The address of a resource: where its type stands, and its id. */
export function address(collection: string, id: string): Place {
  return textColumn(`(${sqlLiteral(`${collection}/`)} || ${id}::text)`);
}

/** The name of an attribute with its sub-attribute, as the tables of the targets list them. */
export function nameOf({ attribute, sub }: FoundAttribute): string {
  return sub ? `${attribute.name}.${sub.name}` : attribute.name;
}

/** How a target refers to what the query around it knows. */
export interface TargetFacts {
  /** Placeholder or SQL of the site's id. */
  readonly site: string;
  /** Placeholder or SQL of the provisioning's id. */
  readonly provisioning: string;
  /** The base address of the provisioning, without a slash at the end. */
  readonly baseUrl: string;
}
