/**
 * Owns: every error of the SCIM server: its number or name, status, keyword, and what it says in three languages, and
 * the body it is answered with (RFC 7644 section 3.12).
 * Owns not: when an error is thrown (the rules), and sending it (`scim/routes`).
 */
export {
  isScimErrorId,
  scimErrorIds,
  scimErrors,
  scimTypes,
  type ErrorRow,
  type ScimErrorEntry,
  type ScimErrorId,
  type ScimErrorText,
  type ScimErrorTexts,
  type ScimType,
} from './catalogue';
export { textsOf, type ErrorLanguage } from './texts';
export { asScimError, fillIn, ScimError, scimError, type ScimErrorDetails } from './scimError';
export { errorBody } from './errorBody';
