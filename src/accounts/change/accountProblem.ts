/**
 * Why a change of an account is refused; the texts are in `web/messages`, in three languages. Released ids are never
 * renamed: they stand in the lists of failed rows of an import.
 */
export const accountReasons = [
  // A field by itself
  'value_missing',
  'value_blank_ends',
  'value_too_long',
  'value_invisible',
  'value_unknown',
  'email_invalid',
  'time_zone_unknown',
  // What the site says
  'email_domain_blocked',
  'email_domain_not_listed',
  'connection_unknown',
  'tracking_code_unknown',
  'tracking_code_missing',
  'tracking_code_too_long',
  'tracking_code_not_listed',
  'tracking_code_inactive',
  'seat_unavailable',
  // What other accounts say
  'username_taken',
  'username_confusable',
  'email_taken',
  'last_security_admin',
  'last_bypass_account',
  // What the account itself says
  'status_unreachable',
  'expiry_passed',
  'role_of_guest',
  // Who asks
  'grant_not_permitted',
  'privileged_account',
  // What the row of a file says
  'row_width',
  'row_repeated',
  // What happened meanwhile
  'changed_meanwhile',
  'account_gone',
] as const;

/** Id of a reason. */
export type AccountReason = (typeof accountReasons)[number];

/** One rule a wanted change breaks. Values are cut to a safe length; none is ever a secret. */
export interface AccountProblem {
  /** The field as the site file names it, `trackingCodes.TC1` for a tracking code. */
  readonly field: string;
  readonly reason: AccountReason;
  /** Without words: a limit, the values allowed, `25 of 25`; null when the reason says it all. */
  readonly expected: string | null;
  readonly received: string | null;
  /** What was probably meant, such as a value that differs by case. */
  readonly hint?: string;
}

/** A problem from its parts; what is left out is null. */
export function problemOf(
  field: string,
  reason: AccountReason,
  parts: { readonly expected?: string | null; readonly received?: string | null; readonly hint?: string } = {},
): AccountProblem {
  const { expected = null, received = null, hint } = parts;
  return { field, reason, expected, received, ...(hint === undefined ? {} : { hint }) };
}
