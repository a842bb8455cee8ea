import type { ReasonId } from '../../src/sso/catalogue';
import { mapPerson } from '../../src/jit';
import { account, assertion, attributes, dropdown, judge, persistent, settings, trackingCode } from './world';

const newer = { updateTimestamp: '2026-02-01T00:00:00Z' };
const foreign = { byUsername: account({ boundNameId: persistent('a'), connectionId: 'other' }) };
const undecided = { byUsername: account({ connectionId: null }), connectionCount: 2 };
const everythingWrong = {
  memberStatus: 'x',
  firstname: '',
  lastname: 'l'.repeat(33),
  email: 'nobody',
  TC1: 'x'.repeat(133),
  TC2: 'CC-300',
  TC3: 'CC-200',
  TC4: '',
};
const trackingCodes = [trackingCode(), dropdown({ number: 2 }), dropdown({ number: 3 }), trackingCode({ number: 4 })];

function found(verdict: ReturnType<typeof judge>): string[] {
  if (!('refusal' in verdict)) throw new Error(`not refused: ${verdict.outcome}`);
  return verdict.refusal.findings.map(({ reason }) => `${verdict.refusal.code} ${reason}`);
}

function foundIn(result: ReturnType<typeof mapPerson>): string[] {
  return result.outcome === 'refused'
    ? result.refusal.findings.map(({ reason }) => `${result.refusal.code} ${reason}`)
    : [];
}

const update = (it: Parameters<typeof judge>[0]) =>
  judge({ ...it, facts: { byUsername: account(), ...it.facts }, sent: { ...newer, ...it.sent } });
const status = (values: Parameters<typeof account>[0], autoCreate = true) =>
  judge({ settings: { autoCreate, allowedTypes: ['attendee'] }, facts: { byUsername: account(values) } });

/** Every reason of the policy with every code it can stand below, each brought about by a sign-in. */
const brought = new Set([
  ...foundIn(mapPerson(assertion({ attributes: attributes() }), settings())),
  ...foundIn(mapPerson(assertion({ attributes: attributes({ uid: 'a\u200B' }) }), settings())),
  ...found(judge({ settings: { autoCreate: false } })),
  ...[true, false].flatMap((autoCreate) => [
    ...found(judge({ settings: { autoCreate }, facts: foreign })),
    ...found(judge({ settings: { autoCreate }, facts: undecided })),
    ...found(status({ status: 'deactivated', type: 'attendee' }, autoCreate)),
    ...found(status({ status: 'pending', type: 'attendee' }, autoCreate)),
  ]),
  ...found(status({ status: 'locked', type: 'attendee' })),
  ...found(status({ status: 'expired', type: 'attendee' })),
  ...found(status({})),
  ...found(
    judge({
      settings: { partnerId: null, trackingCodes },
      facts: { seats: { limit: 0, used: 0 }, confusableOwnerId: 'x', emailOwnerId: 'x' },
      sent: everythingWrong,
      person: { username: 'u'.repeat(65) },
    }),
  ),
  ...found(judge({ sent: { firstname: undefined }, settings: { allowedEmailDomains: ['other.test'] } })),
  ...found(update({ settings: { trackingCodes }, facts: { emailOwnerId: 'x' }, sent: everythingWrong })),
  ...found(update({ settings: { allowedEmailDomains: ['other.test'] } })),
  ...found(update({ sent: { updateTimestamp: 'soon' } })),
  ...found(update({ sent: { updateTimestamp: '2027-01-01T00:00:00Z' } })),
  ...found(update({ sent: { updatetimestamp: '2026-02-02T00:00:00Z' } })),
]);

test.each<[number, ReasonId]>([
  [2, 'username_missing'],
  [25, 'name_id_characters'],
  [3, 'account_not_found'],
  [3, 'account_bound_to_other_name_id'],
  [31, 'account_bound_to_other_name_id'],
  [3, 'account_of_another_connection'],
  [31, 'account_of_another_connection'],
  [3, 'account_connection_undecided'],
  [31, 'account_connection_undecided'],
  [16, 'account_locked'],
  [17, 'account_expired'],
  [18, 'account_deactivated'],
  [31, 'account_deactivated'],
  [18, 'account_pending'],
  [31, 'account_pending'],
  [21, 'account_type_not_allowed'],
  [31, 'partner_id_missing'],
  [31, 'member_status_present'],
  [32, 'member_status_present'],
  [31, 'attribute_missing'],
  [31, 'attribute_empty'],
  [32, 'attribute_empty'],
  [31, 'attribute_too_long'],
  [32, 'attribute_too_long'],
  [31, 'username_too_long'],
  [31, 'email_invalid'],
  [32, 'email_invalid'],
  [31, 'email_taken'],
  [32, 'email_taken'],
  [31, 'email_domain_restricted'],
  [32, 'email_domain_restricted'],
  [31, 'username_confusable'],
  [31, 'seat_unavailable'],
  [31, 'tracking_code_missing'],
  [32, 'tracking_code_missing'],
  [31, 'tracking_code_too_long'],
  [32, 'tracking_code_too_long'],
  [31, 'tracking_code_not_listed'],
  [32, 'tracking_code_not_listed'],
  [31, 'tracking_code_inactive'],
  [32, 'tracking_code_inactive'],
  [32, 'update_timestamp_unreadable'],
  [32, 'update_timestamp_in_future'],
  [32, 'update_timestamps_disagree'],
])('%i can be refused for %s', (code, reason) => {
  expect(brought).toContain(`${code} ${reason}`);
});
