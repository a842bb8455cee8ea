import { defaultDisplayName } from '../accounts';
import { notJudged, passed, failed, type PolicyCheckId, type RuleResult } from './checkList';
import { parseLanguage } from './parseLanguage';
import { codeOf, judgeProfile, type Profile, readProfile } from './profileRules';
import { type AttributeReading, filledValue } from './readAttribute';
import { judgeTrackingCodes } from './trackingCodeRules';
import type { AccountChanges, AccountFact, AccountFacts, Person, PolicySettings } from './types';
import { readUpdateTimestamp, type UpdateTimestamp } from './updateTimestamp';

/** Whether what was sent changes the account; `results` are the rules of an update, judged or not. */
export type UpdateDecision =
  | { readonly outcome: 'skip'; readonly note: string | null; readonly results: readonly RuleResult[] }
  | { readonly outcome: 'update'; readonly changes: AccountChanges; readonly results: readonly RuleResult[] }
  /** At least one result failed. */
  | { readonly outcome: 'refuse'; readonly results: readonly RuleResult[] };

/** The checks that are judged only when there is something to write. */
const updateRules: readonly PolicyCheckId[] = [
  'member_status_absent',
  'first_name',
  'last_name',
  'email',
  'email_domain',
  'email_free',
  'display_name',
  'tracking_codes',
];

/**
 * Whether a found account is updated (design 6.5): autoUpdate on, not owned by a provisioning, and updateTimestamp newer
 * than the stored one. A time that cannot be used refuses with 32, and the other rules are judged with it, so that an
 * admin sees all at once; when the update is skipped none of them is judged.
 */
export function decideUpdate(
  settings: PolicySettings,
  facts: AccountFacts,
  account: AccountFact,
  person: Person,
  now: Date,
): UpdateDecision {
  if (!settings.autoUpdate) return skip('autoUpdate is off', null);
  if (account.managedBy !== null) return skip(`managed by ${account.managedBy}`);
  const timestamp = readUpdateTimestamp(person.attributes, now);
  if (timestamp.outcome === 'absent') {
    return skip(timestamp.hint === null ? 'no updateTimestamp' : `no updateTimestamp; ${timestamp.hint}`);
  }
  if (timestamp.outcome === 'time' && !isNewer(timestamp.time, account.updateTimestamp)) {
    return skip(`updateTimestamp equal or older (${timestamp.time.toISOString()})`);
  }
  const profile = readProfile(person, settings);
  const codes = judgeTrackingCodes(settings, person.attributes, account.trackingCodes, 'update');
  const results = [
    timestampResult(timestamp),
    ...judgeProfile({ purpose: 'update', settings, facts, person, profile, accountId: account.id }),
    codes.result,
  ];
  if (timestamp.outcome === 'unusable' || results.some((result) => result.passed === false)) {
    return { outcome: 'refuse', results };
  }
  return { outcome: 'update', changes: changesOf(profile, account, codes.changes, timestamp.time), results };
}

function skip(why: string, note: string | null = `update skipped: ${why}`): UpdateDecision {
  const results = ['update_timestamp' as const, ...updateRules].map((id) => notJudged(id, `No update: ${why}.`));
  return { outcome: 'skip', note, results };
}

/** An account without a stored time has never been told how old its data is, so whatever comes is newer. */
function isNewer(sent: Date, stored: Date | null): boolean {
  return stored === null || sent.getTime() > stored.getTime();
}

function timestampResult(timestamp: Exclude<UpdateTimestamp, { outcome: 'absent' }>): RuleResult {
  if (timestamp.outcome === 'time') {
    return passed('update_timestamp', `${timestamp.name} is newer: ${timestamp.time.toISOString()}.`);
  }
  const why = `Not usable: ${timestamp.findings.map(({ reason }) => reason).join(', ')}.`;
  return failed('update_timestamp', codeOf('update'), why, timestamp.findings);
}

function changesOf(
  profile: Profile,
  account: AccountFact,
  trackingCodes: Readonly<Record<number, string | null>>,
  updateTimestamp: Date,
): AccountChanges {
  const firstName = changedText(profile.firstName, account.firstName);
  const lastName = changedText(profile.lastName, account.lastName);
  const email = changedText(profile.email, account.email);
  const displayName = changedDisplayName(profile, account);
  const language = changedLanguage(profile.language, account.language);
  return {
    ...(firstName === null ? {} : { firstName }),
    ...(lastName === null ? {} : { lastName }),
    ...(email === null ? {} : { email }),
    ...(displayName === null ? {} : { displayName }),
    ...(language === undefined ? {} : { language }),
    ...(Object.keys(trackingCodes).length === 0 ? {} : { trackingCodes }),
    updateTimestamp,
  };
}

function changedText(reading: AttributeReading, stored: string | null): string | null {
  const sent = filledValue(reading);
  return sent === stored ? null : sent;
}

/**
 * A display name that was made of first and last name follows them, and one sent empty is made of them again: nobody
 * should be shown under a name they gave up. One that was set otherwise stays until another is sent.
 */
function changedDisplayName(profile: Profile, account: AccountFact): string | null {
  const sent = filledValue(profile.displayName);
  const wasMade = account.displayName === defaultDisplayName(account.firstName, account.lastName);
  const isMade = profile.displayName.state === 'empty' || (wasMade && sent === null);
  const made = defaultDisplayName(
    filledValue(profile.firstName) ?? account.firstName,
    filledValue(profile.lastName) ?? account.lastName,
  );
  const displayName = isMade ? made : sent;
  return displayName === account.displayName ? null : displayName;
}

/** Undefined: stays; null: cleared. A value that is no language tag changes nothing. */
function changedLanguage(reading: AttributeReading, stored: string | null): string | null | undefined {
  if (reading.state === 'missing') return undefined;
  if (reading.state === 'empty') return stored === null ? undefined : null;
  const language = parseLanguage(reading.value);
  return language === null || language === stored ? undefined : language;
}
