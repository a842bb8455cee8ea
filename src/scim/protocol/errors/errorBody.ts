import { urns, type JsonObject } from '../schema';
import { fillIn, type ScimError } from './scimError';
import { textsOf, type ErrorLanguage } from './texts';

/**
 * The body of an error (RFC 7644 section 3.12). `detail` is the English sentence, exactly, for clients that compare it.
 * When the request had an Accept-Language header, Usher's own part says it in that language, with the fix.
 *
 * @param language null when the request asked for none: then the body is the bare one of the RFC, which strict clients want
 */
export function errorBody(error: ScimError, language: ErrorLanguage | null): JsonObject {
  return {
    schemas: [urns.error],
    status: String(error.status),
    ...(error.scimType !== null && { scimType: error.scimType }),
    detail: error.message,
    ...(language !== null && { [urns.usherError]: explanation(error, language) }),
  };
}

function explanation(error: ScimError, language: ErrorLanguage): JsonObject {
  const { detail, fix } = textsOf(language)[error.id];
  return {
    detail: fillIn(detail, error.attribute),
    row: error.id,
    fix: fillIn(fix, error.attribute),
    ...(error.note !== null && { note: error.note }),
  };
}
