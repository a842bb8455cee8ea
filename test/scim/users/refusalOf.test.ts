import { accountReasons, problemOf, type AccountReason } from '../../../src/accounts/change';
import { refusalOf } from '../../../src/scim/users/refusalOf';
import { urns } from '../../../src/scim/protocol/schema';

it.each<[AccountReason, string, string]>([
  ['value_missing', 'lastName', '23 400 name.familyName'],
  ['value_blank_ends', 'firstName', '4 400 name.givenName'],
  ['value_too_long', 'displayName', '7 400 displayName'],
  ['value_invisible', 'username', '5 400 userName'],
  ['email_invalid', 'email', '12 400 emails.value'],
  ['email_domain_blocked', 'email', '13 400 emails.value'],
  ['email_domain_not_listed', 'email', '13 400 emails.value'],
  ['time_zone_unknown', 'timeZone', '14 400 timezone'],
  ['username_taken', 'username', '3 409 userName'],
  ['username_confusable', 'username', '3 409 userName'],
  ['email_taken', 'email', '3 409 emails.value'],
  ['seat_unavailable', 'type', 'seat_unavailable 403 userType'],
  ['last_security_admin', 'status', 'account_protected 403 active'],
  ['last_bypass_account', 'status', 'account_protected 403 active'],
  ['privileged_account', 'username', '27 403 userName'],
  ['tracking_code_missing', 'trackingCodes.TC4', `23 400 ${urns.usherUser}:TC4`],
  ['tracking_code_too_long', 'trackingCodes.TC10', `1 400 ${urns.usherUser}:TC10`],
  ['account_gone', 'username', '1 404 id'],
])('the rule %s of every door, on %s, is for a SCIM client %s', (reason, field, expected) => {
  const { id, status, attribute } = refusalOf([problemOf(field, reason)]);
  expect(`${id} ${status} ${attribute}`).toBe(expected);
});

it('every rule of every door is an error, whose note names all that were broken', () => {
  for (const reason of accountReasons)
    expect(refusalOf([problemOf('status', reason)]).status).toBeGreaterThanOrEqual(400);
  const problems = [
    problemOf('email', 'email_taken', { received: 'a@acme.test' }),
    problemOf('type', 'seat_unavailable', { expected: '25', received: '25 / 25' }),
  ] as const;
  expect(refusalOf([...problems])).toMatchObject({
    id: 3,
    note: 'emails.value: email_taken (received a@acme.test); userType: seat_unavailable (expected 25, received 25 / 25)',
  });
});
