/** The doors through which an account's fields are written: a SAML sign-in, or any other (pages, files, CSV, SCIM). */
export type Door = 'saml' | 'other';

/** The fields of an account that have a longest length, counted in characters (code points). */
export type LimitedField = 'username' | 'firstName' | 'lastName' | 'email' | 'displayName';

/**
 * The longest lengths by door (design 6). The public documents set 32, 32 and 64 for names and address in a SAML
 * response; they say nothing of the display name, so it has the limit of the other doors everywhere.
 */
export const fieldLimits = {
  saml: { username: 64, firstName: 32, lastName: 32, email: 64, displayName: 255 },
  other: { username: 255, firstName: 255, lastName: 255, email: 255, displayName: 255 },
} as const satisfies Record<Door, Record<LimitedField, number>>;

/** The longest value of a tracking code, by every door. */
export const trackingCodeLimit = 132;
