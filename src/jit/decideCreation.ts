import { characterCount, defaultDisplayName, fieldLimits } from '../accounts';
import { safeValue } from '../sso/catalogue';
import { accountToBeMade } from './decideAccount';
import { judgeType } from './decideStatus';
import { failed, notJudged, passed, type RuleResult } from './checkList';
import { findingOf } from './findingOf';
import { nearMiss } from './nearMiss';
import { parseLanguage } from './parseLanguage';
import { codeOf, judgeProfile, readProfile } from './profileRules';
import { filledValue, readAttribute } from './readAttribute';
import { judgeTrackingCodes } from './trackingCodeRules';
import type { AccountFacts, AccountType, NewAccount, Person, PolicySettings } from './types';
import { readUpdateTimestamp } from './updateTimestamp';

/** The attribute that makes a new account an attendee. */
export const attendeeAttribute = 'isattendeerole';

/** A new account as it would be made, with every rule of creation judged. It may be made only when no result failed. */
export interface CreationDecision {
  readonly account: NewAccount;
  readonly results: readonly RuleResult[];
  readonly note: string | null;
}

/** Judges all rules of creation at once (design 6.5); no rule waits for another. */
export function decideCreation(
  settings: PolicySettings,
  facts: AccountFacts,
  person: Person,
  now: Date,
): CreationDecision {
  const type = newAccountType(person);
  const profile = readProfile(person, settings);
  const codes = judgeTrackingCodes(settings, person.attributes, {}, 'creation');
  const { updateTimestamp, note } = firstTimestamp(person, now);
  const firstName = filledValue(profile.firstName) ?? '';
  const lastName = filledValue(profile.lastName) ?? '';
  return {
    account: {
      username: person.username,
      firstName,
      lastName,
      displayName: filledValue(profile.displayName) ?? defaultDisplayName(firstName, lastName),
      email: filledValue(profile.email) ?? '',
      language: parseLanguage(filledValue(profile.language) ?? ''),
      type,
      status: settings.newAccounts,
      trackingCodes: onlyValues(codes.changes),
      updateTimestamp,
      connectionId: settings.connectionId,
    },
    results: [
      ...accountToBeMade(),
      judgeApproval(settings),
      judgeType(settings, type, 'The new account'),
      notJudged('update_timestamp', note === null ? 'A new account needs none.' : `${note}.`),
      judgePartnerId(settings),
      ...judgeProfile({ purpose: 'creation', settings, facts, person, profile, accountId: null }),
      judgeUsernameLength(person),
      judgeUsernameDistinct(facts, person),
      judgeSeat(settings, facts, person, type),
      codes.result,
    ],
    note,
  };
}

function newAccountType(person: Person): AccountType {
  const value = filledValue(readAttribute(person.attributes, attendeeAttribute));
  return value !== null && /^(?:true|yes)$/i.test(value.trim()) ? 'attendee' : 'host';
}

/** The time is kept when it is usable, so that the first update is measured by it; otherwise it is noted, never refused. */
function firstTimestamp(person: Person, now: Date): { updateTimestamp: Date | null; note: string | null } {
  const sent = readUpdateTimestamp(person.attributes, now);
  if (sent.outcome === 'time') return { updateTimestamp: sent.time, note: null };
  if (sent.outcome === 'absent') return { updateTimestamp: null, note: null };
  return { updateTimestamp: null, note: `updateTimestamp not kept: ${sent.findings[0].reason}` };
}

/** Whether an admin approves first is no rule of creation; `decideSignIn` refuses with it once all rules hold. */
function judgeApproval({ newAccounts }: PolicySettings): RuleResult {
  if (newAccounts === 'active') return passed('account_active', 'New accounts are active at once.');
  return notJudged('account_active', 'New accounts wait for approval.');
}

function judgePartnerId({ partnerId }: PolicySettings): RuleResult {
  if (partnerId !== null && partnerId.trim() !== '') return passed('partner_id', 'The site has one.');
  const finding = findingOf('partner_id_missing', { field: 'partnerId', expected: 'a partner ID of the site' });
  return failed('partner_id', codeOf('creation'), 'The site has none.', [finding]);
}

function judgeUsernameLength({ username, usernameSource }: Person): RuleResult {
  const length = characterCount(username);
  const limit = fieldLimits.saml.username;
  if (length <= limit) return passed('username_length', `It has ${length} of at most ${limit} characters.`);
  const finding = findingOf('username_too_long', {
    field: usernameSource,
    expected: `at most ${limit} characters`,
    received: safeValue(username),
    hint: `${length} characters`,
  });
  return failed('username_length', codeOf('creation'), `It has ${length} characters; ${limit} are allowed.`, [finding]);
}

/** No account has this user name, so whoever owns its NFKC form is somebody else who looks alike. */
function judgeUsernameDistinct(facts: AccountFacts, { username, usernameSource }: Person): RuleResult {
  if (facts.confusableOwnerId === null) return passed('username_distinct', 'No other user name looks alike.');
  const finding = findingOf('username_confusable', {
    field: usernameSource,
    expected: 'a user name that looks like no other',
    received: safeValue(username),
  });
  return failed('username_distinct', codeOf('creation'), 'Another user name looks alike.', [finding]);
}

/** Attendees hold no seat, and a pending account takes its seat at approval. */
function judgeSeat(settings: PolicySettings, { seats }: AccountFacts, person: Person, type: AccountType): RuleResult {
  const inUse = `${seats.used} of ${seats.limit} in use`;
  if (type === 'attendee') return passed('seat', 'An attendee needs no seat.');
  if (settings.newAccounts === 'pending') return passed('seat', 'The seat is taken at approval.');
  if (seats.used < seats.limit) return passed('seat', `${inUse}.`);
  const finding = findingOf('seat_unavailable', {
    field: 'seats',
    expected: 'a free seat',
    received: inUse,
    hint: nearMiss(person.attributes, [attendeeAttribute], null),
  });
  return failed('seat', codeOf('creation'), `${inUse}.`, [finding]);
}

function onlyValues(changes: Readonly<Record<number, string | null>>): Record<number, string> {
  return Object.fromEntries(Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== null));
}
