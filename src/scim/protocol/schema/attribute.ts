/** The types of values that Usher's resources use (RFC 7643 section 2.3); there is no decimal and no binary one. */
export type AttributeType = 'string' | 'boolean' | 'integer' | 'dateTime' | 'reference' | 'complex';

/** One attribute or sub-attribute with its characteristics (RFC 7643 sections 2.2 and 7). */
export interface Attribute {
  /** In the spelling that answers use; clients may use any case. */
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  /** English, one sentence, as /Schemas shows it. */
  readonly description: string;
  readonly required: boolean;
  /** Whether values compare exactly (true) or without regard to case (false). */
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  /** Of complex attributes, and of no others. */
  readonly subAttributes?: readonly Attribute[];
}

/** What an attribute has that differs from the usual: one value, optional, readWrite, returned by default, not unique. */
type Peculiarities = Partial<Omit<Attribute, 'name' | 'type' | 'description' | 'subAttributes'>>;

const usual = {
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
} as const;

/** A text. Compares without regard to case unless it says otherwise. */
export function text(name: string, description: string, peculiarities: Peculiarities = {}): Attribute {
  return { name, type: 'string', description, ...usual, ...peculiarities };
}

/** True or false. */
export function flag(name: string, description: string, peculiarities: Peculiarities = {}): Attribute {
  return { name, type: 'boolean', description, ...usual, ...peculiarities };
}

/** A whole number. */
export function integer(name: string, description: string, peculiarities: Peculiarities = {}): Attribute {
  return { name, type: 'integer', description, ...usual, ...peculiarities };
}

/** A moment (RFC 3339 text on the wire). */
export function moment(name: string, description: string, peculiarities: Peculiarities = {}): Attribute {
  return { name, type: 'dateTime', description, ...usual, ...peculiarities };
}

/** A URI: of a resource type (`User`, `Group`), `external`, or `uri` for a name. */
export function reference(
  name: string,
  referenceTypes: readonly string[],
  description: string,
  peculiarities: Peculiarities = {},
): Attribute {
  return { name, type: 'reference', referenceTypes, description, ...usual, caseExact: true, ...peculiarities };
}

/** A group of sub-attributes; with `multiValued`, a list of them. */
export function complex(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  peculiarities: Peculiarities = {},
): Attribute {
  return { name, type: 'complex', description, ...usual, ...peculiarities, subAttributes };
}
