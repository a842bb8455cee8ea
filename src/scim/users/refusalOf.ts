import type { AccountProblem, AccountReason } from '../../accounts/change';
import { scimError, type ScimError, type ScimErrorId } from '../protocol/errors';
import { urns } from '../protocol/schema';

/** Which error a rule of every door is for a SCIM client (research 1.10). */
const errorOfReason: Readonly<Record<AccountReason, ScimErrorId>> = {
  value_missing: 23,
  value_blank_ends: 4,
  value_too_long: 7,
  value_invisible: 5,
  value_unknown: 1,
  email_invalid: 12,
  time_zone_unknown: 14,
  email_domain_blocked: 13,
  email_domain_not_listed: 13,
  connection_unknown: 1,
  tracking_code_unknown: 1,
  tracking_code_missing: 23,
  // Row 7 speaks of 255 characters, a tracking code has 132: the note says so.
  tracking_code_too_long: 1,
  tracking_code_not_listed: 1,
  tracking_code_inactive: 1,
  seat_unavailable: 'seat_unavailable',
  username_taken: 3,
  username_confusable: 3,
  email_taken: 3,
  last_security_admin: 'account_protected',
  last_bypass_account: 'account_protected',
  status_unreachable: 1,
  expiry_passed: 1,
  role_of_guest: 27,
  grant_not_permitted: 27,
  privileged_account: 27,
  row_width: 28,
  row_repeated: 28,
  changed_meanwhile: 'unavailable',
  account_gone: 1,
};

const attributeOfField: ReadonlyMap<string, string> = new Map([
  ['username', 'userName'],
  ['firstName', 'name.givenName'],
  ['lastName', 'name.familyName'],
  ['email', 'emails.value'],
  ['type', 'userType'],
  ['status', 'active'],
  ['timeZone', 'timezone'],
  ['language', 'preferredLanguage'],
]);

/**
 * The error a client gets when the rules of every door refuse a change. The first broken rule decides; the note names
 * all, for the call log.
 */
export function refusalOf(problems: readonly [AccountProblem, ...AccountProblem[]]): ScimError {
  const [first] = problems;
  const id = errorOfReason[first.reason];
  return scimError(id, {
    attribute: first.reason === 'account_gone' ? 'id' : attributeOf(first.field),
    note: problems.map(inWords).join('; '),
    ...(first.reason === 'account_gone' && { status: 404 }),
  });
}

function attributeOf(field: string): string {
  const code = /^trackingCodes\.(TC\d+)$/.exec(field)?.[1];
  return code === undefined ? (attributeOfField.get(field) ?? field) : `${urns.usherUser}:${code}`;
}

function inWords({ field, reason, expected, received, hint }: AccountProblem): string {
  const parts = [
    expected === null ? null : `expected ${expected}`,
    received === null ? null : `received ${received}`,
    hint === undefined ? null : `perhaps ${hint}`,
  ].filter((part) => part !== null);
  return `${attributeOf(field)}: ${reason}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}
