import { scimErrors, type ErrorRow, type ScimErrorId, type ScimType } from './catalogue';
import { textsOf } from './texts';

const longestAttribute = 200;
const longestNote = 500;

/** What the place that refuses knows about it. */
export interface ScimErrorDetails {
  /** The attribute as the client wrote it (`userName`, `emails.value`, `workspaceName`, `id`), for the sentences. */
  readonly attribute?: string;
  /** English, for the administrator: a position, a value's length. Shown beside the sentence, never secret. */
  readonly note?: string;
  /** Where it is not the usual one: 404 of row 1 for an id in a path, 405 of row 9. */
  readonly status?: number;
  readonly scimType?: ScimType;
}

/** A refusal on its way to the client. Thrown anywhere below the routes, answered by their error mapper. */
export class ScimError extends Error {
  /** The public row; null for errors that no row covers. */
  readonly row: ErrorRow | null;
  readonly attribute: string | null;
  readonly note: string | null;

  constructor(
    readonly id: ScimErrorId,
    readonly status: number,
    /** RFC 7644 section 3.12; null where the RFC has none. */
    readonly scimType: ScimType | null,
    details: ScimErrorDetails,
  ) {
    if (scimType !== null && !allows(status, scimType)) throw new RangeError(`${scimType} does not go with ${status}`);
    super(fillIn(textsOf('en')[id].detail, details.attribute));
    this.name = 'ScimError';
    this.row = typeof id === 'number' ? id : null;
    this.attribute = details.attribute?.slice(0, longestAttribute) ?? null;
    this.note = details.note?.slice(0, longestNote) ?? null;
  }
}

/**
 * A ScimError with the catalogue's status and scimType, unless the details say otherwise. With another status the
 * keyword is dropped where RFC 7644 section 3.12 does not allow the two together (row 1 as 404).
 *
 * @throws RangeError when the details name a keyword that the status does not allow
 */
export function scimError(id: ScimErrorId, details: ScimErrorDetails = {}): ScimError {
  const usual = scimErrors[id];
  const status = details.status ?? usual.status;
  const keyword = usual.scimType !== null && allows(status, usual.scimType) ? usual.scimType : null;
  return new ScimError(id, status, details.scimType ?? keyword, details);
}

/** Which keyword goes with which status (RFC 7644 section 3.12, table 9). */
function allows(status: number, scimType: ScimType): boolean {
  if (scimType === 'uniqueness') return status === 409;
  if (scimType === 'sensitive') return status === 403;
  return status === 400;
}

/** A sentence with the attribute in the place of `{A}`; cut to a length that fits a log. */
export function fillIn(sentence: string, attribute: string | null | undefined): string {
  return sentence.replaceAll('{A}', () => (attribute ?? 'value').slice(0, longestAttribute));
}

/** What is not a ScimError answers as row 28; its message stays in our log. */
export function asScimError(thrown: unknown): ScimError {
  return thrown instanceof ScimError ? thrown : scimError(28);
}
