import { fieldChanges, type FieldChange } from '../../activity';
import type { TrackingCodeSetting } from '../../jit';
import { holdsSeat, newAccount, type AccountState } from '../accountState';
import { defaultDisplayName } from '../displayName';
import { fieldLimits } from '../fieldLimits';
import { securityRole } from '../organizationRoles';
import { problemOf, type AccountProblem } from './accountProblem';
import { judgeFields, requiredFields, type FieldRules } from './decideFields';
import { decideStatus } from './decideStatus';
import { mergeTrackingCodes } from './mergeTrackingCodes';
import { rescuerLostBy } from './rescuer';
import type { TakenKeys } from './takenKeys';

/** What a site says about its accounts. */
export interface AccountRules extends FieldRules {
  readonly trackingCodes: readonly TrackingCodeSetting[];
}

/** What somebody wants of an account. What is absent stays as it is. */
export type WantedAccount = Partial<Omit<AccountState, 'trackingCodes'>> & {
  /** By name (`TC1`); null clears one. */
  readonly trackingCodes?: Readonly<Record<string, string | null>>;
};

/** What is known of the account's surroundings when it is decided. */
export interface AccountSurroundings {
  /** The account's id, also of one that is to be made. */
  readonly id: string;
  /** Invited from another organization: such an account has no organization role here. */
  readonly isGuest: boolean;
  readonly taken: TakenKeys;
  readonly seats: { readonly limit: number; readonly used: number };
  /** True when another account of the site could still give rights and mend single sign-on. */
  readonly hasOtherSecurityAdmin: boolean;
  /** True when the account has a password. */
  readonly hasPassword: boolean;
  /** True while the site demands single sign-on and has no other lasting rescuer (`isRescuer`). */
  readonly needsRescuer: boolean;
  /** True when whoever asks may give roles and bypass sign-in. */
  readonly mayGrant: boolean;
  /**
   * True for the door that says everything it means (SCIM): a required tracking code is judged only when it is sent
   * (design 6), and a display name that was made of the names does not follow them.
   */
  readonly takesLiterally?: boolean;
}

/** What becomes of a wanted change; a refusal names every broken rule. */
export type AccountVerdict =
  | { readonly outcome: 'write'; readonly after: AccountState; readonly changes: readonly FieldChange[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refuse'; readonly problems: readonly [AccountProblem, ...AccountProblem[]] };

/**
 * Decides a change of one account by a page, a CSV file or SCIM: every rule of every door (seats, uniqueness, domains),
 * the required fields and tracking codes of these, and the guards that keep a site's administrators from locking
 * everybody out or giving themselves more than they have (design 6 and 10). Pure.
 *
 * @param before the account as it is stored; null when it is to be made
 */
export function decideAccountChange(
  rules: AccountRules,
  before: AccountState | null,
  wanted: WantedAccount,
  around: AccountSurroundings,
  now: Date,
): AccountVerdict {
  const base = before ?? { ...newAccount, username: wanted.username ?? '' };
  const { trackingCodes = {}, ...fields } = wanted;
  const { takesLiterally = false } = around;
  const laid = { ...base, ...fields };
  const named = takesLiterally ? laid : withDisplayName(before, laid);
  const merged = mergeTrackingCodes({
    settings: rules.trackingCodes,
    stored: base.trackingCodes,
    wanted: trackingCodes,
    demanded: before === null && !takesLiterally ? 'all' : 'wanted',
  });
  const status = decideStatus(before, named, now);
  const after: AccountState = { ...named, trackingCodes: merged.codes, status: status.status };
  const required = new Set<string>(requiredFields.filter((field) => before === null || field in wanted));
  const changes = fieldChanges(before, after);
  const problems = [
    ...judgeFields(rules, before, after, required),
    ...around.taken.judge(around.id, before, after),
    ...merged.problems,
    ...status.problems,
    ...judgeSeat(before, after, around),
    ...judgeRoles(before, after, around, changes.length > 0),
    ...judgeRescue(before, after, around, now),
  ];
  const [first, ...others] = problems;
  if (first !== undefined) return { outcome: 'refuse', problems: [first, ...others] };
  return changes.length === 0 ? { outcome: 'unchanged' } : { outcome: 'write', after, changes };
}

/** A display name left empty is made of first and last name; one that was made so follows them. */
function withDisplayName(before: AccountState | null, laid: AccountState): AccountState {
  const was = before?.displayName ?? null;
  const wasMade = before !== null && was === defaultDisplayName(before.firstName, before.lastName);
  const isTyped = laid.displayName !== null && !(wasMade && laid.displayName === was);
  if (isTyped) return laid;
  // Mistakes in the names are told there, not here once more.
  const full = [...defaultDisplayName(laid.firstName, laid.lastName).trim()];
  const made = full.slice(0, fieldLimits.other.displayName).join('').trim();
  return { ...laid, displayName: made === '' ? was : made };
}

function judgeSeat(
  before: AccountState | null,
  after: AccountState,
  { seats }: AccountSurroundings,
): readonly AccountProblem[] {
  if (holdsSeat(before) || !holdsSeat(after) || seats.used < seats.limit) return [];
  const field = before !== null && before.type === after.type ? 'status' : 'type';
  const expected = String(seats.limit);
  return [problemOf(field, 'seat_unavailable', { expected, received: `${seats.used} / ${seats.limit}` })];
}

/** Who can use the rights of an Org Security Admin. */
export function isSecurityAdmin(account: Pick<AccountState, 'status' | 'roles'>): boolean {
  return account.status === 'active' && account.roles.includes(securityRole);
}

function judgeRoles(
  before: AccountState | null,
  after: AccountState,
  around: AccountSurroundings,
  changes: boolean,
): AccountProblem[] {
  const problems: AccountProblem[] = [];
  if (around.isGuest && after.roles.length > 0) {
    problems.push(problemOf('roles', 'role_of_guest', { received: after.roles.join(', ') }));
  }
  if (!around.mayGrant) problems.push(...judgeGrant(before, after, changes));
  const getsExpiry = after.expiresAt !== null && after.expiresAt !== before?.expiresAt;
  const staysAdmin = isSecurityAdmin(after) && !getsExpiry;
  if (before !== null && isSecurityAdmin(before) && !staysAdmin && !around.hasOtherSecurityAdmin) {
    const lostRole = !after.roles.includes(securityRole);
    const field = lostRole ? 'roles' : after.status === 'active' ? 'expiresAt' : 'status';
    problems.push(problemOf(field, 'last_security_admin'));
  }
  return problems;
}

/** While single sign-on is demanded, somebody must be able to come in without it, and mend it. */
function judgeRescue(
  before: AccountState | null,
  after: AccountState,
  { needsRescuer, hasPassword }: AccountSurroundings,
  now: Date,
): AccountProblem[] {
  if (before === null || !needsRescuer) return [];
  const field = rescuerLostBy({ state: before, hasPassword }, { state: after, hasPassword }, now);
  return field === null ? [] : [problemOf(field, 'last_bypass_account')];
}

/**
 * Whoever may not give roles may not change an account that has some either: else its address, and with it its password,
 * could be taken over.
 */
function judgeGrant(before: AccountState | null, after: AccountState, changes: boolean): AccountProblem[] {
  if (before !== null && before.roles.length > 0) {
    if (!changes) return [];
    return [problemOf('username', 'privileged_account', { received: before.username })];
  }
  const problems: AccountProblem[] = [];
  if (after.roles.length > 0) {
    problems.push(problemOf('roles', 'grant_not_permitted', { received: after.roles.join(', ') }));
  }
  if (after.bypass !== (before?.bypass ?? false)) problems.push(problemOf('bypass', 'grant_not_permitted'));
  return problems;
}
