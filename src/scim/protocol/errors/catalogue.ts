/** The error keywords of RFC 7644 section 3.12. */
export const scimTypes = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
] as const;
export type ScimType = (typeof scimTypes)[number];

/** How an error is answered unless the place that throws it knows better. */
export interface ScimErrorEntry {
  readonly status: number;
  readonly scimType: ScimType | null;
}

function entry(status: number, scimType: ScimType | null = null): ScimErrorEntry {
  return { status, scimType };
}

/**
 * Every error the SCIM server answers with. The numbers are the public rows, which clients' administrators look up; the
 * words name what no row covers. Both are stable: removing or renaming one is a breaking change.
 */
export const scimErrors = {
  1: entry(400, 'invalidValue'),
  2: entry(400, 'invalidValue'),
  3: entry(409, 'uniqueness'),
  4: entry(400, 'invalidValue'),
  5: entry(400, 'invalidValue'),
  6: entry(400, 'invalidValue'),
  7: entry(400, 'invalidValue'),
  8: entry(404),
  9: entry(405),
  10: entry(400, 'mutability'),
  11: entry(400, 'invalidValue'),
  12: entry(400, 'invalidValue'),
  13: entry(400, 'invalidValue'),
  14: entry(400, 'invalidValue'),
  15: entry(400, 'invalidValue'),
  16: entry(400, 'invalidValue'),
  17: entry(400, 'invalidFilter'),
  18: entry(400, 'invalidFilter'),
  19: entry(400, 'invalidFilter'),
  20: entry(400, 'invalidFilter'),
  21: entry(400, 'invalidSyntax'),
  22: entry(400, 'invalidValue'),
  23: entry(400, 'invalidValue'),
  24: entry(400, 'invalidValue'),
  25: entry(400, 'invalidValue'),
  26: entry(400, 'invalidValue'),
  27: entry(403),
  28: entry(500),
  unauthenticated: entry(401),
  body_malformed: entry(400, 'invalidSyntax'),
  body_too_large: entry(413),
  media_type_unsupported: entry(415),
  schemas_wrong: entry(400, 'invalidSyntax'),
  version_unsupported: entry(400, 'invalidVers'),
  operation_invalid: entry(400, 'invalidSyntax'),
  no_target: entry(400, 'noTarget'),
  not_changeable: entry(400, 'mutability'),
  value_of_wrong_type: entry(400, 'invalidValue'),
  projection_ambiguous: entry(400, 'invalidValue'),
  filter_not_allowed_here: entry(403),
  precondition_failed: entry(412),
  too_many_results: entry(400, 'tooMany'),
  too_many_operations: entry(413),
  bulk_id_unresolved: entry(409),
  seat_unavailable: entry(403),
  account_protected: entry(403),
  rate_limited: entry(429),
  brake_held: entry(429),
  not_implemented: entry(501),
  unavailable: entry(503),
} as const satisfies Record<string | number, ScimErrorEntry>;

/** Names an error: a row, or the word for what no row covers. */
export type ScimErrorId = keyof typeof scimErrors;
/** One of the public rows. */
export type ErrorRow = Extract<ScimErrorId, number>;

/** Every id, rows first. */
export const scimErrorIds: readonly ScimErrorId[] = Object.keys(scimErrors).map((key) =>
  /^\d+$/.test(key) ? (Number(key) as ErrorRow) : (key as ScimErrorId),
);

/** True for the id of an error, as the call log and the help pages read it back from text. */
export function isScimErrorId(id: string | number): id is ScimErrorId {
  return Object.hasOwn(scimErrors, id);
}

/** What an error says in one language. `{A}` stands for the attribute, where the sentence names it. */
export interface ScimErrorText {
  /** The sentence of the answer. */
  readonly detail: string;
  /** What happened, as the call log explains it. */
  readonly cause: string;
  /** What an administrator does about it. */
  readonly fix: string;
}

/** The texts of one language: one that misses an error does not compile. */
export type ScimErrorTexts = Readonly<Record<ScimErrorId, ScimErrorText>>;
