import type { Attribute } from './attribute';

/** A named set of attributes (RFC 7643 section 7). */
export interface Schema {
  /** The URN. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** A kind of resource with its address and its schemas (RFC 7643 section 6). */
export interface ResourceType {
  readonly name: 'User' | 'Group';
  readonly endpoint: '/Users' | '/Groups';
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly Schema[];
  /** schemas, id, externalId, meta. */
  readonly common: readonly Attribute[];
}
